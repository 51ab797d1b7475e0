package dev.deskhand.desks.builtin.history;

import dev.deskhand.bot.message.Outbound.Visibility;
import dev.deskhand.bot.ticket.TicketStatus;
import dev.deskhand.journal.DeliveryKey;
import dev.deskhand.journal.Personal;
import dev.deskhand.permissions.Account;
import java.util.Optional;

/** Something that happened to a ticket of the builtin help desk. */
public sealed interface TicketFact {

  /**
   * A person opened it, logged in or by the bot.
   *
   * @param key of the delivery that opened it; empty for what people open themselves
   */
  record TicketOpened(
      Account requester, Personal subject, Personal description, Optional<DeliveryKey> key)
      implements TicketFact {}

  /**
   * Somebody, or Deskhand, wrote on it.
   *
   * @param key of the delivery that left it; empty for what people write
   */
  record NoteAdded(Account author, Optional<DeliveryKey> key, Visibility visibility, Personal text)
      implements TicketFact {}

  /** It has a new status. */
  record TicketMoved(Account by, TicketStatus to) implements TicketFact {}

  /**
   * It has an owner, or one of its fields a value.
   *
   * @param name of the field; {@code owner} for the owner
   */
  record TicketEdited(Account by, String name, Personal value) implements TicketFact {}

  /** Somebody of the desk works on it from now on. */
  record TicketTaken(Account by) implements TicketFact {}

  /** Somebody of the desk says yes to what it asks for. */
  record TicketApproved(Account by) implements TicketFact {}
}
