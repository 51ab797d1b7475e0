package dev.deskhand.sandbox.slack.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.deskhand.sandbox.http.LocalRequest;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What goes over a Socket Mode connection
 * (https://docs.slack.dev/apis/events-api/using-socket-mode).
 */
public final class Envelopes {
  private Envelopes() {}

  /** What an app answers to an envelope. */
  public record Acknowledgement(String envelopeId, String payload) {}

  /** The first thing that an app hears. */
  public static String hello(int connections) {
    ObjectNode hello = Json.object().put("type", "hello").put("num_connections", connections);
    hello.putObject("connection_info").put("app_id", Workspace.APP);
    hello
        .putObject("debug_info")
        .put("host", "applink-practice")
        .put("approximate_connection_time", 18060);
    return Json.text(hello);
  }

  /** Slack is about to hang up. */
  public static String disconnect(String reason) {
    ObjectNode bye = Json.object().put("type", "disconnect").put("reason", reason);
    bye.putObject("debug_info").put("host", "applink-practice");
    return Json.text(bye);
  }

  /** A body of the Events API. */
  public static String event(String id, String body, int retries) {
    ObjectNode envelope = envelope(id, "events_api", Json.read(body).orElseThrow());
    return Json.text(
        envelope
            .put("accepts_response_payload", false)
            .put("retry_attempt", retries)
            .put("retry_reason", retries == 0 ? "" : "timeout"));
  }

  /** The form of a slash command. */
  public static String command(String id, String form) {
    ObjectNode payload = Json.object();
    LocalRequest.form(form).forEach(payload::put);
    return Json.text(envelope(id, "slash_commands", payload).put("accepts_response_payload", true));
  }

  /** The form of an interaction. */
  public static String interaction(String id, String form) {
    Map<String, String> fields = LocalRequest.form(form);
    JsonNode payload = Json.read(fields.getOrDefault("payload", "")).orElseThrow();
    return Json.text(envelope(id, "interactive", payload).put("accepts_response_payload", true));
  }

  private static ObjectNode envelope(String id, String type, JsonNode payload) {
    ObjectNode envelope = Json.object().put("envelope_id", id).put("type", type);
    envelope.set("payload", payload);
    return envelope;
  }

  /** Reads an app's answer; empty for anything else. */
  public static Optional<Acknowledgement> acknowledgement(String text) {
    return Json.read(text)
        .filter(JsonNode::isObject)
        .filter(json -> json.path("envelope_id").isTextual())
        .filter(
            json ->
                Set.of("envelope_id", "payload")
                    .containsAll(json.properties().stream().map(Map.Entry::getKey).toList()))
        .map(
            json ->
                new Acknowledgement(
                    json.path("envelope_id").asText(),
                    json.has("payload") ? Json.text(json.path("payload")) : ""));
  }

  /** The answer of {@code apps.connections.open}. */
  public static String opened(String url) {
    return Json.text(SlackAnswer.ok().body().put("url", url));
  }
}
