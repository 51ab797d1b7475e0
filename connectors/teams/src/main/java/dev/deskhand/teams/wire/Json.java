package dev.deskhand.teams.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** JSON as it is read here: no doubled names, nothing behind the value, 50 levels. */
final class Json {
  private static final int DEPTH = 50;

  private static final ObjectMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(DEPTH)
                          .maxNumberLength(40)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private Json() {}

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  static ObjectNode object(String type) {
    return object().put("type", type);
  }

  static ArrayNode array() {
    return JsonNodeFactory.instance.arrayNode();
  }

  /** How many bytes its text has in UTF-8, by which Teams counts. */
  static int size(JsonNode node) {
    return text(node).getBytes(StandardCharsets.UTF_8).length;
  }

  static String text(JsonNode node) {
    try {
      return MAPPER.writeValueAsString(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of JSON nodes can always be written", e);
    }
  }

  /**
   * Reads one object.
   *
   * @throws MalformedException if it is anything else; the message does not quote it
   */
  static ObjectNode read(byte[] bytes) {
    try {
      if (MAPPER.readTree(bytes) instanceof ObjectNode object) {
        return object;
      }
    } catch (IOException e) {
      // The parser's own message would quote the body.
      throw new MalformedException("the JSON is broken, too deep, or has a field twice");
    }
    throw new MalformedException("the JSON is no object");
  }

  /** A text that is there and not empty. */
  static Optional<String> optional(JsonNode parent, String field) {
    return Optional.ofNullable(parent.path(field).textValue()).filter(text -> !text.isEmpty());
  }

  /** A text, or an empty one. */
  static String textOf(JsonNode parent, String field) {
    return optional(parent, field).orElse("");
  }
}
