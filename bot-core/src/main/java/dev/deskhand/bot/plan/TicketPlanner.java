package dev.deskhand.bot.plan;

import dev.deskhand.bot.intent.Intent;
import dev.deskhand.bot.intent.IntentParser;
import dev.deskhand.bot.intent.Interpretation;
import dev.deskhand.bot.intent.Utterance;
import dev.deskhand.bot.message.ConversationId;
import dev.deskhand.bot.message.Inbound;
import dev.deskhand.bot.message.Inbound.TicketChange;
import dev.deskhand.bot.ticket.Ticket;
import dev.deskhand.journal.Personal;
import dev.deskhand.permissions.Principal;
import dev.deskhand.trees.TreeId;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Understands a new ticket that no trigger answers. Pure. */
public final class TicketPlanner {
  private final IntentParser parser;

  public TicketPlanner(IntentParser parser) {
    this.parser = parser;
  }

  /**
   * Whom a new ticket is about and where they can be asked.
   *
   * @param service the principal that acts for ticket events
   * @param requester the person behind the ticket's account, if anybody has mapped it
   * @param direct where the bot speaks to that person
   */
  public record Parties(
      Principal service, Optional<Principal> requester, Optional<ConversationId> direct) {}

  /** What a ticket event comes to. */
  public Plan plan(Inbound.TicketEvent event, Parties parties) {
    if (event.change() != TicketChange.CREATED) {
      return new Plan.Ignore("no trigger answers it");
    }
    Ticket ticket = event.ticket();
    Optional<Intent> intent = understand(ticket);
    if (intent.isEmpty()) {
      return new Plan.Ignore("not understood: left to the desk's people");
    }
    boolean canAsk =
        ticket.verification() == Ticket.Verification.VERIFIED
            && parties.requester().isPresent()
            && parties.direct().isPresent()
            && intent.get().kind() == Intent.Kind.TREE;
    return canAsk
        ? new Plan.WalkTree(
            new TreeId(intent.get().id()),
            parties.service(),
            parties.requester().get(),
            parties.direct().get(),
            Optional.of(ticket.ref()),
            words(ticket))
        : new Plan.Suggest(ticket.ref(), intent.get(), Map.of());
  }

  /** The subject says it best; where it doesn't, subject and description together may. */
  private Optional<Intent> understand(Ticket ticket) {
    Optional<Intent> bySubject = understand(ticket.subject().value());
    return bySubject.isPresent() ? bySubject : understand(words(ticket).value());
  }

  private Optional<Intent> understand(String text) {
    return parser.parse(new Utterance(text)) instanceof Interpretation.Understood understood
        ? Optional.of(understood.intent())
        : Optional.empty();
  }

  /** What a comment says: a reply by mail without the lines that it quotes. */
  public static Personal said(Ticket ticket) {
    Personal text = ticket.description();
    String own =
        text.value()
            .lines()
            .takeWhile(line -> !line.matches("(-{2,}|_{5,}|On .{1,200} wrote:).*"))
            .filter(line -> !line.startsWith(">"))
            .collect(Collectors.joining("\n"));
    return new Personal(text.subject(), own.strip());
  }

  /** What the requester wrote: the subject, and the description where it says more. */
  static Personal words(Ticket ticket) {
    String description = ticket.description().value().strip();
    String subject = ticket.subject().value().strip();
    return new Personal(
        ticket.subject().subject(),
        description.isEmpty() || description.equals(subject)
            ? subject
            : subject + "\n" + description);
  }
}
