package dev.deskhand.bot.trigger;

import dev.deskhand.bot.message.Inbound;
import dev.deskhand.bot.ticket.Ticket;
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
      case CREATED -> found(now, event);
      case FIELD_CHANGED, APPROVED -> Optional.empty();
      case COMMENTED -> answered(now, event);
      case ASSIGNED -> assigned(now, event);
      case MERGED -> Optional.of(new CaseEvent.Closed("it was merged into another ticket"));
      case STATUS_CHANGED -> moved(now, event.ticket());
    };
  }

  /**
   * Why nothing begins by an event of a ticket that is free, if so: what is told late is told as
   * the ticket is by then, before what happened to it meanwhile.
   */
  public static Optional<String> against(TicketCase now, Inbound.TicketEvent event) {
    if (event.ticket().changedBy().isEmpty()) {
      return Optional.of("the desk did it by itself");
    }
    if (isOver(event.ticket())) {
      return Optional.of("the ticket is closed by now");
    }
    return now.standing() instanceof Standing.Free && hasOwner(event)
        ? Optional.of("somebody of the desk has the ticket by now")
        : Optional.empty();
  }

  private static boolean isOver(Ticket ticket) {
    return switch (ticket.status()) {
      case RESOLVED, CLOSED -> true;
      case NEW, OPEN, PENDING -> false;
    };
  }

  private static boolean hasOwner(Inbound.TicketEvent event) {
    return !event.details().fields().getOrDefault("owner", "").isEmpty();
  }

  /** A creation that is told again says nothing new: the bot itself may have moved the ticket. */
  private static Optional<CaseEvent> found(TicketCase now, Inbound.TicketEvent event) {
    if (now.isKnown() || !(now.standing() instanceof Standing.Free)) {
      return Optional.empty();
    }
    if (isOver(event.ticket())) {
      return Optional.of(new CaseEvent.Closed("it was closed"));
    }
    return hasOwner(event)
        ? Optional.of(new CaseEvent.Yielded("somebody of the desk has it"))
        : Optional.empty();
  }

  private static Optional<CaseEvent> answered(TicketCase now, Inbound.TicketEvent event) {
    Ticket ticket = event.ticket();
    boolean isAgent =
        ticket.requester().isPresent()
            && ticket.changedBy().isPresent()
            && !ticket.requester().equals(ticket.changedBy());
    boolean isOurs =
        switch (now.standing()) {
          case Standing.Free _, Standing.Reopened _ -> true;
          case Standing.Closed _ -> event.details().reachRequester() && !isOver(ticket);
          case Standing.Yielded _ -> false;
        };
    return isAgent && isOurs
        ? Optional.of(new CaseEvent.Yielded("somebody of the desk wrote on it"))
        : Optional.empty();
  }

  private static Optional<CaseEvent> assigned(TicketCase now, Inbound.TicketEvent event) {
    return switch (now.standing()) {
      case Standing.Free _, Standing.Reopened _ ->
          hasOwner(event)
              ? Optional.of(new CaseEvent.Yielded("somebody of the desk took it"))
              : Optional.empty();
      case Standing.Yielded _ ->
          hasOwner(event) || isOver(event.ticket())
              ? Optional.empty()
              : Optional.of(new CaseEvent.Resumed("it was given back"));
      case Standing.Closed _ -> Optional.empty();
    };
  }

  private static Optional<CaseEvent> moved(TicketCase now, Ticket ticket) {
    boolean isClosed = now.standing() instanceof Standing.Closed;
    if (isOver(ticket)) {
      return isClosed ? Optional.empty() : Optional.of(new CaseEvent.Closed("it was closed"));
    }
    return isClosed ? Optional.of(new CaseEvent.Resumed("it was opened again")) : Optional.empty();
  }
}
