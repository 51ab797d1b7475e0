package dev.deskhand.bot;

import dev.deskhand.bot.message.ConversationId;
import dev.deskhand.bot.message.Inbound;
import dev.deskhand.bot.message.Inbound.TicketChange;
import dev.deskhand.bot.plan.Plan;
import dev.deskhand.bot.plan.Request;
import dev.deskhand.bot.plan.TicketPlanner;
import dev.deskhand.bot.plan.WalkAnswers;
import dev.deskhand.bot.ticket.Ticket;
import dev.deskhand.bot.trigger.TicketCase;
import dev.deskhand.journal.StreamId;
import dev.deskhand.journal.TenantId;
import dev.deskhand.permissions.Principal;
import java.time.LocalDate;
import java.util.Optional;

/**
 * Hears a comment of a ticket's requester as an answer to the walk that the ticket began; only a
 * comment that is known to be theirs. Thread-safe.
 */
public final class TicketAnswers {
  private final WalkAnswers answers;
  private final OpenWalks walks;

  public TicketAnswers(WalkAnswers answers, OpenWalks walks) {
    this.answers = answers;
    this.walks = walks;
  }

  /** What a comment comes to, said by whom and where the question stands. */
  record Heard(Plan plan, Principal by, ConversationId where) {}

  Optional<Heard> heard(
      TenantId tenant,
      Inbound.TicketEvent event,
      TicketPlanner.Parties parties,
      TicketCase known,
      LocalDate today) {
    if (event.change() != TicketChange.COMMENTED || !isRequesters(event.ticket())) {
      return Optional.empty();
    }
    return parties
        .requester()
        .flatMap(
            person ->
                known.walks().reversed().stream()
                    .flatMap(id -> walks.find(tenant, id).stream())
                    .filter(open -> open.walk().asker().id().equals(person.id().value()))
                    .findFirst()
                    .flatMap(open -> heard(open, event.ticket(), person, today)));
  }

  private Optional<Heard> heard(
      Request.OpenWalk open, Ticket ticket, Principal person, LocalDate today) {
    return answers
        .answer(open, TicketPlanner.said(ticket), today)
        .map(
            plan ->
                new Heard(
                    plan, person, ConversationId.of(StreamId.parse(open.walk().conversation()))));
  }

  private static boolean isRequesters(Ticket ticket) {
    return ticket.verification() == Ticket.Verification.VERIFIED
        && ticket.requester().isPresent()
        && ticket.requester().equals(ticket.changedBy());
  }
}
