package dev.deskhand.sandbox.slack.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What Slack asks of a modal and of a Home tab (https://docs.slack.dev/reference/views). */
final class ViewRules {
  private static final int TITLE = 24;
  private static final int METADATA = 3_000;
  private static final int JSON = 250_000;
  private static final Set<String> MODAL =
      Set.of(
          "type",
          "title",
          "blocks",
          "close",
          "submit",
          "private_metadata",
          "callback_id",
          "clear_on_close",
          "notify_on_close",
          "external_id",
          "submit_disabled");
  private static final Set<String> HOME =
      Set.of("type", "blocks", "private_metadata", "callback_id", "external_id");

  private ViewRules() {}

  static List<String> modal(JsonNode view) {
    Findings findings = new Findings();
    if (findings.object(view, "/view", MODAL)) {
      type(view, "modal", findings);
      TextRules.plain(view, "title", "/view", TITLE, findings);
      button(view, "submit", findings);
      button(view, "close", findings);
      if (hasInput(view) && !view.has("submit")) {
        findings.add("/view/submit", "a view with inputs needs it");
      }
      common(view, BlockRules.Surface.MODAL, findings);
    }
    return findings.all();
  }

  static List<String> home(JsonNode view) {
    Findings findings = new Findings();
    if (findings.object(view, "/view", HOME)) {
      type(view, "home", findings);
      common(view, BlockRules.Surface.HOME, findings);
    }
    return findings.all();
  }

  /** Why the view can't be shown, as Slack answers. */
  static Optional<SlackAnswer> refusal(List<String> problems) {
    return problems.isEmpty()
        ? Optional.empty()
        : Optional.of(SlackAnswer.refusal("invalid_arguments", problems));
  }

  private static void type(JsonNode view, String expected, Findings findings) {
    if (!view.path("type").asText().equals(expected)) {
      findings.add("/view/type", "must be " + expected);
    }
  }

  private static void button(JsonNode view, String name, Findings findings) {
    if (view.has(name)) {
      TextRules.plain(view, name, "/view", TITLE, findings);
    }
  }

  private static boolean hasInput(JsonNode view) {
    for (JsonNode block : view.path("blocks")) {
      if (block.path("type").asText().equals("input")) {
        return true;
      }
    }
    return false;
  }

  private static void common(JsonNode view, BlockRules.Surface surface, Findings findings) {
    findings.optionalText(view, "callback_id", "/view", 255);
    findings.optionalText(view, "private_metadata", "/view", METADATA);
    if (Json.text(view).length() > JSON) {
      findings.add("/view", "no more than 250 kB allowed");
    }
    BlockRules.problems(
            view.path("blocks"), surface, _ -> Optional.of("none is expected in a view"))
        .forEach(problem -> findings.add("/view", problem));
  }
}
