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
  private static final Set<String> IMAGE = Set.of("type", "image_url", "alt_text", "slack_file");

  private ElementRules() {}

  static void check(JsonNode element, String pointer, Findings findings) {
    findings.optionalText(element, "action_id", pointer, LONGEST_ID);
    TextRules.confirmation(element, pointer, findings);
    switch (element.path("type").asText()) {
      case "button" -> button(element, pointer, findings);
      case "static_select" -> select(element, pointer, findings);
      case "checkboxes", "radio_buttons", "overflow" -> choices(element, pointer, findings);
      case "users_select" -> findings.object(element, pointer, USERS);
      case "plain_text_input" -> findings.object(element, pointer, INPUT);
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
