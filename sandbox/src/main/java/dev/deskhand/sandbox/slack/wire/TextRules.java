package dev.deskhand.sandbox.slack.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/** Block Kit's composition objects: texts, options, confirmations. */
final class TextRules {
  private static final Set<String> PLAIN = Set.of("type", "text", "emoji");
  private static final Set<String> MARKDOWN = Set.of("type", "text", "verbatim");

  private TextRules() {}

  static void any(JsonNode parent, String field, String pointer, int longest, Findings findings) {
    check(parent.path(field), pointer + "/" + field, longest, findings);
  }

  static void plain(JsonNode parent, String field, String pointer, int longest, Findings findings) {
    any(parent, field, pointer, longest, findings);
    if (!parent.path(field).path("type").asText().equals("plain_text")) {
      findings.add(pointer + "/" + field, "must be a plain_text object");
    }
  }

  static void check(JsonNode text, String pointer, int longest, Findings findings) {
    switch (text.path("type").asText()) {
      case "plain_text" -> known(text, pointer, PLAIN, longest, findings);
      case "mrkdwn" -> known(text, pointer, MARKDOWN, longest, findings);
      default -> findings.add(pointer, "must be a plain_text or mrkdwn object");
    }
  }

  private static void known(
      JsonNode text, String pointer, Set<String> fields, int longest, Findings findings) {
    if (findings.object(text, pointer, fields)) {
      findings.text(text, "text", pointer, longest);
    }
  }

  static void confirmation(JsonNode parent, String pointer, Findings findings) {
    JsonNode confirm = parent.path("confirm");
    if (confirm.isMissingNode()) {
      return;
    }
    String where = pointer + "/confirm";
    if (findings.object(confirm, where, Set.of("title", "text", "confirm", "deny", "style"))) {
      plain(confirm, "title", where, 100, findings);
      any(confirm, "text", where, 300, findings);
      plain(confirm, "confirm", where, 30, findings);
      plain(confirm, "deny", where, 30, findings);
    }
  }

  /** At most 100 options; text 75 and value 150 characters each. */
  static void options(JsonNode parent, String pointer, Findings findings) {
    if (!findings.list(parent, "options", pointer, 100)) {
      return;
    }
    int index = 0;
    for (JsonNode option : parent.path("options")) {
      option(option, pointer + "/options/" + index++, findings);
    }
  }

  static void option(JsonNode option, String where, Findings findings) {
    if (findings.object(option, where, Set.of("text", "value", "description", "url"))) {
      any(option, "text", where, 75, findings);
      findings.text(option, "value", where, 150);
    }
  }
}
