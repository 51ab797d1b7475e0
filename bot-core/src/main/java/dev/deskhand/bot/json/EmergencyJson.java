package dev.deskhand.bot.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.deskhand.journal.Event;
import dev.deskhand.journal.RecordedEvent;
import dev.deskhand.permissions.PersonId;
import dev.deskhand.runbooks.RunbookId;
import dev.deskhand.runbooks.run.Emergency;
import dev.deskhand.runbooks.run.RunId;

/** That glass was broken, and that somebody looked at it, as the journal keeps them. */
public final class EmergencyJson {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private EmergencyJson() {}

  public static Event broken(Emergency emergency) {
    String body =
        MAPPER
            .createObjectNode()
            .put("runbook", emergency.runbook().value())
            .put("by", emergency.by().value())
            .put("why", emergency.why())
            .toString();
    return new Event("glass-broken", Named.VERSION, body);
  }

  public static Event reviewed() {
    return new Event("glass-reviewed", Named.VERSION, "{}");
  }

  /** Reads what {@link #broken} wrote; the time is that of its commit. */
  public static Emergency read(RunId run, RecordedEvent recorded) {
    try {
      JsonNode node = MAPPER.readTree(recorded.event().body());
      return new Emergency(
          run,
          new RunbookId(node.path("runbook").asText()),
          new PersonId(node.path("by").asText()),
          node.path("why").asText(),
          recorded.at());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the emergency of " + run + " can't be read", e);
    }
  }
}
