package dev.deskhand.permissions.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.deskhand.journal.Event;
import dev.deskhand.permissions.Action;
import dev.deskhand.permissions.PersonId;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

/** Tokens as the journal keeps them: of the secret half only its SHA-256. */
public final class TokenJson {
  private static final String ISSUED = "token-issued";
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private TokenJson() {}

  /**
   * What is stored of a token.
   *
   * @param check SHA-256 of the secret half
   */
  public record Issued(
      String name,
      PersonId owner,
      String check,
      Set<Action> actions,
      Set<String> runbooks,
      Instant expires) {
    public Issued {
      actions = Set.copyOf(actions);
      runbooks = Set.copyOf(runbooks);
    }
  }

  public static Event issued(Issued token) {
    ObjectNode body =
        MAPPER
            .createObjectNode()
            .put("name", token.name())
            .put("owner", token.owner().value())
            .put("check", token.check())
            .put("expires", token.expires().toString());
    ArrayNode actions = body.putArray("actions");
    token.actions().stream().map(Action::label).sorted().forEach(actions::add);
    ArrayNode runbooks = body.putArray("runbooks");
    token.runbooks().stream().sorted().forEach(runbooks::add);
    return new Event(ISSUED, 1, body.toString());
  }

  public static Event revoked() {
    return new Event("token-revoked", 1, "{}");
  }

  public static Event used() {
    return new Event("token-used", 1, "{}");
  }

  public static Issued read(Event event) {
    try {
      JsonNode body = MAPPER.readTree(event.body());
      Set<Action> actions = new HashSet<>();
      for (JsonNode label : body.path("actions")) {
        Action.labelled(label.asText()).ifPresent(actions::add);
      }
      Set<String> runbooks = new HashSet<>();
      body.path("runbooks").forEach(runbook -> runbooks.add(runbook.asText()));
      return new Issued(
          body.path("name").asText(),
          new PersonId(body.path("owner").asText()),
          body.path("check").asText(),
          actions,
          runbooks,
          Instant.parse(body.path("expires").asText()));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a stored token can't be read", e);
    }
  }
}
