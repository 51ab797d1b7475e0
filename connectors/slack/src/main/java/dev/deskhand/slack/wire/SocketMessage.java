package dev.deskhand.slack.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/**
 * What Slack says over a Socket Mode connection
 * (https://docs.slack.dev/apis/events-api/using-socket-mode).
 */
public sealed interface SocketMessage {

  /** The connection is good. */
  record Hello() implements SocketMessage {}

  /** Slack is about to hang up: a new connection is to be opened. */
  record Goodbye(String reason) implements SocketMessage {}

  /**
   * A delivery, to be acknowledged by its envelope's id.
   *
   * @param body in the form in which the same would come over HTTP, and not yet looked at
   */
  record Envelope(String id, String body) implements SocketMessage {}

  /** Something that is not worked on; acknowledged where it has an id. */
  record Other(String id) implements SocketMessage {}

  /**
   * Reads one message.
   *
   * @throws MalformedBodyException if it is none that Slack would send
   */
  static SocketMessage read(String text) {
    ObjectNode json = SlackBody.object(text);
    String id = json.path("envelope_id").asText();
    JsonNode payload = json.path("payload");
    return switch (json.path("type").asText()) {
      case "hello" -> new Hello();
      case "disconnect" -> new Goodbye(json.path("reason").asText());
      case "events_api" -> envelope(id, payload.toString());
      case "slash_commands" -> envelope(id, form(payload));
      case "interactive" -> envelope(id, "payload=" + encoded(payload.toString()));
      default -> new Other(id);
    };
  }

  private static Envelope envelope(String id, String body) {
    if (id.isEmpty()) {
      throw new MalformedBodyException("an envelope has no id");
    }
    return new Envelope(id, body);
  }

  private static String form(JsonNode payload) {
    return payload.properties().stream()
        .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue().asText()))
        .collect(Collectors.joining("&"));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /**
   * What is answered to an envelope.
   *
   * @param payload JSON that would be the body of the answer over HTTP; none where it is empty
   */
  static String acknowledgement(String id, String payload) {
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("envelope_id", id);
    if (!payload.isEmpty()) {
      json.set("payload", SlackBody.object(payload));
    }
    return json.toString();
  }
}
