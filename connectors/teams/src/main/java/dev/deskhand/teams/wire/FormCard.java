package dev.deskhand.teams.wire;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.deskhand.bot.message.ButtonAction;
import dev.deskhand.bot.message.Form;
import dev.deskhand.content.InputType;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Renders a page of a form as the card of a dialog, which Teams takes up to 28 KB of
 * (https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/task-modules/task-modules-bots),
 * with the longest texts that somebody may type into it. What is too long for a label stands above
 * its field as a whole; what is said of the form stands on its first page, alone if need be.
 */
public final class FormCard {
  private static final int LARGEST = 28 * 1024;

  /** What a card has besides its words, its fields, and what was said on earlier pages. */
  private static final int FRAME = 1_500;

  /** For words and fields. */
  private static final int ROOM = LARGEST - FRAME - FormState.LONGEST;

  /** What a field has besides its words and its value, with why that does not fit. */
  private static final int FRAME_OF_FIELD = 1_500;

  private static final int MOST_FIELDS = 30;
  private static final int MOST_JSON_OF_CHOICES = 3_800;
  private static final int COMPACT = 10;
  private static final int LABEL = 500;

  /** Of a label that stands above its field as a whole. */
  private static final int SHORT = 100;

  private static final int LINE = 1_500;
  private static final int LISTED = 200;
  private static final int WHY = 200;

  /** The longest text that may be typed: in a form of one text, and of many. */
  public static final int INPUT = 3_000;

  private static final int FEWEST = 500;

  /** So much is shared among the texts of a form. */
  private static final int SHARED = 4_500;

  /** The longest of what is no text, such as a host's name. */
  private static final int NAME = 255;

  /** As large in UTF-8 as a letter of a text may be. */
  private static final String LARGE = "\uFFFD";

  private static final int LARGE_BYTES = 3;

  private FormCard() {}

  /**
   * Whether a dialog can show it; what is too long to stand beside one input is asked elsewhere.
   */
  public static boolean fits(Form form) {
    return size(head(form)) <= ROOM
        && form.fields().stream().allMatch(field -> largestSize(form, field) <= ROOM);
  }

