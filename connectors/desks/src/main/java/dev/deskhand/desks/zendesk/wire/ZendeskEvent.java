package dev.deskhand.desks.zendesk.wire;

/**
 * A ticket event of Zendesk (event schema 2022-11-06).
 *
 * @param id the event's own
 * @param actor the id of the user who caused it
 * @param content the description of a new ticket, or the comment's text; empty otherwise
 */
public record ZendeskEvent(String id, Kind kind, String actor, String content, OfTicket ticket) {

  /** The events that Deskhand asks for. */
  public enum Kind {
    CREATED,
    /** The requester reads it. */
    COMMENT_ADDED,
    /** The desk's people alone read it. */
    NOTE_ADDED,
    STATUS_CHANGED
  }

  /**
   * The ticket after the event.
   *
   * @param channel {@code web}, {@code email}, {@code api}, …: how the ticket came to be
   */
  public record OfTicket(
      String id, String subject, String status, String requester, String channel) {}
}
