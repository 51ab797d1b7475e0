package dev.deskhand.desks.zendesk.wire;

import static dev.deskhand.desks.wire.CappedJson.id;
import static dev.deskhand.desks.wire.CappedJson.text;

import com.fasterxml.jackson.databind.JsonNode;
import dev.deskhand.desks.UnreadableException;
import dev.deskhand.desks.wire.CappedJson;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What Zendesk's Support API 2 tells of the past: the tickets that changed, and how. */
public final class ZendeskPast {
  private ZendeskPast() {}

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
        ZendeskWire.instant(text(ticket, "created_at"), "created_at"),
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
                ZendeskWire.custom(ticket)),
            Optional.empty()),
        id + "@" + text(ticket, "generated_timestamp") + "@" + text(ticket, "updated_at"));
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
      Instant at = ZendeskWire.instant(text(audit, "created_at"), "created_at");
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
        ZendeskWire.commentId(ticket.id(), id(event, "id")),
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
          case ZendeskWire.STATUS ->
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
                after(ticket, it, ZendeskWire.value(it, event.path("value"))),
                Optional.of(
                    new ZendeskEvent.Changed(
                        switch (it) {
                          case MERGED -> ZendeskWire.MERGED;
                          case ASSIGNED -> ZendeskWire.ASSIGNEE;
                          case STATUS_CHANGED, FIELD_CHANGED, CREATED, COMMENT_ADDED, NOTE_ADDED ->
                              name;
                        },
                        ZendeskWire.value(it, event.path("value")),
                        ZendeskWire.value(it, event.path("previous_value")),
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
}
