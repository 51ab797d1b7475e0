package dev.deskhand.teams.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.deskhand.journal.Event;
import java.nio.charset.StandardCharsets;

/**
 * A part of a message that takes several is in Teams.
 *
 * @param part from 1
 * @param activity its id there
 */
public record PartPosted(int part, String activity) {
  private static final String POSTED = "part-posted";

  /** As it is kept. */
  public Event event() {
    return new Event(
        POSTED, 1, Json.text(Json.object().put("part", part).put("activity", activity)));
  }

  /** Reads what {@link #event} wrote. */
  public static PartPosted of(Event event) {
    ObjectNode body = Json.read(event.body().getBytes(StandardCharsets.UTF_8));
    return new PartPosted(body.path("part").asInt(), Json.textOf(body, "activity"));
  }
}
