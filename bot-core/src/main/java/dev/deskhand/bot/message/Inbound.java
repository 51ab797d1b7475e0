package dev.deskhand.bot.message;

import dev.deskhand.bot.ticket.Ticket;
import dev.deskhand.journal.Personal;

/** A request as it arrived: verified, and nothing decided yet. */
public sealed interface Inbound {

  Envelope envelope();

  /** A sentence that somebody wrote to the bot. */
  record ChatMessage(Envelope envelope, Personal text) implements Inbound {}

  /**
   * A command such as {@code /desk run unlock-account}.
   *
   * @param text what stands behind the command's name
   */
  record SlashCommand(Envelope envelope, Personal text) implements Inbound {}

  /**
   * A button was pressed.
   *
   * @param action what the button was made for; it is a reference that is checked, never trusted
   * @param message the channel's id of the message that carried it
   */
  record ButtonClick(Envelope envelope, ButtonAction action, String message) implements Inbound {}

  /**
   * Something happened to a ticket.
   *
   * @param ticket as it was when it happened
   */
  record TicketEvent(Envelope envelope, TicketChange change, Ticket ticket) implements Inbound {}

  /** What happened to a ticket. */
  enum TicketChange {
    CREATED,
    COMMENTED,
    STATUS_CHANGED
  }
}
