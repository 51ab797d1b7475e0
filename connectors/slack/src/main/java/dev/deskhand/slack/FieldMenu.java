package dev.deskhand.slack;

import com.slack.api.app_backend.interactive_components.response.Option;
import com.slack.api.model.block.composition.OptionObject;
import com.slack.api.model.block.composition.PlainTextObject;
import com.slack.api.model.block.element.BlockElement;
import com.slack.api.model.block.element.ExternalSelectElement;
import com.slack.api.model.block.element.StaticSelectElement;
import dev.deskhand.bot.message.Form;
import dev.deskhand.content.InputType;
import dev.deskhand.slack.wire.ViewWire;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What can be chosen from in a form, however much it is: up to 100 options stand in the view, of
 * more Slack asks for those that fit what somebody types
 * (https://docs.slack.dev/reference/block-kit/block-elements/select-menu-element#external_select).
 * An option has a text of at most 75 characters and a value of 150. What is longer has its number
 * before it, and in its place.
 */
final class FieldMenu {
  private static final int OPTIONS = 100;
  private static final int TEXT = 75;
  private static final int VALUE = 150;
  private static final int JSON_OF_OPTION = 400;
  private static final int JSON_OF_WHOLE = 200;
  private static final String NUMBERED = "deskhand-number-";

  private FieldMenu() {}

  /** How much JSON its options take, roughly. */
  static int json(Form.Field field) {
    int inside = isHere(field) ? field.type().listed().size() : 1;
    return JSON_OF_OPTION * inside
        + whole(field).stream().mapToInt(it -> 2 * it.length() + JSON_OF_WHOLE).sum();
  }

  /** A menu of the values that a field lists. */
  static BlockElement of(Form.Field field) {
    List<String> listed = field.type().listed();
    int proposed = listed.indexOf(field.proposal());
    if (!isHere(field)) {
      var element =
          ExternalSelectElement.builder()
              .actionId(ViewWire.FORM)
              .minQueryLength(0)
              .placeholder(plain("Type to find one of " + listed.size()));
      return proposed < 0
          ? element.build()
          : element.initialOption(option(field, proposed)).build();
    }
    var element =
        StaticSelectElement.builder()
            .actionId(ViewWire.FORM)
            .options(
                IntStream.range(0, listed.size())
                    .mapToObj(number -> option(field, number))
                    .toList());
    return proposed < 0 ? element.build() : element.initialOption(option(field, proposed)).build();
  }

  private static boolean isHere(Form.Field field) {
    return field.type().listed().size() <= OPTIONS;
  }

  /** What does not fit an option, as a whole; where so much can't be shown, typing finds it. */
  static List<String> whole(Form.Field field) {
    List<String> listed = field.type().listed();
    return isHere(field)
        ? IntStream.range(0, listed.size())
            .filter(number -> label(field, number).length() > TEXT)
            .mapToObj(number -> (number + 1) + ". " + label(field, number))
            .toList()
        : List.of();
  }

  /** The first 100 that contain what somebody typed; all fit it where nothing was. */
  static List<Option> sought(Form.Field field, String typed) {
    String wanted = typed.strip().toLowerCase(Locale.ROOT);
    return IntStream.range(0, field.type().listed().size())
        .filter(number -> label(field, number).toLowerCase(Locale.ROOT).contains(wanted))
        .limit(OPTIONS)
        .mapToObj(number -> option(field, number))
        .map(it -> Option.builder().text(it.getText()).value(it.getValue()).build())
        .toList();
  }

  /** What was said, with the values in the place of their numbers. */
  static Map<String, String> values(List<Form.Field> fields, Map<String, String> said) {
    Map<String, String> values = new HashMap<>(said);
    for (Form.Field field : fields) {
      List<String> listed = field.type().listed();
      IntStream.range(0, listed.size())
          .filter(number -> value(listed, number).equals(said.get(field.name())))
          .findFirst()
          .ifPresent(number -> values.put(field.name(), listed.get(number)));
    }
    return values;
  }

  private static OptionObject option(Form.Field field, int number) {
    String label = label(field, number);
    String fitting =
        label.length() <= TEXT ? label : BlockKit.shortened((number + 1) + ". " + label, TEXT);
    return OptionObject.builder()
        .text(plain(fitting))
        .value(value(field.type().listed(), number))
        .build();
  }

  private static String label(Form.Field field, int number) {
    String value = field.type().listed().get(number);
    if (field.type() instanceof InputType.Truth) {
      return value.equals("true") ? "Yes" : "No";
    }
    return value.isBlank() ? "…" : value;
  }

  private static String value(List<String> listed, int number) {
    String value = listed.get(number);
    boolean fits = !value.isBlank() && value.length() <= VALUE && !value.startsWith(NUMBERED);
    return fits ? value : NUMBERED + number;
  }

  private static PlainTextObject plain(String text) {
    return PlainTextObject.builder().text(text).emoji(false).build();
  }
}
