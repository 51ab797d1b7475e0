package dev.deskhand.bot.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.deskhand.journal.Event;

/** That a file was given on the chat page, as the journal keeps it. */
public final class UploadJson {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private UploadJson() {}

  public static Event write(String subject, String artefact) {
    String body = MAPPER.createObjectNode().put("of", subject).put("artefact", artefact).toString();
    return new Event("file-uploaded", Named.VERSION, body);
  }

  public static String subject(Event event) {
    return read(event).path("of").asText();
  }

  public static String artefact(Event event) {
    return read(event).path("artefact").asText();
  }

  private static JsonNode read(Event event) {
    try {
      return MAPPER.readTree(event.body());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a stored upload can't be read", e);
    }
  }
}
