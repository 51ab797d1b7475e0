package dev.deskhand.bot.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.deskhand.journal.Event;
import dev.deskhand.permissions.PersonId;

/** A one-time secret as the journal keeps it: sealed. */
public final class SecretJson {
  private static final String KEPT = "secret-kept";
  private static final String SHOWN = "secret-shown";
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private SecretJson() {}

  /**
   * What is stored.
   *
   * @param person who may see it
   * @param check SHA-256 of the part of the token that is not stored
   */
  public record Kept(PersonId person, String check, String sealed) {}

  public static Event kept(Kept kept) {
    return new Event(
        KEPT,
        Named.VERSION,
        MAPPER
            .createObjectNode()
            .put("person", kept.person().value())
            .put("check", kept.check())
            .put("sealed", kept.sealed())
            .toString());
  }

  public static Event shown() {
    return new Event(SHOWN, Named.VERSION, "{}");
  }

  /** True for an event of {@link #kept}. */
  public static boolean isKept(Event event) {
    return event.type().equals(KEPT);
  }

  public static Kept read(Event event) {
    try {
      JsonNode body = MAPPER.readTree(event.body());
      return new Kept(
          new PersonId(body.path("person").asText()),
          body.path("check").asText(),
          body.path("sealed").asText());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a stored one-time secret can't be read", e);
    }
  }
}
