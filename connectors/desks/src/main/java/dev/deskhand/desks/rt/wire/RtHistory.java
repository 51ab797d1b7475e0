package dev.deskhand.desks.rt.wire;

import static dev.deskhand.desks.wire.CappedJson.id;
import static dev.deskhand.desks.wire.CappedJson.text;

import com.fasterxml.jackson.databind.JsonNode;
import dev.deskhand.desks.UnreadableException;
import dev.deskhand.desks.wire.CappedJson;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What REST 2.0 tells of the past: tickets that changed, their transactions, and their messages.
 */
public final class RtHistory {
  private static final Pattern INTERFACE = Pattern.compile("(?m)^X-RT-Interface: (\\w+)\\s*$");
  private static final Set<String> OWNER = Set.of("Take", "Untake", "Give", "Steal", "Force");
  private static final Set<String> OVER = Set.of("rejected", "deleted");

  /** The name of the user that has what nobody has. */
  private static final String NOBODY = "/Nobody";

  private RtHistory() {}

  /**
   * A page of a list.
   *
   * @param items those that matter
   * @param size how many there were in all
   */
  public record Page<T>(List<T> items, int size) {
    public Page {
      items = List.copyOf(items);
    }
  }

  /**
   * A transaction that Deskhand may work on.
   *
   * @param field the one that changed, for {@link RtChange.Kind#FIELD}; else empty
   * @param ticket to which it happened: another than whose history it is in, if that one was merged
   *     into this
   */
  public record Found(
      String id, RtChange.Kind kind, String creator, Instant at, String field, String ticket) {}

  /**
   * A message's part.
   *
   * @param cameBy the interface by which its transaction came in
   */
  public record Part(String id, String transaction, String contentType, String cameBy) {
    public boolean isText() {
      return contentType.startsWith("text/");
    }
  }

  /** Tickets; by which interface each was born is not known yet. */
  public static Page<RtChange.OfTicket> tickets(String body) {
    return page(body, item -> Optional.of(ticket(item)));
  }

  /** Transactions of a ticket. */
  public static Page<Found> transactions(String body) {
    return page(
        body,
        item ->
            kind(item)
                .map(
                    kind ->
                        new Found(
                            id(item, "id"),
                            kind,
                            id(item, "Creator", "id"),
                            instant(text(item, "Created")),
                            kind == RtChange.Kind.FIELD
                                ? text(item, "Field").toLowerCase(Locale.ROOT)
                                : "",
                            id(item, "ObjectId"))));
  }

  /** Parts of a ticket's messages. */
  public static Page<Part> parts(String body) {
    return page(
        body,
        item ->
            Optional.of(
                new Part(
                    id(item, "id"),
                    text(item, "TransactionId"),
                    text(item, "ContentType"),
                    cameBy(text(item, "Headers")))));
  }

  private static RtChange.OfTicket ticket(JsonNode item) {
    List<String> requestors = new ArrayList<>();
    for (JsonNode requestor : item.path("Requestor")) {
      requestors.add(text(requestor, "id"));
    }
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("queue", text(item, "Queue", "Name"));
    if (!text(item, "Owner", "_url").endsWith(NOBODY)) {
      fields.put("owner", text(item, "Owner", "id"));
    }
    String status = text(item, "Status");
    return new RtChange.OfTicket(
        id(item, "id"),
        text(item, "Subject"),
        status,
        OVER.contains(status) ? "inactive" : "active",
        id(item, "Creator", "id"),
        "unknown",
        requestors,
        fields);
  }

  private static Optional<RtChange.Kind> kind(JsonNode item) {
    String type = text(item, "Type");
    String field = text(item, "Field");
    if (OWNER.contains(type) || field.equals("Owner")) {
      return Optional.of(RtChange.Kind.OWNER);
    }
    return switch (type) {
      case "Create" -> Optional.of(RtChange.Kind.CREATE);
      case "Comment" -> Optional.of(RtChange.Kind.COMMENT);
      case "Correspond" -> Optional.of(RtChange.Kind.CORRESPOND);
      case "Status" -> Optional.of(RtChange.Kind.STATUS);
      case "Set" -> Optional.of(RtChange.Kind.FIELD);
      case "AddLink" ->
          field.equals("MergedInto") ? Optional.of(RtChange.Kind.MERGED) : Optional.empty();
      default -> Optional.empty();
    };
  }

  /** RT puts this header in the place of a sender's; two of them prove nothing. */
  private static String cameBy(String headers) {
    Matcher matcher = INTERFACE.matcher(headers);
    String only = matcher.find() ? matcher.group(1) : "unknown";
    return matcher.find() ? "unknown" : only;
  }

  private static Instant instant(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw new UnreadableException("'Created' is no time");
    }
  }

  private static <T> Page<T> page(String body, Function<JsonNode, Optional<T>> reading) {
    List<T> items = new ArrayList<>();
    int size = 0;
    for (JsonNode item : CappedJson.object(body).path("items")) {
      reading.apply(item).ifPresent(items::add);
      size++;
    }
    return new Page<>(items, size);
  }
}
