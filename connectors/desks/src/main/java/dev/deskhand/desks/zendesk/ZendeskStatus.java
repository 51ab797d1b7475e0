package dev.deskhand.desks.zendesk;

import dev.deskhand.bot.ticket.TicketStatus;
import dev.deskhand.desks.UnreadableException;
import java.util.Locale;

/** Zendesk's status categories; events write them in capitals, the API does not. */
final class ZendeskStatus {
  private ZendeskStatus() {}

  static TicketStatus read(String status) {
    return switch (status.toLowerCase(Locale.ROOT)) {
      case "new" -> TicketStatus.NEW;
      case "open" -> TicketStatus.OPEN;
      case "pending", "hold" -> TicketStatus.PENDING;
      case "solved" -> TicketStatus.RESOLVED;
      case "closed", "deleted", "archived", "scrubbed" -> TicketStatus.CLOSED;
      default -> throw new UnreadableException("'detail.status' is none of Zendesk's");
    };
  }

  static String write(TicketStatus status) {
    return switch (status) {
      case NEW -> "new";
      case OPEN -> "open";
      case PENDING -> "pending";
      case RESOLVED -> "solved";
      case CLOSED -> "closed";
    };
  }
}
