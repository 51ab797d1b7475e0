package dev.deskhand.bot.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Map;

/** What another system sends to a trigger: a JSON object, as filters and inputs look at it. */
public final class PayloadJson {
  private static final int DEEPEST = 32;
  private static final ObjectMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_LONG_FOR_INTS)
          .build();

  private PayloadJson() {}

  /**
   * Reads an object.
   *
   * @throws IllegalArgumentException if it is none, or nested deeper than 32
   */
  public static Map<String, Object> read(String text) {
    try {
      Map<String, Object> read = MAPPER.readValue(text, new TypeReference<>() {});
      if (read != null) {
        return read;
      }
    } catch (JsonProcessingException _) {
      // Told below; its message could quote what people wrote.
    }
    throw new IllegalArgumentException("expected a JSON object");
  }
}