  /**
   * The pages of a form, each small enough for a card; at least one. The first has no fields where
   * what is said of the form leaves no room for any.
   */
  public static List<List<Form.Field>> pages(Form form) {
    List<List<Form.Field>> pages = new ArrayList<>();
    List<Form.Field> page = new ArrayList<>();
    int json = size(head(form));
    for (Form.Field field : form.fields()) {
      int more = largestSize(form, field);
      if (json > 0 && (page.size() == MOST_FIELDS || json + more > ROOM)) {
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

  private static int largestSize(Form form, Form.Field field) {
    return size(elements(form, field, largest(form, field), LARGE.repeat(WHY)));
  }

  private static int size(List<ObjectNode> elements) {
    return elements.stream().mapToInt(it -> Json.size(it) + 1).sum();
  }

  /** One of the pages, with what was said on it already and why that does not fit. */
  public static String of(
      Form form, FormState state, Map<String, String> said, Map<String, String> unfit) {
    ObjectNode card = card(form, state, said, unfit);
    return Answers.dialog(
        form.title(),
        Json.size(card) <= LARGEST ? card : card(form, state, said, shortened(unfit)));
  }

  private static Map<String, String> shortened(Map<String, String> unfit) {
    Map<String, String> fitting = new HashMap<>(unfit);
    fitting.replaceAll((_, why) -> AdaptiveCard.shortened(why, WHY));
    return fitting;
  }

  private static ObjectNode card(
      Form form, FormState state, Map<String, String> said, Map<String, String> unfit) {
    List<List<Form.Field>> pages = pages(form);
    ArrayNode body = Json.array();
    if (state.page() == 0) {
      head(form).forEach(body::add);
    }
    if (pages.size() > 1) {
      body.add(Runs.literal("Page " + (state.page() + 1) + " of " + pages.size()));
    }
    for (Form.Field field : pages.get(state.page())) {
      String value = said.getOrDefault(field.name(), proposal(field, said));
      elements(form, field, value, unfit.getOrDefault(field.name(), "")).forEach(body::add);
    }
    ObjectNode card = AdaptiveCard.card(body);
    boolean isLast = state.page() == pages.size() - 1;
    card.putArray("actions")
        .add(
            Json.object("Action.Submit")
                .put("title", isLast ? "Send" : "Go on")
                .set("data", state.data()));
    return card;
  }

  /** What is said of the form, and its title where that is too long for the dialog's. */
  private static List<ObjectNode> head(Form form) {
    String title = form.title().length() > Answers.TITLE ? form.title() : "";
    return Stream.of(title, about(form)).flatMap(it -> lines(it).map(Runs::literal)).toList();
  }

  private static Stream<String> lines(String text) {
    return Lines.of(text, LINE).stream().filter(line -> !line.isBlank());
  }

  private static String about(Form form) {
    return form.about().lines().filter(line -> !line.isBlank()).collect(Collectors.joining(" "));
  }

  /** What a field takes of a card, with what was said there and why that does not fit. */
  private static List<ObjectNode> elements(Form form, Form.Field field, String value, String why) {
    List<ObjectNode> elements = new ArrayList<>(above(field));
    elements.add(asked(form, input(form, field, value), field));
    lines(why).map(Runs::alarming).forEach(elements::add);
    elements.addAll(below(field));
    return elements;
  }

  /** The question and the values that are too long for a label and a list, as a whole. */
  private static List<ObjectNode> above(Form.Field field) {
    Stream<ObjectNode> question =
        label(field).length() > LABEL ? lines(label(field)).map(Runs::literal) : Stream.of();
    Stream<ObjectNode> values = whole(field).stream().flatMap(FormCard::lines).map(Runs::subtle);
    return Stream.concat(question, values).toList();
  }

  private static List<ObjectNode> below(Form.Field field) {
    return lines(hint(field)).map(Runs::subtle).toList();
  }

  /** The value of a field that takes the most room. */
  private static String largest(Form form, Form.Field field) {
    if (isChosen(field)) {
      return field.type().listed().stream()
          .filter(FormCard::isCarried)
          .max(Comparator.comparingInt(FormCard::size))
          .orElse("");
    }
    return isText(field) ? LARGE.repeat(most(form, field)) : "m".repeat(most(form, field));
  }

  /** How many characters may be typed: fewer where the field's own words leave less room. */
  private static int most(Form form, Form.Field field) {
    if (!isText(field)) {
      return NAME;
    }
    long texts = form.fields().stream().filter(FormCard::isText).count();
    int left = ROOM - FRAME_OF_FIELD - size(above(field)) - size(below(field));
    return Math.clamp(Math.min(SHARED / texts, left / LARGE_BYTES), FEWEST, INPUT);
  }

  private static boolean isText(Form.Field field) {
    return switch (field.type()) {
      case InputType.Text _, InputType.ListOf _, InputType.SecretReference _, InputType.Choice _ ->
          !isChosen(field);
      case InputType.Whole _,
          InputType.Truth _,
          InputType.Span _,
          InputType.PersonInput _,
          InputType.Host _,
          InputType.Day _,
          InputType.TicketInput _ ->
          false;
    };
  }

  private static int size(String text) {
    return Json.size(TextNode.valueOf(text));
  }

  private static boolean isCarried(String value) {
    return size(value) <= MOST_JSON_OF_CHOICES;
  }

  private static ObjectNode asked(Form form, ObjectNode input, Form.Field field) {
    if (isSought(field)) {
      input
          .putObject("choices.data")
          .put("type", "Data.Query")
          .put("dataset", new Dataset(form.action(), field.name()).encoded());
    }
    return input;
  }

  /** What was emptied stays empty. */
  private static String proposal(Form.Field field, Map<String, String> said) {
    return said.isEmpty() ? field.proposal() : "";
  }

  private static String hint(Form.Field field) {
    String otherwise =
        field.fallback().map(value -> " If it is left empty: " + value + ".").orElse("");
    return (field.hint() + otherwise).strip();
  }

  private static String label(Form.Field field) {
    return Runs.shown(field.question().isBlank() ? field.name() : field.question());
  }

  private static ObjectNode input(Form form, Form.Field field, String value) {
    ObjectNode input = isChosen(field) ? choice(field, value) : written(form, field, value);
    String label = label(field);
    input
        .put("id", FormState.id(field.name()))
        .put("label", label.length() <= LABEL ? label : AdaptiveCard.shortened(label, SHORT));
    if (field.fallback().isEmpty() && !isSought(field)) {
      input.put("isRequired", true).put("errorMessage", "Please fill this in.");
    }
    return input;
  }

  private static ObjectNode written(Form form, Form.Field field, String value) {
    if (field.type() instanceof InputType.Day) {
      ObjectNode day = Json.object("Input.Date");
      return isDay(value) ? day.put("value", value) : day;
    }
    ObjectNode text =
        Json.object("Input.Text")
            .put("maxLength", most(form, field))
            .put("isMultiline", field.hasLines());
    boolean fits =
        !value.isEmpty()
            && value.length() <= most(form, field)
            && size(value) <= size(largest(form, field));
    return fits ? text.put("value", value) : text;
  }

  private static boolean isDay(String value) {
    try {
      return LocalDate.parse(value).toString().equals(value);
    } catch (DateTimeParseException _) {
      return false;
    }
  }

  /** What does not fit stands in the card as a whole, behind its number. */
  private static ObjectNode choice(Form.Field field, String value) {
    List<String> listed = field.type().listed();
    ObjectNode set =
        Json.object("Input.ChoiceSet")
            .put("style", listed.size() <= COMPACT ? "compact" : "filtered");
    ArrayNode choices = set.putArray("choices");
    if (isHere(field)) {
      IntStream.range(0, listed.size()).forEach(number -> choices.add(option(field, number)));
      return listed.contains(value) ? set.put("value", value) : set;
    }
    boolean isSaid = listed.contains(value) && isCarried(value);
    // Microsoft's renderer wants a list to hold something.
    (isSaid ? Stream.of(value) : listed.stream().filter(FormCard::isCarried).limit(1))
        .forEach(it -> choices.add(option(field, listed.indexOf(it))));
    if (isSaid) {
      set.put("value", value);
    }
    return set.put("style", "filtered").put("placeholder", "Type to find one of " + listed.size());
  }

  private static ObjectNode option(Form.Field field, int number) {
    return Json.object()
        .put("title", title(field, number))
        .put("value", field.type().listed().get(number));
  }

  private static String title(Form.Field field, int number) {
    String label = label(field, number);
    return label.length() <= LISTED
        ? label
        : AdaptiveCard.shortened((number + 1) + ". " + label, LISTED);
  }

  private static String label(Form.Field field, int number) {
    String value = field.type().listed().get(number);
    return field.type() instanceof InputType.Truth
        ? (value.equals("true") ? "Yes" : "No")
        : Runs.shown(value);
  }

  /** The values that are too long for a list, as a whole; of very many, typing finds them. */
  private static List<String> whole(Form.Field field) {
    return isHere(field)
        ? IntStream.range(0, field.type().listed().size())
            .filter(number -> label(field, number).length() > LISTED)
            .mapToObj(number -> (number + 1) + ". " + label(field, number))
            .toList()
        : List.of();
  }

  /** All values that contain what somebody typed. */
  public static List<Answers.Value> sought(Form.Field field, String typed) {
    String wanted = typed.strip().toLowerCase(Locale.ROOT);
    List<String> listed = field.type().listed();
    return IntStream.range(0, listed.size())
        .filter(number -> label(field, number).toLowerCase(Locale.ROOT).contains(wanted))
        .mapToObj(number -> new Answers.Value(listed.get(number), title(field, number)))
        .toList();
  }

  /** Whether the card has room for all values; else Teams asks for those that fit. */
  private static boolean isHere(Form.Field field) {
    List<String> listed = field.type().listed();
    return IntStream.range(0, listed.size()).map(it -> Json.size(option(field, it)) + 1).sum()
        <= MOST_JSON_OF_CHOICES;
  }

  /**
   * Whether Teams asks for the values that fit what is typed. It takes that in a card of 1.5, but
   * there are clients that hold what was chosen so for empty: that something is chosen is looked at
   * here.
   */
  private static boolean isSought(Form.Field field) {
    return isChosen(field) && !isHere(field);
  }

  /** What can be chosen from; blank values can be written alone. */
  private static boolean isChosen(Form.Field field) {
    List<String> listed = field.type().listed();
    return !listed.isEmpty() && listed.stream().noneMatch(String::isBlank);
  }

  /**
   * Of which field of which form somebody looks for a value. Like a button's data it is a reference
   * that is checked, never trusted.
   */
  public record Dataset(ButtonAction action, String field) {
    /** As a list carries it. */
    String encoded() {
      return action.encoded() + " " + field;
    }

    /** Reads what {@link #encoded} wrote; empty for anything else. */
    static Optional<Dataset> of(String text) {
      int space = text.indexOf(' ');
      try {
        return space < 0
            ? Optional.empty()
            : Optional.of(
                new Dataset(
                    ButtonAction.decode(text.substring(0, space)), text.substring(space + 1)));
      } catch (IllegalArgumentException _) {
        return Optional.empty();
      }
    }
  }
}
