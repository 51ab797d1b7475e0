package dev.deskhand.teams.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.deskhand.journal.Event;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/**
 * How a conversation is reached without being asked.
 *
 * @param service the Bot Connector's address for it
 * @param conversation its id there
 */
public record Reference(URI service, String conversation) {
  private static final String LEARNT = "reference-learnt";

  /** As it is kept. */
  public Event event() {
    ObjectNode body =
        Json.object().put("service", service.toString()).put("conversation", conversation);
    return new Event(LEARNT, 1, Json.text(body));
  }

  /** Reads what {@link #event} wrote. */
  public static Reference of(Event event) {
    ObjectNode body = Json.read(event.body().getBytes(StandardCharsets.UTF_8));
    return new Reference(
        URI.create(Json.textOf(body, "service")), Json.textOf(body, "conversation"));
  }
}
