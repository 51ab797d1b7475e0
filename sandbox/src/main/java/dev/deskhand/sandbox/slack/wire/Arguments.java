package dev.deskhand.sandbox.slack.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.deskhand.sandbox.http.LocalRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The arguments of one call. Forms carry structured values as JSON text, JSON bodies as they are;
 * both read the same here.
 */
final class Arguments {
  private final Map<String, JsonNode> values;

  private Arguments(Map<String, JsonNode> values) {
    this.values = values;
  }

  /** Empty when the body is neither a form nor a JSON object. */
  static Optional<Arguments> of(String contentType, String body) {
    if (contentType.startsWith("application/json")) {
      return Json.read(body).filter(JsonNode::isObject).map(Arguments::ofObject);
    }
    if (contentType.startsWith("application/x-www-form-urlencoded") || body.isEmpty()) {
      Map<String, JsonNode> values = new LinkedHashMap<>();
      LocalRequest.form(body).forEach((name, value) -> values.put(name, TextNode.valueOf(value)));
      return Optional.of(new Arguments(values));
    }
    return Optional.empty();
  }

  private static Arguments ofObject(JsonNode object) {
    Map<String, JsonNode> values = new LinkedHashMap<>();
    object.properties().forEach(entry -> values.put(entry.getKey(), entry.getValue()));
    values.values().removeIf(JsonNode::isNull);
    return new Arguments(values);
  }

  Map<String, JsonNode> all() {
    return values;
  }

  /** A plain argument; empty when it is missing or empty. */
  Optional<String> text(String name) {
    return Optional.ofNullable(values.get(name)).map(JsonNode::asText).filter(v -> !v.isEmpty());
  }

  String text(String name, String otherwise) {
    return text(name).orElse(otherwise);
  }

  boolean isTrue(String name) {
    return text(name).filter(v -> v.equals("true") || v.equals("1")).isPresent();
  }

  /**
   * A structured argument; a text that is no JSON reads as that text, so that the rules refuse it.
   */
  Optional<JsonNode> json(String name) {
    JsonNode value = values.get(name);
    if (value == null || (value.isTextual() && value.textValue().isEmpty())) {
      return Optional.empty();
    }
    return value.isTextual()
        ? Optional.of(Json.read(value.textValue()).orElse(value))
        : Optional.of(value);
  }
}
