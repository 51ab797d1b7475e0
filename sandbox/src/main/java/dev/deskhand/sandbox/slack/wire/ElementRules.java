package dev.deskhand.sandbox.slack.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/** Block Kit's interactive elements, as far as Deskhand has a use for them; others are refused. */
final class ElementRules {
  private static final int LONGEST_ID = 255;
  private static final Set<String> BUTTON =
      Set.of(
          "type", "text", "action_id", "url", "value", "style", "confirm", "accessibility_label");
  private static final Set<String> SELECT =
      Set.of(
          "type",
          "action_id",
          "placeholder",
          "options",
          "initial_option",
          "confirm",
          "focus_on_load");
  private static final Set<String> EXTERNAL =
      Set.of(
          "type",
          "action_id",
          "placeholder",
          "initial_option",
          "min_query_length",
          "confirm",
          "focus_on_load");
  private static final Set<String> INPUT =
      Set.of(
          "type",
          "action_id",
          "placeholder",
          "initial_value",
          "multiline",
          "min_length",
          "max_length",
          "dispatch_action_config",
          "focus_on_load");
  private static final Set<String> CHOICES =
      Set.of("type", "action_id", "options", "initial_option", "initial_options", "confirm");
  private static final Set<String> USERS =
      Set.of("type", "action_id", "placeholder", "initial_user", "confirm", "focus_on_load");
  private static final Set<String> DAY =
      Set.of("type", "action_id", "placeholder", "initial_date", "confirm", "focus_on_load");
  private static final int LONGEST_INPUT = 3_000;
  private static final Set<String> IMAGE = Set.of("type", "image_url", "alt_text", "slack_file");

  private ElementRules() {}

  static void check(JsonNode element, String pointer, Findings findings) {
    findings.optionalText(element, "action_id", pointer, LONGEST_ID);
    TextRules.confirmation(element, pointer, findings);
    switch (element.path("type").asText()) {
      case "button" -> button(element, pointer, findings);
      case "static_select" -> select(element, pointer, findings);
      case "external_select" -> external(element, pointer, findings);
      case "checkboxes", "radio_buttons", "overflow" -> choices(element, pointer, findings);
      case "users_select" -> findings.object(element, pointer, USERS);
      case "plain_text_input" -> input(element, pointer, findings);
      case "datepicker" -> day(element, pointer, findings);
      case "image" -> image(element, pointer, findings);
      default -> findings.add(pointer + "/type", "unsupported type of element");
    }
  }

  private static void button(JsonNode button, String pointer, Findings findings) {
    if (!findings.object(button, pointer, BUTTON)) {
      return;
    }
    TextRules.plain(button, "text", pointer, 75, findings);
    findings.optionalText(button, "value", pointer, 2000);
    findings.optionalText(button, "url", pointer, 3000);
    findings.optionalText(button, "accessibility_label", pointer, 75);
    if (button.has("style")
        && !Set.of("primary", "danger").contains(button.path("style").asText())) {
      findings.add(pointer + "/style", "must be primary or danger");
    }
  }

  private static void select(JsonNode select, String pointer, Findings findings) {
    if (findings.object(select, pointer, SELECT)) {
      if (select.has("placeholder")) {
        TextRules.plain(select, "placeholder", pointer, 150, findings);
      }
      TextRules.options(select, pointer, findings);
      if (select.has("initial_option") && !isAmong(select)) {
        findings.add(pointer + "/initial_option", "must be one of the options");
      }
    }
  }

  /** Its options are asked for while somebody types. */
  private static void external(JsonNode select, String pointer, Findings findings) {
    if (findings.object(select, pointer, EXTERNAL)) {
      findings.text(select, "action_id", pointer, LONGEST_ID);
      if (select.has("placeholder")) {
        TextRules.plain(select, "placeholder", pointer, 150, findings);
      }
      if (select.has("initial_option")) {
        TextRules.option(select.path("initial_option"), pointer + "/initial_option", findings);
      }
    }
  }

  private static boolean isAmong(JsonNode select) {
    for (JsonNode option : select.path("options")) {
      if (option.equals(select.path("initial_option"))) {
        return true;
      }
    }
    return false;
  }

  private static void input(JsonNode input, String pointer, Findings findings) {
    if (findings.object(input, pointer, INPUT)) {
      int most = input.path("max_length").asInt(LONGEST_INPUT);
      if (most < 1 || most > LONGEST_INPUT) {
        findings.add(pointer + "/max_length", "must be from 1 to " + LONGEST_INPUT);
      }
      findings.optionalText(input, "initial_value", pointer, most);
    }
  }

  private static void day(JsonNode day, String pointer, Findings findings) {
    if (findings.object(day, pointer, DAY)
        && !day.path("initial_date").asText("2026-01-01").matches("\\d{4}-\\d{2}-\\d{2}")) {
      findings.add(pointer + "/initial_date", "must be a day as in 2026-01-31");
    }
  }

  private static void choices(JsonNode element, String pointer, Findings findings) {
    if (findings.object(element, pointer, CHOICES)) {
      TextRules.options(element, pointer, findings);
    }
  }

  static void image(JsonNode image, String pointer, Findings findings) {
    if (findings.object(image, pointer, IMAGE)) {
      findings.text(image, "image_url", pointer, 3000);
      findings.text(image, "alt_text", pointer, 2000);
    }
  }
}
