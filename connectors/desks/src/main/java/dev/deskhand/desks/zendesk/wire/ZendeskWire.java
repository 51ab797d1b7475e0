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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Zendesk's Support API 2 and its webhooks' ticket events. */
public final class ZendeskWire {
  private static final String TICKET_EVENT = "zen:event-type:ticket.";

  /** The name under which a delivery key stands in an update's metadata. */
  private static final String KEY = "deskhand";

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
      default -> Optional.empty();
    };
  }

  private static ZendeskEvent event(JsonNode root, ZendeskEvent.Kind kind) {
    return new ZendeskEvent(
        text(root, "id"),
        kind,
        id(root, "detail", "actor_id"),
        switch (kind) {
          case CREATED -> text(root, "detail", "description");
          case COMMENT_ADDED, NOTE_ADDED -> text(root, "event", "comment", "body");
          case STATUS_CHANGED -> "";
        },
        new ZendeskEvent.OfTicket(
            id(root, "detail", "id"),
            text(root, "detail", "subject"),
            text(root, "detail", "status"),
            id(root, "detail", "requester_id"),
            text(root, "detail", "via", "channel")));
  }

  /**
   * A page of the incremental export.
   *
   * @param created each ticket as the event of its creation
   * @param next the cursor of the page behind this one
   */
  public record Export(List<Created> created, Optional<String> next) {
    public Export {
      created = List.copyOf(created);
    }
  }

  /** The creation of a ticket. */
  public record Created(Instant at, ZendeskEvent event) {}

  /**
   * Reads a page of the incremental export of tickets.
   *
   * @throws UnreadableException if it is something else
   */
  public static Export readExport(String body) {
    JsonNode root = CappedJson.object(body);
    List<Created> created = new ArrayList<>();
    for (JsonNode ticket : root.path("tickets")) {
      if (!text(ticket, "status").equals("deleted")) {
        created.add(created(ticket));
      }
    }
    String cursor = text(root, "after_cursor");
    boolean isLast = root.path("end_of_stream").asBoolean(true);
    return new Export(created, isLast || cursor.isEmpty() ? Optional.empty() : Optional.of(cursor));
  }

  private static Created created(JsonNode ticket) {
    String id = id(ticket, "id");
    try {
      return new Created(
          Instant.parse(text(ticket, "created_at")),
          new ZendeskEvent(
              id + "/created",
              ZendeskEvent.Kind.CREATED,
              id(ticket, "submitter_id"),
              text(ticket, "description"),
              new ZendeskEvent.OfTicket(
                  id,
                  text(ticket, "subject"),
                  text(ticket, "status"),
                  id(ticket, "requester_id"),
                  text(ticket, "via", "channel"))));
    } catch (DateTimeException e) {
      throw new UnreadableException("'created_at' is no time");
    }
  }

  /**
   * The body of an update that adds a comment. What stands in {@code metadata} comes back as {@code
   * metadata.custom} of the ticket's audit, where people don't see it.
   */
  public static String comment(String text, Outbound.Visibility visibility, String key) {
    ObjectNode root = CappedJson.MAPPER.createObjectNode();
    ObjectNode ticket = root.putObject("ticket");
    ticket
        .putObject("comment")
        .put("body", text)
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
  public static String ticket(String subject, String text, Optional<String> requester, String key) {
    ObjectNode root = CappedJson.MAPPER.createObjectNode();
    ObjectNode ticket = root.putObject("ticket");
    ticket.put("subject", subject).put("external_id", key);
    ticket.putObject("comment").put("body", text).put("public", true);
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
    boolean hasMore = root.path("meta").path("has_more").asBoolean(false);
    String cursor = text(root, "meta", "after_cursor");
    return new Page(keys, hasMore && !cursor.isEmpty() ? Optional.of(cursor) : Optional.empty());
  }
}
