package dev.deskhand.bot.trigger;

import dev.deskhand.bot.message.Inbound;
import dev.deskhand.bot.ticket.Ticket;
import dev.deskhand.bot.ticket.TicketStatus;
import dev.deskhand.bot.trigger.TicketCase.Standing;
import java.util.Optional;

/**
 * Who has a ticket: when somebody of the desk takes, answers, closes or merges it, the bot keeps
 * out of the way, until it is opened again or given back. Pure.
 */
public final class Attention {
  private Attention() {}

  /** What an event changes in whose turn it is, if anything. */
  public static Optional<CaseEvent> after(TicketCase now, Inbound.TicketEvent event) {
    return switch (event.change()) {
      case CREATED, FIELD_CHANGED, APPROVED -> Optional.empty();
      case COMMENTED -> answered(now, event.ticket());
      case ASSIGNED -> assigned(now, event);
      case MERGED -> Optional.of(new CaseEvent.Closed("it was merged into another ticket"));
      case STATUS_CHANGED -> moved(now, event.ticket().status());
    };
  }

  private static Optional<CaseEvent> answered(TicketCase now, Ticket ticket) {
    boolean isAgent =
        ticket.requester().isPresent()
            && ticket.changedBy().isPresent()
            && !ticket.requester().equals(ticket.changedBy());
    return isAgent && now.standing() instanceof Standing.Free
        ? Optional.of(new CaseEvent.Yielded("somebody of the desk wrote on it"))
        : Optional.empty();
  }

  private static Optional<CaseEvent> assigned(TicketCase now, Inbound.TicketEvent event) {
    boolean isTaken = !event.details().fields().getOrDefault("owner", "").isEmpty();
    return switch (now.standing()) {
      case Standing.Free _ ->
          isTaken
              ? Optional.of(new CaseEvent.Yielded("somebody of the desk took it"))
              : Optional.empty();
      case Standing.Yielded _ ->
          isTaken ? Optional.empty() : Optional.of(new CaseEvent.Resumed("it was given back"));
      case Standing.Closed _ -> Optional.empty();
    };
  }

  private static Optional<CaseEvent> moved(TicketCase now, TicketStatus to) {
    boolean isOver = to == TicketStatus.RESOLVED || to == TicketStatus.CLOSED;
    if (isOver) {
      return now.standing() instanceof Standing.Closed
          ? Optional.empty()
          : Optional.of(new CaseEvent.Closed("it was closed"));
    }
    return now.standing() instanceof Standing.Closed
        ? Optional.of(new CaseEvent.Resumed("it was opened again"))
        : Optional.empty();
  }
}
