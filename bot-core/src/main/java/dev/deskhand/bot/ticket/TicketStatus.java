package dev.deskhand.bot.ticket;

/** Where a ticket stands, in the words that all desks share. */
public enum TicketStatus {
  NEW,
  OPEN,
  PENDING,
  RESOLVED,
  CLOSED
}
