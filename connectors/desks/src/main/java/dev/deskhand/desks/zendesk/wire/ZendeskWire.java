package dev.deskhand.desks.zendesk.wire;

import static dev.deskhand.desks.wire.CappedJson.id;
import static dev.deskhand.desks.wire.CappedJson.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.deskhand.bot.message.Outbound;
import dev.deskhand.bot.ticket.TicketEdit;
import dev.deskhand.desks.UnreadableException;
import dev.deskhand.desks.wire.CappedJson;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Zendesk's Support API 2 and its webhooks' ticket events. */
public final class ZendeskWire {
  private static final String TICKET_EVENT = "zen:event-type:ticket.";

  /** The name under which a delivery key stands in an update's metadata. */
  private static final String KEY = "deskhand";

  static final String STATUS = "status";
  static final String ASSIGNEE = "assignee";
  static final String MERGED = "merged";

  private ZendeskWire() {}

  /**
   * Reads a ticket event.
   *
   * @return empty for the events that Deskhand doesn't ask for
   * @throws UnreadableException if it is something else
   */
  public static Optional<ZendeskEvent> readEvent(byte[] body) {
    JsonNode root = CappedJson.object(body);
    String type = text(root, "type");
    if (!type.startsWith(TICKET_EVENT) || text(root, "id").isEmpty()) {
      throw new UnreadableException("'type' or 'id' is none of a ticket event");
    }
    return kindOf(root, type.substring(TICKET_EVENT.length())).map(kind -> event(root, kind));
  }

  private static Optional<ZendeskEvent.Kind> kindOf(JsonNode root, String type) {
    return switch (type) {
      case "created" -> Optional.of(ZendeskEvent.Kind.CREATED);
      case "comment_added" ->
          Optional.of(
              root.path("event").path("comment").path("is_public").asBoolean()
                  ? ZendeskEvent.Kind.COMMENT_ADDED
                  : ZendeskEvent.Kind.NOTE_ADDED);
      case "status_changed" -> Optional.of(ZendeskEvent.Kind.STATUS_CHANGED);
      case "agent_assignment_changed" -> Optional.of(ZendeskEvent.Kind.ASSIGNED);
      case "custom_field_changed" -> Optional.of(ZendeskEvent.Kind.FIELD_CHANGED);
      case "merged" -> Optional.of(ZendeskEvent.Kind.MERGED);
      default -> Optional.empty();
    };
  }

  private static ZendeskEvent event(JsonNode root, ZendeskEvent.Kind kind) {
    return new ZendeskEvent(
        idOf(root, kind),
        kind,
        id(root, "detail", "actor_id"),
        switch (kind) {
          case CREATED -> text(root, "detail", "description");
          case COMMENT_ADDED, NOTE_ADDED -> text(root, "event", "comment", "body");
          case STATUS_CHANGED, ASSIGNED, FIELD_CHANGED, MERGED -> "";
        },
        new ZendeskEvent.OfTicket(
            id(root, "detail", "id"),
            text(root, "detail", "subject"),
            text(root, "detail", "status"),
            id(root, "detail", "requester_id"),
            text(root, "detail", "via", "channel"),
            user(text(root, "detail", "assignee_id")),
            Map.of()),
        changed(root, kind));
  }

  /** A comment has the same number in the ticket's audits. */
  private static String idOf(JsonNode root, ZendeskEvent.Kind kind) {
    String comment = text(root, "event", "comment", "id");
    boolean isComment =
        kind == ZendeskEvent.Kind.COMMENT_ADDED || kind == ZendeskEvent.Kind.NOTE_ADDED;
    return isComment && !comment.isEmpty()
        ? commentId(id(root, "detail", "id"), comment)
        : text(root, "id");
  }

  static String commentId(String ticket, String comment) {
    return ticket + "/comment/" + comment;
  }

  /** Nobody is told as 0, as nothing, or as an empty text. */
  private static String user(String id) {
    return id.equals("0") ? "" : id;
  }

  private static Optional<ZendeskEvent.Changed> changed(JsonNode root, ZendeskEvent.Kind kind) {
    JsonNode event = root.path("event");
    String field =
        switch (kind) {
          case STATUS_CHANGED -> STATUS;
          case ASSIGNED -> ASSIGNEE;
          case FIELD_CHANGED -> id(event, "custom_field", "id");
          case MERGED -> MERGED;
          case CREATED, COMMENT_ADDED, NOTE_ADDED -> "";
        };
    if (field.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new ZendeskEvent.Changed(
            field,
            value(kind, event.path("current")),
            value(kind, event.path("previous")),
            instant(text(root, "time"), "time")));
  }

