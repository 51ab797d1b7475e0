package dev.deskhand.desks.zendesk.wire;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A ticket event of Zendesk (event schema 2022-11-06).
 *
 * @param id the event's own; of a comment the comment's, which audits know it by, too
 * @param actor the id of the user who caused it
 * @param content the description of a new ticket, or the comment's text; empty otherwise
 * @param changed what the event is about, if it is a change
 */
public record ZendeskEvent(
    String id,
    Kind kind,
    String actor,
    String content,
    OfTicket ticket,
    Optional<Changed> changed) {

  /** The events that Deskhand asks for. */
  public enum Kind {
    CREATED,
    /** The requester reads it. */
    COMMENT_ADDED,
    /** The desk's people alone read it. */
    NOTE_ADDED,
    STATUS_CHANGED,
    /** Somebody was given it, or nobody has it any more. */
    ASSIGNED,
    /** A custom field has another value. */
    FIELD_CHANGED,
    MERGED
  }

  /**
   * What a field was and became; both are empty where nothing was, or is, in it.
   *
   * @param field a custom field's number; {@code status} or {@code assignee}
   * @param at when, by Zendesk's clock
   */
  public record Changed(String field, String value, String before, Instant at) {}

  /**
   * The ticket after the event.
   *
   * @param channel {@code web}, {@code email}, {@code api}, …: how the ticket came to be
   * @param assignee the id of the agent who has it, or empty
   * @param custom custom fields that have a value, by their numbers, where they are told
   */
  public record OfTicket(
      String id,
      String subject,
      String status,
      String requester,
      String channel,
      String assignee,
      Map<String, String> custom) {
    public OfTicket {
      custom = Map.copyOf(custom);
    }
  }

  /** The same event, of whose ticket the custom fields are known now. */
  public ZendeskEvent with(Map<String, String> custom) {
    return new ZendeskEvent(
        id,
        kind,
        actor,
        content,
        new OfTicket(
            ticket.id(),
            ticket.subject(),
            ticket.status(),
            ticket.requester(),
            ticket.channel(),
            ticket.assignee(),
            custom),
        changed);
  }
}
