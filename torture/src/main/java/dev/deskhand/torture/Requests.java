package dev.deskhand.torture;

import dev.deskhand.bot.message.ConversationId;
import dev.deskhand.bot.message.Envelope;
import dev.deskhand.bot.message.Inbound;
import dev.deskhand.bot.ticket.Ticket;
import dev.deskhand.bot.ticket.TicketRef;
import dev.deskhand.bot.ticket.TicketStatus;
import dev.deskhand.journal.Personal;
import dev.deskhand.runbooks.EffectClass;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/** What Ada asks for: by command, also what needs approval or fails half-way, or by ticket. */
final class Requests {
  private final Random random;
  private final List<EffectClass> effects;
  private final List<String> kinds;
  private int count;
  private EffectClass effect;

  Requests(Random random, Wanted wanted) {
    this.random = random;
    this.effects = wanted.effects();
    this.effect = effects.getFirst();
    Stream<String> plots = wanted.plots().stream().map(Plot::label);
    this.kinds =
        (wanted.plot().isPresent() ? plots : Stream.concat(Stream.of("do", "tree"), plots))
            .toList();
  }

  /** The class of the steps of what was asked for last. */
  EffectClass effect() {
    return effect;
  }

  Inbound next() {
    count++;
    effect = effects.get(random.nextInt(effects.size()));
    String kind = kinds.get(random.nextInt(kinds.size())) + "-" + effect.label();
    return kind.startsWith("tree") ? ticket(kind) : command("run " + kind);
  }

  private Inbound command(String words) {
    return new Inbound.SlashCommand(
        envelope(new ConversationId(Chat.NAME, "ada-" + count)), personal(words));
  }

  private Inbound ticket(String subject) {
    return new Inbound.TicketEvent(
        envelope(new ConversationId(Desk.NAME, "ticket:" + count)),
        Inbound.TicketChange.CREATED,
        new Ticket(
            new TicketRef(Desk.NAME, Integer.toString(count)),
            personal(subject),
            personal(""),
            TicketStatus.NEW,
            Optional.of(Shelf.account(Shelf.ADA)),
            Optional.of(Shelf.account(Shelf.ADA)),
            Ticket.Verification.VERIFIED));
  }

  private Envelope envelope(ConversationId where) {
    return new Envelope(
        Shelf.TENANT, Shelf.account(Shelf.ADA), where, "vendor", "delivery-" + count);
  }

  private static Personal personal(String words) {
    return new Personal(Shelf.ADA.value(), words);
  }
}