  static String value(ZendeskEvent.Kind kind, JsonNode told) {
    return switch (kind) {
      case FIELD_CHANGED -> plain(told.isObject() ? told.path("value") : told);
      case STATUS_CHANGED -> plain(told).toLowerCase(Locale.ROOT);
      case ASSIGNED -> user(plain(told));
      case CREATED, COMMENT_ADDED, NOTE_ADDED, MERGED -> "";
    };
  }

  /** Several values have commas between. */
  private static String plain(JsonNode value) {
    return value.isArray()
        ? value.valueStream().map(JsonNode::asText).collect(Collectors.joining(", "))
        : value.isNull() ? "" : value.asText();
  }

  static Instant instant(String text, String name) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw new UnreadableException("'" + name + "' is no time");
    }
  }

  /** The custom fields of one ticket that have a value, by their numbers. */
  public static Map<String, String> readCustom(String body) {
    return custom(CappedJson.object(body).path("ticket"));
  }

  static Map<String, String> custom(JsonNode ticket) {
    Map<String, String> custom = new LinkedHashMap<>();
    for (JsonNode field : ticket.path("custom_fields")) {
      String value = plain(field.path("value"));
      if (!value.isEmpty()) {
        custom.put(text(field, "id"), value);
      }
    }
    return custom;
  }

  private static Optional<String> next(JsonNode root) {
    boolean hasMore = root.path("meta").path("has_more").asBoolean(false);
    String cursor = text(root, "meta", "after_cursor");
    return hasMore && !cursor.isEmpty() ? Optional.of(cursor) : Optional.empty();
  }

  /**
   * The body of an update that adds a comment. What stands in {@code metadata} comes back as {@code
   * metadata.custom} of the ticket's audit, where people don't see it.
   */
  public static String comment(String html, Outbound.Visibility visibility, String key) {
    ObjectNode root = CappedJson.MAPPER.createObjectNode();
    ObjectNode ticket = root.putObject("ticket");
    ticket
        .putObject("comment")
        .put("html_body", html)
        .put(
            "public",
            switch (visibility) {
              case INTERNAL -> false;
              case PUBLIC -> true;
            });
    ticket.putObject("metadata").put(KEY, key);
    return root.toString();
  }

  /**
   * The body of a new ticket.
   *
   * @param requester the id of a user; whoever has the token where it is empty
   * @param key by which it is found again
   */
  public static String ticket(String subject, String html, Optional<String> requester, String key) {
    ObjectNode root = CappedJson.MAPPER.createObjectNode();
    ObjectNode ticket = root.putObject("ticket");
    ticket.put("subject", subject).put("external_id", key);
    ticket.putObject("comment").put("html_body", html).put("public", true);
    requester.ifPresent(id -> ticket.put("requester_id", Long.parseLong(id)));
    return root.toString();
  }

  /** The id of the ticket in the answer to opening it. */
  public static String readTicket(String body) {
    return id(CappedJson.object(body), "ticket", "id");
  }

  /** The ids of listed tickets. */
  public static List<String> readTickets(String body) {
    return CappedJson.object(body)
        .path("tickets")
        .valueStream()
        .map(ticket -> id(ticket, "id"))
        .toList();
  }

  /** The body of an update that changes the status. */
  public static String status(String status) {
    ObjectNode root = CappedJson.MAPPER.createObjectNode();
    root.putObject("ticket").put("status", status);
    return root.toString();
  }

  /** The body of an update that changes the assignee or a custom field. */
  public static String edit(TicketEdit edit) {
    ObjectNode root = CappedJson.MAPPER.createObjectNode();
    ObjectNode ticket = root.putObject("ticket");
    switch (edit) {
      case TicketEdit.Owner owner -> ticket.put("assignee_email", owner.value());
      case TicketEdit.Field field ->
          ticket
              .putArray("custom_fields")
              .addObject()
              .put("id", Long.parseLong(field.name()))
              .put("value", field.value());
    }
    return root.toString();
  }

  /** The id of the audit in the answer to an update. */
  public static String readAudit(String body) {
    return id(CappedJson.object(body), "audit", "id");
  }

  /** The ticket's status in the answer to an update. */
  public static String readStatus(String body) {
    return text(CappedJson.object(body), "ticket", "status");
  }

  /**
   * A page of a ticket's audits.
   *
   * @param keys ids of audits by the key that Deskhand left in them
   * @param next the cursor of the page behind this one
   */
  public record Page(Map<String, String> keys, Optional<String> next) {}

  public static Page readPage(String body) {
    JsonNode root = CappedJson.object(body);
    Map<String, String> keys = new LinkedHashMap<>();
    for (JsonNode audit : root.path("audits")) {
      String key = text(audit, "metadata", "custom", KEY);
      if (!key.isEmpty()) {
        keys.putIfAbsent(key, id(audit, "id"));
      }
    }
    return new Page(keys, next(root));
  }
}
