package dev.deskhand.teams.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.deskhand.bot.message.ButtonAction;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a form carries along while it is filled in, in the data of its button. It gives nobody a
 * right: whoever sends the form is asked about as always.
 *
 * @param action what the form is for
 * @param venue where the bot answers
 * @param once made when the form was opened: however often it is sent, it is one delivery
 * @param page from 0
 * @param earlier what was said on the pages before
 */
public record FormState(
    ButtonAction action, Venue venue, String once, int page, Map<String, String> earlier) {
  /** So many of a card's bytes may go into what was said on earlier pages. */
  static final int LONGEST = 8_000;

  private static final String ONCE = "deskhand-once";
  private static final String PAGE = "deskhand-page";
  private static final String EARLIER = "deskhand-earlier";
  private static final String FIELD = "field-";

  public FormState {
    earlier = Map.copyOf(earlier);
  }

  /** The first page of a form. */
  public static FormState first(ButtonAction action, Venue venue, String once) {
    return new FormState(action, venue, once, 0, Map.of());
  }

  /** The state of the next page; empty where it would be too long for a card. */
  public Optional<FormState> next(Map<String, String> said) {
    Map<String, String> all = new TreeMap<>(earlier);
    all.putAll(said);
    int size = all.entrySet().stream().mapToInt(FormState::size).sum();
    return size > LONGEST
        ? Optional.empty()
        : Optional.of(new FormState(action, venue, once, page + 1, all));
  }

  private static int size(Map.Entry<String, String> entry) {
    return Json.size(Json.object().put(entry.getKey(), entry.getValue()));
  }

  /** As a button carries it. */
  ObjectNode data() {
    ObjectNode data = Json.object().put(TeamsWire.DATA, action.encoded());
    venue.mark(data);
    data.put(ONCE, once).put(PAGE, page);
    ObjectNode values = data.putObject(EARLIER);
    new TreeMap<>(earlier).forEach(values::put);
    return data;
  }

  /** The id of a field's input. */
  static String id(String field) {
    return FIELD + field;
  }

  /**
   * Reads what {@link #data} wrote.
   *
   * @throws MalformedException if it is something else
   */
  static FormState of(JsonNode data) {
    try {
      Map<String, String> earlier = new TreeMap<>();
      data.path(EARLIER)
          .properties()
          .forEach(entry -> earlier.put(entry.getKey(), entry.getValue().asText()));
      String once = Json.textOf(data, ONCE);
      if (once.matches("[0-9a-f]{64}")) {
        return new FormState(
            ButtonAction.decode(Json.textOf(data, TeamsWire.DATA)),
            Venue.of(data),
            once,
            data.path(PAGE).asInt(),
            earlier);
      }
    } catch (IllegalArgumentException _) {
      // Said below: another action's form.
    }
    throw new MalformedException("the form's data is not ours");
  }

  /** What was filled in: by field, without those that were left empty. */
  static Map<String, String> said(JsonNode data) {
    Map<String, String> said = new TreeMap<>();
    for (var entry : data.properties()) {
      String text = entry.getValue().asText("");
      if (entry.getKey().startsWith(FIELD) && !text.isEmpty()) {
        said.put(entry.getKey().substring(FIELD.length()), text);
      }
    }
    return said;
  }
}
