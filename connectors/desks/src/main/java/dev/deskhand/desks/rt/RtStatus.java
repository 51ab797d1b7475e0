package dev.deskhand.desks.rt;

import dev.deskhand.bot.ticket.TicketStatus;
import dev.deskhand.desks.rt.wire.RtChange;

/** RT's statuses, those of its default lifecycle by name and those of others by their kind. */
final class RtStatus {
  private RtStatus() {}

  static TicketStatus read(RtChange.OfTicket ticket) {
    return switch (ticket.status()) {
      case "new" -> TicketStatus.NEW;
      case "open" -> TicketStatus.OPEN;
      case "stalled" -> TicketStatus.PENDING;
      case "resolved" -> TicketStatus.RESOLVED;
      default -> ofKind(ticket.statusKind());
    };
  }

  private static TicketStatus ofKind(String kind) {
    return switch (kind) {
      case "initial" -> TicketStatus.NEW;
      case "active" -> TicketStatus.OPEN;
      default -> TicketStatus.CLOSED;
    };
  }

  /** RT's default lifecycle ends in {@code resolved}; it knows no closing after that. */
  static String write(TicketStatus status) {
    return switch (status) {
      case NEW -> "new";
      case OPEN -> "open";
      case PENDING -> "stalled";
      case RESOLVED, CLOSED -> "resolved";
    };
  }
}
