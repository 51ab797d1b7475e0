package dev.deskhand.desks.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.deskhand.desks.UnreadableException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** JSON with a depth of at most 32, no doubled keys, and nothing behind it. Thread-safe. */
public final class CappedJson {
  private static final int MOST_DEPTH = 32;
  private static final int MOST_CHARACTERS = 8 << 20;

  /** Reads under the caps; writes plainly. */
  public static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MOST_DEPTH)
                          .maxStringLength(MOST_CHARACTERS)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private CappedJson() {}

  /**
   * Reads one JSON object.
   *
   * @throws UnreadableException if it is none
   */
  public static JsonNode object(byte[] bytes) {
    try {
      JsonNode node = MAPPER.readTree(bytes);
      if (node == null || !node.isObject()) {
        throw new UnreadableException("expected a JSON object");
      }
      return node;
    } catch (IOException e) {
      // Jackson's message quotes the source, which may be anybody's words.
      throw new UnreadableException("not JSON, too deep, or with a doubled key");
    }
  }

  /**
   * Reads one JSON object.
   *
   * @throws UnreadableException if it is none
   */
  public static JsonNode object(String text) {
    return object(text.getBytes(StandardCharsets.UTF_8));
  }

  /** A field's text, also of a number; empty where it is missing or null. */
  public static String text(JsonNode object, String... path) {
    JsonNode node = object;
    for (String field : path) {
      node = node.path(field);
    }
    return node.isValueNode() && !node.isNull() ? node.asText() : "";
  }

  /**
   * A field that is a positive whole number, as a number or in digits.
   *
   * @throws UnreadableException if it is anything else
   */
  public static String id(JsonNode object, String... path) {
    String text = text(object, path);
    if (!text.matches("[0-9]{1,19}")) {
      throw new UnreadableException("'" + String.join(".", path) + "' is no id");
    }
    return text;
  }
}
