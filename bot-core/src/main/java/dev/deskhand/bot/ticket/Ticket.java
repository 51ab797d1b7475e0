package dev.deskhand.bot.ticket;

import dev.deskhand.journal.Personal;
import dev.deskhand.permissions.Account;
import java.util.Optional;

/**
 * A ticket as its desk tells it.
 *
 * @param requester the desk's account of whoever asks, by the desk's own immutable id
 * @param changedBy the desk's account of whoever caused what is told, empty if that is unknown, or
 *     the desk did it by itself
 */
public record Ticket(
    TicketRef ref,
    Personal subject,
    Personal description,
    TicketStatus status,
    Optional<Account> requester,
    Optional<Account> changedBy,
    Verification verification) {

  /** How sure it is that the requester is who the ticket says. */
  public enum Verification {
    /** The desk has seen a login of the requester. */
    VERIFIED,
    /** Born from mail, or otherwise unproven: it may suggest, but cause nothing. */
    UNVERIFIED
  }
}
