package dev.deskhand.desks.rt.wire;

import static dev.deskhand.desks.wire.CappedJson.id;
import static dev.deskhand.desks.wire.CappedJson.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.deskhand.bot.ticket.TicketEdit;
import dev.deskhand.desks.UnreadableException;
import dev.deskhand.desks.wire.CappedJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** REST 2.0 of RT 5 (its module {@code RT::REST2}), and the scrip's own JSON. */
public final class RtWire {
  private RtWire() {}

  /**
   * Reads what the scrip posts.
   *
   * @throws UnreadableException if it is something else
   */
  public static RtChange readChange(byte[] body) {
    JsonNode root = CappedJson.object(body);
    List<String> requestors = new ArrayList<>();
    for (JsonNode requestor : root.path("ticket").path("requestors")) {
      requestors.add(id(requestor));
    }
    return new RtChange(
        id(root, "transaction", "id"),
        kindOf(text(root, "transaction", "type")),
        id(root, "transaction", "creator"),
        text(root, "transaction", "interface"),
        text(root, "transaction", "content"),
        fieldOf(root.path("transaction")),
        new RtChange.OfTicket(
            id(root, "ticket", "id"),
            text(root, "ticket", "subject"),
            text(root, "ticket", "status"),
            text(root, "ticket", "status_kind"),
            id(root, "ticket", "creator"),
            text(root, "ticket", "interface"),
            requestors,
            new RtChange.Fields(
                fields(root.path("ticket")),
                custom(root.path("ticket").path("custom")),
                Map.of())));
  }

  private static Optional<RtChange.Field> fieldOf(JsonNode transaction) {
    return Optional.of(text(transaction, "field"))
        .filter(name -> !name.isEmpty())
        .map(
            name ->
                new RtChange.Field(name, text(transaction, "value"), text(transaction, "before")));
  }

  private static Map<String, String> custom(JsonNode fields) {
    Map<String, String> custom = new LinkedHashMap<>();
    fields
        .propertyStream()
        .filter(field -> !field.getValue().asText().isEmpty())
        .forEach(
            field ->
                custom.put(field.getKey().toLowerCase(Locale.ROOT), field.getValue().asText()));
    return custom;
  }

  private static Map<String, String> fields(JsonNode ticket) {
    Map<String, String> fields = new LinkedHashMap<>();
    for (String name : List.of("queue", "owner")) {
      String value = text(ticket, name);
      if (!value.isEmpty()) {
        fields.put(name, value);
      }
    }
    return fields;
  }

  private static RtChange.Kind kindOf(String type) {
    return switch (type) {
      case "Create" -> RtChange.Kind.CREATE;
      case "Comment" -> RtChange.Kind.COMMENT;
      case "Correspond" -> RtChange.Kind.CORRESPOND;
      case "Status" -> RtChange.Kind.STATUS;
      case "Owner" -> RtChange.Kind.OWNER;
      case "Field" -> RtChange.Kind.FIELD;
      case "Merged" -> RtChange.Kind.MERGED;
      case "Approved" -> RtChange.Kind.APPROVED;
      default ->
          throw new UnreadableException("'transaction.type' is none that the scrip tells of");
    };
  }

  /** The body of a comment or a reply. */
  public static String note(String html) {
    return CappedJson.MAPPER
        .createObjectNode()
        .put("ContentType", "text/html")
        .put("Content", html)
        .toString();
  }

  /**
   * The body of a new ticket.
   *
   * @param requestor the id of a user; whoever has the token where it is empty
   */
  public static String ticket(
      String queue, String subject, String html, Optional<String> requestor) {
    ObjectNode root = CappedJson.MAPPER.createObjectNode();
    root.put("Queue", queue).put("Subject", subject);
    requestor.ifPresent(id -> root.putArray("Requestor").add(id));
    return root.put("ContentType", "text/html").put("Content", html).toString();
  }

  /** The id of the ticket in the answer to opening it. */
  public static String readTicket(String body) {
    return id(CappedJson.object(body), "id");
  }

  /** The ids of listed tickets. */
  public static List<String> readTickets(String body) {
    return CappedJson.object(body).path("items").valueStream().map(it -> id(it, "id")).toList();
  }

  /** The body of a change of status. */
  public static String status(String status) {
    return CappedJson.MAPPER.createObjectNode().put("Status", status).toString();
  }

  /** The body of a change of owner or of a custom field. */
  public static String edit(TicketEdit edit) {
    ObjectNode root = CappedJson.MAPPER.createObjectNode();
    switch (edit) {
      case TicketEdit.Owner owner -> root.put("Owner", owner.value());
      case TicketEdit.Field field ->
          root.putObject("CustomFields").put(field.name(), field.value());
    }
    return root.toString();
  }

  /** Whether the answer to asking for the ticket shows a change. */
  public static boolean isSo(String body, TicketEdit edit) {
    JsonNode ticket = CappedJson.object(body);
    return switch (edit) {
      case TicketEdit.Owner owner -> ticket.path("Owner").path("id").asText().equals(owner.value());
      case TicketEdit.Field field ->
          ticket.path("CustomFields").valueStream().anyMatch(it -> has(it, field));
    };
  }

  private static boolean has(JsonNode customField, TicketEdit.Field wanted) {
    return customField.path("name").asText().equals(wanted.name())
        && customField
            .path("values")
            .valueStream()
            .anyMatch(value -> value.asText().equals(wanted.value()));
  }

  /** A ticket's status in the answer to asking for the ticket. */
  public static String readStatus(String body) {
    return text(CappedJson.object(body), "Status");
  }

  /** A message's part, as the list names it. */
  public record Attachment(String id, String creator, String transaction, String contentType) {}

  /** A page of the list of a ticket's attachments. */
  public static List<Attachment> readPage(String body) {
    List<Attachment> attachments = new ArrayList<>();
    for (JsonNode item : CappedJson.object(body).path("items")) {
      attachments.add(
          new Attachment(
              id(item, "id"),
              text(item, "Creator", "id"),
              text(item, "TransactionId"),
              text(item, "ContentType")));
    }
    return attachments;
  }

  /** A text attachment's content; empty when it isn't text. */
  public static Optional<String> readContent(String body) {
    String encoded = text(CappedJson.object(body), "Content");
    try {
      byte[] content = Base64.getMimeDecoder().decode(encoded);
      return Optional.of(new String(content, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
