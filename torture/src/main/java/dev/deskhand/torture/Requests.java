package dev.deskhand.torture;

import dev.deskhand.bot.message.ConversationId;
import dev.deskhand.bot.message.Envelope;
import dev.deskhand.bot.message.Inbound;
import dev.deskhand.bot.ticket.Ticket;
import dev.deskhand.bot.ticket.TicketRef;
import dev.deskhand.bot.ticket.TicketStatus;
import dev.deskhand.journal.Personal;
import dev.deskhand.runbooks.EffectClass;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/** What Ada asks for: by command, also what needs approval or fails half-way, or by ticket. */
final class Requests {
  private static final List<String> KINDS =
      Stream.concat(Stream.of("do", "tree"), Arrays.stream(Plot.values()).map(Plot::label))
          .toList();

  private final Random random;
  private final List<EffectClass> effects;
  private int count;

  Requests(Random random, Optional<EffectClass> only) {
    this.random = random;
    this.effects = only.map(List::of).orElseGet(() -> Shelf.effects().toList());
  }

  Inbound next() {
    count++;
    String effect = effects.get(random.nextInt(effects.size())).label();
    String kind = KINDS.get(random.nextInt(KINDS.size()));
    return kind.equals("tree") ? ticket("tree-" + effect) : command("run " + kind + "-" + effect);
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
