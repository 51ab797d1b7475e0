package dev.deskhand.desks.builtin.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.deskhand.bot.ticket.TicketStatus;
import dev.deskhand.desks.builtin.history.TicketFact.NoteAdded;
import dev.deskhand.desks.builtin.history.TicketFact.TicketApproved;
import dev.deskhand.desks.builtin.history.TicketFact.TicketEdited;
import dev.deskhand.desks.builtin.history.TicketFact.TicketMoved;
import dev.deskhand.desks.builtin.history.TicketFact.TicketOpened;
import dev.deskhand.desks.builtin.history.TicketFact.TicketTaken;
import dev.deskhand.desks.builtin.history.TicketView;
import dev.deskhand.desks.wire.CappedJson;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Tickets as the builtin help desk's routes speak of them. */
public final class TicketJson {
  private TicketJson() {}

  /** What a person sends to open a ticket; fields that are missing are empty. */
  public record Opening(String subject, String description) {}

  /**
   * Reads a request to open a ticket.
   *
   * @throws dev.deskhand.desks.UnreadableException if it isn't a JSON object
   */
  public static Opening readOpening(byte[] body) {
    JsonNode root = CappedJson.object(body);
    return new Opening(CappedJson.text(root, "subject"), CappedJson.text(root, "description"));
  }

  /**
   * Reads what a person writes on a ticket.
   *
   * @throws dev.deskhand.desks.UnreadableException if it isn't a JSON object
   */
  public static String readComment(byte[] body) {
    return CappedJson.text(CappedJson.object(body), "text");
  }

  /**
   * Reads the status that somebody gives a ticket; empty for a word that is none.
   *
   * @throws dev.deskhand.desks.UnreadableException if it isn't a JSON object
   */
  public static Optional<TicketStatus> readStatus(byte[] body) {
    String to = CappedJson.text(CappedJson.object(body), "to").toUpperCase(Locale.ROOT);
    return Arrays.stream(TicketStatus.values()).filter(it -> it.name().equals(to)).findFirst();
  }

  /** A reason, for the person who asked. */
  public static String problem(String reason) {
    return CappedJson.MAPPER.createObjectNode().put("problem", reason).toString();
  }

  /** A list without timelines. */
  public static String list(List<TicketView> tickets) {
    ObjectNode root = CappedJson.MAPPER.createObjectNode();
    ArrayNode items = root.putArray("tickets");
    tickets.forEach(ticket -> summary(items.addObject(), ticket));
    return root.toString();
  }

  /** One ticket with its timeline. */
  public static String whole(TicketView ticket) {
    ObjectNode root = CappedJson.MAPPER.createObjectNode();
    summary(root, ticket);
    root.put("description", ticket.opened().description().value());
    ArrayNode timeline = root.putArray("timeline");
    ticket.timeline().forEach(entry -> entry(timeline.addObject(), entry));
    return root.toString();
  }

  private static void summary(ObjectNode out, TicketView ticket) {
    out.put("id", ticket.ref().id())
        .put("ref", ticket.ref().toString())
        .put("subject", ticket.opened().subject().value())
        .put("status", ticket.status().name().toLowerCase(Locale.ROOT))
        .put("requester", ticket.opened().requester().user())
        .put("opened_at", ticket.openedAt().toString());
  }

  private static void entry(ObjectNode out, TicketView.Entry entry) {
    out.put("at", entry.at().toString());
    switch (entry.fact()) {
      case TicketOpened opened -> out.put("kind", "opened").put("by", opened.requester().user());
      case NoteAdded note ->
          out.put("kind", "note")
              .put("by", note.author().user())
              .put("visibility", note.visibility().name().toLowerCase(Locale.ROOT))
              .put("text", note.text().value());
      case TicketTaken taken -> out.put("kind", "taken").put("by", taken.by().user());
      case TicketApproved approved -> out.put("kind", "approved").put("by", approved.by().user());
      case TicketEdited edited ->
          out.put("kind", "edited")
              .put("by", edited.by().user())
              .put("field", edited.name())
              .put("value", edited.value().value());
      case TicketMoved moved ->
          out.put("kind", "moved")
              .put("by", moved.by().user())
              .put("to", moved.to().name().toLowerCase(Locale.ROOT));
    }
  }
}
