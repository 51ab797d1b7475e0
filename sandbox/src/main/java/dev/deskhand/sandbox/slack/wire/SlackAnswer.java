package dev.deskhand.sandbox.slack.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The body of a Web API answer. Slack answers refusals with 200 too. */
record SlackAnswer(ObjectNode body) {

  static SlackAnswer ok() {
    return new SlackAnswer(Json.object().put("ok", true));
  }

  static SlackAnswer refusal(String code, List<String> messages) {
    ObjectNode body = Json.object().put("ok", false).put("error", code);
    if (!messages.isEmpty()) {
      messages.forEach(body.putObject("response_metadata").putArray("messages")::add);
    }
    return new SlackAnswer(body);
  }

  static SlackAnswer refusal(String code) {
    return refusal(code, List.of());
  }

  /** {@code ok}, or the error's code. */
  String outcome() {
    return body.path("ok").asBoolean() ? "ok" : body.path("error").asText();
  }
}
