package dev.deskhand.bot.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.deskhand.journal.Event;

/** The text of a content file as the journal keeps it. */
public final class ContentJson {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private ContentJson() {}

  public static String body(String text) {
    return MAPPER.createObjectNode().put("text", text).toString();
  }

  public static String text(Event event) {
    try {
      return MAPPER.readTree(event.body()).path("text").asText();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("stored content can't be read", e);
    }
  }
}
