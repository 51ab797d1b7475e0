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
import java.util.stream.Collectors;

/**
 * What REST 2.0 tells of the past: tickets that changed, their transactions, and their messages.
 */
public final class RtHistory {
  private static final Pattern INTERFACE = Pattern.compile("(?m)^X-RT-Interface: (\\w+)\\s*$");
  private static final Pattern ATTACHED = Pattern.compile("(?mi)^Content-Disposition: attachment");
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
   * @param field the one that changed, a custom one by its number, with what it was and became
   * @param ticket to which it happened: another than whose history it is in, if that one was merged
   *     into this
   */
  public record Found(
      String id,
      RtChange.Kind kind,
      String creator,
      Instant at,
      RtChange.Field field,
      String ticket) {

    /** True for a change of a custom field. */
    public boolean isCustom() {
      return field.name().matches("[0-9]+");
    }

    /** Whether its field says what changed. */
    public boolean saysValues() {
      return switch (kind) {
        case FIELD, STATUS, OWNER -> true;
        case CREATE, COMMENT, CORRESPOND, MERGED, APPROVED -> false;
      };
    }

    /** The same change of a field that has this name. */
    public Found named(String name) {
      return with(new RtChange.Field(name, field.value(), field.before()));
    }

    /** The same change, of which it is known who is nobody. */
    public Found nobodyIs(String user) {
      return with(
          new RtChange.Field(
              field.name(),
              field.value().equals(user) ? "" : field.value(),
              field.before().equals(user) ? "" : field.before()));
    }

    private Found with(RtChange.Field other) {
      return new Found(id, kind, creator, at, other, ticket);
    }
  }

  /**
   * A message's part.
   *
   * @param isFile whether it is shown as a file
   * @param cameBy the interface by which its transaction came in
   */
  public record Part(
      String id, String transaction, String contentType, boolean isFile, String cameBy) {
    private static final String HTML = "text/html";

    public boolean isHtml() {
      return contentType.equals(HTML);
    }

    private boolean isWords(String type) {
      return !isFile && contentType.equals(type);
    }
  }

  /**
   * A transaction's message.
   *
   * @param cameBy the interface by which it came in
   * @param words the part that people read, in plain text where there is one
   */
  public record Message(String cameBy, Optional<Part> words) {

    /** The message of these parts, which are in order; only the first says how it came in. */
    public static Message of(List<Part> parts) {
      return new Message(
          parts.getFirst().cameBy(), first(parts, "text/plain").or(() -> first(parts, Part.HTML)));
    }

    private static Optional<Part> first(List<Part> parts, String type) {
      return parts.stream().filter(part -> part.isWords(type)).findFirst();
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
                            new RtChange.Field(
                                text(item, "Field").toLowerCase(Locale.ROOT),
                                text(item, "NewValue"),
                                text(item, "OldValue")),
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
                    isFile(item),
                    cameBy(text(item, "Headers")))));
  }

  private static boolean isFile(JsonNode item) {
    return !text(item, "Filename").isEmpty() || ATTACHED.matcher(text(item, "Headers")).find();
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
        fields(fields, item.path("CustomFields")));
  }

  private static RtChange.Fields fields(Map<String, String> own, JsonNode custom) {
    Map<String, String> names = new LinkedHashMap<>();
    Map<String, String> values = new LinkedHashMap<>();
    for (JsonNode field : custom) {
      String name = text(field, "name").toLowerCase(Locale.ROOT);
      names.put(text(field, "id"), name);
      String value =
          field
              .path("values")
              .valueStream()
              .map(JsonNode::asText)
              .collect(Collectors.joining(", "));
      if (!value.isEmpty()) {
        values.put(name, value);
      }
    }
    return new RtChange.Fields(own, values, names);
  }

  /**
   * The tickets that one is linked with.
   *
   * @param waiting those that depend on it
   * @param awaited those that it depends on
   */
  public record Links(List<String> waiting, List<String> awaited) {
    public Links {
      waiting = List.copyOf(waiting);
      awaited = List.copyOf(awaited);
    }
  }

  /** The id of a user. */
  public static String user(String body) {
    return CappedJson.object(body)
        .path("_hyperlinks")
        .valueStream()
        .filter(link -> text(link, "ref").equals("self"))
        .map(link -> id(link, "id"))
        .findFirst()
        .orElseThrow(() -> new UnreadableException("'_hyperlinks' doesn't say which user it is"));
  }

  /** What a ticket is linked with. */
  public static Links links(String body) {
    JsonNode root = CappedJson.object(body);
    return new Links(linked(root, "depended-on-by"), linked(root, "depends-on"));
  }

  private static List<String> linked(JsonNode root, String how) {
    return root.path("_hyperlinks")
        .valueStream()
        .filter(link -> text(link, "ref").equals(how) && text(link, "type").equals("ticket"))
        .map(link -> text(link, "id"))
        .toList();
  }

  /** Transactions that gave an approval, of the history of the approval's own ticket. */
  public static Page<Found> yeses(String body) {
    Page<Found> all = transactions(body);
    return new Page<>(
        all.items().stream()
            .filter(it -> it.kind() == RtChange.Kind.STATUS)
            .filter(it -> it.field().value().equals("resolved"))
            .toList(),
        all.size());
  }

  private static Optional<RtChange.Kind> kind(JsonNode item) {
    String type = text(item, "Type");
    String field = text(item, "Field");
    if (OWNER.contains(type) || (type.equals("Set") && field.equals("Owner"))) {
      return Optional.of(RtChange.Kind.OWNER);
    }
    return switch (type) {
      case "Create" -> Optional.of(RtChange.Kind.CREATE);
      case "Comment" -> Optional.of(RtChange.Kind.COMMENT);
      case "Correspond" -> Optional.of(RtChange.Kind.CORRESPOND);
      case "Status" -> Optional.of(RtChange.Kind.STATUS);
      case "Set", "CustomField" -> Optional.of(RtChange.Kind.FIELD);
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
