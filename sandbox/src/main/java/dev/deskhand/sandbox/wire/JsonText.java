package dev.deskhand.sandbox.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;

/** Writes plain maps and lists (of strings, numbers, maps, lists) as compact JSON. Thread-safe. */
public final class JsonText {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private JsonText() {}

  /** The map as one JSON object, in the map's own order. */
  public static String object(Map<String, ?> value) {
    return write(value);
  }

  /** The list as one JSON array. */
  public static String array(List<?> value) {
    return write(value);
  }

  private static String write(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("writing JSON of " + value.getClass() + " failed", e);
    }
  }
}
