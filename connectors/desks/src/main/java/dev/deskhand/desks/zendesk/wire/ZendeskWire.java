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
import java.util.HashMap;
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

  private static final String STATUS = "status";
  private static final String ASSIGNEE = "assignee";
  private static final String MERGED = "merged";

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

  private static String commentId(String ticket, String comment) {
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

  private static String value(ZendeskEvent.Kind kind, JsonNode told) {
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

  private static Instant instant(String text, String name) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw new UnreadableException("'" + name + "' is no time");
    }
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

  /**
   * The creation of a ticket, which is told as it is now.
   *
   * @param version another one whenever the ticket has changed
   */
  public record Created(Instant at, ZendeskEvent event, String version) {}

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
    return new Created(
        instant(text(ticket, "created_at"), "created_at"),
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
                text(ticket, "via", "channel"),
                text(ticket, "assignee_id"),
                custom(ticket)),
            Optional.empty()),
        id + "@" + text(ticket, "generated_timestamp") + "@" + text(ticket, "updated_at"));
  }

  /** The custom fields of one ticket that have a value, by their numbers. */
  public static Map<String, String> readCustom(String body) {
    return custom(CappedJson.object(body).path("ticket"));
  }

  private static Map<String, String> custom(JsonNode ticket) {
    Map<String, String> custom = new LinkedHashMap<>();
    for (JsonNode field : ticket.path("custom_fields")) {
      String value = plain(field.path("value"));
      if (!value.isEmpty()) {
        custom.put(text(field, "id"), value);
      }
    }
    return custom;
  }

  /**
   * A page of what happened to one ticket.
   *
   * @param events of each update by its number; what came with the ticket's creation is not among
   *     them
   * @param isLast whether no page behind this one has anything new
   */
  public record Audits(Map<Long, List<ZendeskEvent>> events, boolean isLast) {
    public Audits {
      events = Map.copyOf(events);
    }
  }

  /**
   * Reads a page of a ticket's audits.
   *
   * @param ticket as it is now
   * @param since what happened before is left out
   */
  public static Audits readAudits(String body, ZendeskEvent.OfTicket ticket, Instant since) {
    JsonNode root = CappedJson.object(body);
    Map<Long, List<ZendeskEvent>> events = new HashMap<>();
    List<Instant> times = new ArrayList<>();
    for (JsonNode audit : root.path("audits")) {
      boolean isBirth =
          audit.path("events").valueStream().anyMatch(it -> text(it, "type").equals("Create"));
      Instant at = instant(text(audit, "created_at"), "created_at");
      times.add(at);
      if (!isBirth && !at.isBefore(since)) {
        events.put(
            Long.valueOf(id(audit, "id")),
            audit
                .path("events")
                .valueStream()
                .flatMap(it -> told(audit, it, ticket, at).stream())
                .toList());
      }
    }
    boolean isBehind =
        !times.isEmpty()
            && times.getLast().isBefore(since)
            && !times.getFirst().isBefore(times.getLast());
    return new Audits(events, isBehind || text(root, "next_page").isEmpty());
  }

  private static Optional<ZendeskEvent> told(
      JsonNode audit, JsonNode event, ZendeskEvent.OfTicket ticket, Instant at) {
    return switch (text(event, "type")) {
      case "Comment" -> Optional.of(comment(audit, event, ticket));
      case "Change" -> change(audit, event, ticket, at);
      default -> Optional.empty();
    };
  }

  private static ZendeskEvent comment(
      JsonNode audit, JsonNode event, ZendeskEvent.OfTicket ticket) {
    return new ZendeskEvent(
        commentId(ticket.id(), id(event, "id")),
        event.path("public").asBoolean()
            ? ZendeskEvent.Kind.COMMENT_ADDED
            : ZendeskEvent.Kind.NOTE_ADDED,
        id(audit, "author_id"),
        text(event, "body"),
        ticket,
        Optional.empty());
  }

  private static Optional<ZendeskEvent> change(
      JsonNode audit, JsonNode event, ZendeskEvent.OfTicket ticket, Instant at) {
    String name = text(event, "field_name");
    boolean isMerge = text(audit, "via", "source", "rel").equals("merge");
    Optional<ZendeskEvent.Kind> kind =
        switch (name) {
          case STATUS ->
              Optional.of(isMerge ? ZendeskEvent.Kind.MERGED : ZendeskEvent.Kind.STATUS_CHANGED);
          case "assignee_id" -> Optional.of(ZendeskEvent.Kind.ASSIGNED);
          case String other ->
              other.matches("[0-9]{1,19}")
                  ? Optional.of(ZendeskEvent.Kind.FIELD_CHANGED)
                  : Optional.empty();
        };
    return kind.map(
        it ->
            new ZendeskEvent(
                ticket.id() + "/change/" + id(event, "id"),
                it,
                id(audit, "author_id"),
                "",
                after(ticket, it, value(it, event.path("value"))),
                Optional.of(
                    new ZendeskEvent.Changed(
                        switch (it) {
                          case MERGED -> MERGED;
                          case ASSIGNED -> ASSIGNEE;
                          case STATUS_CHANGED, FIELD_CHANGED, CREATED, COMMENT_ADDED, NOTE_ADDED ->
                              name;
                        },
                        value(it, event.path("value")),
                        value(it, event.path("previous_value")),
                        at))));
  }

  /** The ticket is told as it is now, but for what this very change says. */
  private static ZendeskEvent.OfTicket after(
      ZendeskEvent.OfTicket now, ZendeskEvent.Kind kind, String value) {
    return new ZendeskEvent.OfTicket(
        now.id(),
        now.subject(),
        kind == ZendeskEvent.Kind.STATUS_CHANGED ? value : now.status(),
        now.requester(),
        now.channel(),
        kind == ZendeskEvent.Kind.ASSIGNED ? value : now.assignee(),
        now.custom());
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
    return new Page(keys, next(root));
  }
}
