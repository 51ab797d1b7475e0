package dev.deskhand.teams.wire;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.deskhand.bot.message.Form;
import dev.deskhand.content.InputType;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Renders a page of a form as the card of a dialog, which Teams takes up to 28 KB of
 * (https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/task-modules/task-modules-bots).
 */
public final class FormCard {
  private static final int MOST_JSON = 12_000;
  private static final int MOST_FIELDS = 30;
  private static final int MOST_JSON_OF_CHOICES = 6_000;
  private static final int COMPACT = 10;
  private static final int LABEL = 500;
  private static final int HEAD = 1_500;
  private static final int INPUT = 3_000;
  private static final int LISTED = 200;

  private FormCard() {}

  /** What is longer than an input takes is seen to end there. */
  public static String fitting(String text) {
    return AdaptiveCard.shortened(text, INPUT);
  }

  /** The pages of a form, each small enough for a card; at least one. */
  public static List<List<Form.Field>> pages(Form form) {
    List<List<Form.Field>> pages = new ArrayList<>();
    List<Form.Field> page = new ArrayList<>();
    int json = 0;
    for (Form.Field field : form.fields()) {
      int more = Json.text(input(field, field.proposal())).length() + LABEL;
      if (!page.isEmpty() && (page.size() == MOST_FIELDS || json + more > MOST_JSON)) {
        pages.add(List.copyOf(page));
        page.clear();
        json = 0;
      }
      page.add(field);
      json += more;
    }
    pages.add(List.copyOf(page));
    return pages;
  }

  /** One of the pages, with what was said on it already and why that does not fit. */
  public static String of(
      Form form, FormState state, Map<String, String> said, Map<String, String> unfit) {
    List<List<Form.Field>> pages = pages(form);
    ArrayNode body = Json.array();
    String place = pages.size() == 1 ? "" : "Page " + (state.page() + 1) + " of " + pages.size();
    Stream.of(form.about(), place)
        .filter(line -> !line.isBlank())
        .map(line -> Runs.literal(AdaptiveCard.shortened(line, HEAD)))
        .forEach(body::add);
    for (Form.Field field : pages.get(state.page())) {
      String why = unfit.getOrDefault(field.name(), "");
      body.add(input(field, said.getOrDefault(field.name(), proposal(field, said))));
      if (!why.isEmpty()) {
        body.add(Runs.alarming(why));
      }
      if (!hint(field).isEmpty()) {
        body.add(Runs.subtle(hint(field)));
      }
    }
    ObjectNode card = AdaptiveCard.card(body);
    boolean isLast = state.page() == pages.size() - 1;
    card.putArray("actions")
        .add(
            Json.object("Action.Submit")
                .put("title", isLast ? "Send" : "Go on")
                .set("data", state.data()));
    return Answers.dialog(form.title(), card);
  }

  /** What was emptied stays empty. */
  private static String proposal(Form.Field field, Map<String, String> said) {
    return said.isEmpty() ? field.proposal() : "";
  }

  private static String hint(Form.Field field) {
    String otherwise =
        field.fallback().map(value -> " If it is left empty: " + value + ".").orElse("");
    return AdaptiveCard.shortened((field.hint() + otherwise).strip(), LABEL);
  }

  private static ObjectNode input(Form.Field field, String value) {
    List<String> offered = offered(field);
    ObjectNode input =
        offered.isEmpty() ? written(field, value) : choice(field.type(), offered, value);
    String label = Runs.shown(field.question().isBlank() ? field.name() : field.question());
    input.put("id", FormState.id(field.name())).put("label", AdaptiveCard.shortened(label, LABEL));
    if (field.fallback().isEmpty()) {
      input.put("isRequired", true).put("errorMessage", "Please fill this in.");
    }
    return input;
  }

  private static ObjectNode written(Form.Field field, String value) {
    if (field.type() instanceof InputType.Day) {
      ObjectNode day = Json.object("Input.Date");
      return isDay(value) ? day.put("value", value) : day;
    }
    ObjectNode text =
        Json.object("Input.Text")
            .put("maxLength", INPUT)
            .put("isMultiline", field.type() instanceof InputType.ListOf);
    boolean fits = !value.isEmpty() && value.length() <= INPUT;
    return fits ? text.put("value", value) : text;
  }

  private static boolean isDay(String value) {
    try {
      return LocalDate.parse(value).toString().equals(value);
    } catch (DateTimeParseException _) {
      return false;
    }
  }

  private static ObjectNode choice(InputType type, List<String> offered, String value) {
    ObjectNode set =
        Json.object("Input.ChoiceSet")
            .put("style", offered.size() <= COMPACT ? "compact" : "filtered");
    ArrayNode choices = set.putArray("choices");
    offered.forEach(it -> choices.addObject().put("title", title(type, it)).put("value", it));
    return offered.contains(value) ? set.put("value", value) : set;
  }

  private static String title(InputType type, String value) {
    return type instanceof InputType.Truth
        ? (value.equals("true") ? "Yes" : "No")
        : AdaptiveCard.shortened(Runs.shown(value), LISTED);
  }

  /** What can be chosen from, where the card has room for it; else it is written. */
  private static List<String> offered(Form.Field field) {
    List<String> listed = field.type().listed();
    int json = listed.stream().mapToInt(it -> 2 * it.length() + 30).sum();
    return json <= MOST_JSON_OF_CHOICES && listed.stream().noneMatch(String::isBlank)
        ? listed
        : List.of();
  }
}
