package dev.deskhand.permissions.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.deskhand.journal.Event;
import dev.deskhand.permissions.Delegation;
import dev.deskhand.permissions.PersonId;
import dev.deskhand.permissions.Role;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Delegations as the journal keeps them. */
public final class DelegationJson {
  private static final String DELEGATED = "delegated";
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private DelegationJson() {}

  public static Event delegated(Delegation delegation) {
    ObjectNode body =
        MAPPER
            .createObjectNode()
            .put("id", delegation.id())
            .put("from", delegation.from().value())
            .put("to", delegation.to().value())
            .put("since", delegation.since().toString())
            .put("until", delegation.until().toString());
    ArrayNode roles = body.putArray("roles");
    delegation.roles().stream().map(Role::value).sorted().forEach(roles::add);
    return new Event(DELEGATED, 1, body.toString());
  }

  public static Event ended(String id) {
    return new Event("delegation-ended", 1, MAPPER.createObjectNode().put("id", id).toString());
  }

  /** Reads what {@link #delegated} wrote; empty for an event of {@link #ended}. */
  public static Optional<Delegation> delegation(Event event) {
    if (!event.type().equals(DELEGATED)) {
      return Optional.empty();
    }
    JsonNode body = read(event);
    Set<Role> roles = new HashSet<>();
    body.path("roles").forEach(role -> roles.add(new Role(role.asText())));
    return Optional.of(
        new Delegation(
            body.path("id").asText(),
            new PersonId(body.path("from").asText()),
            new PersonId(body.path("to").asText()),
            roles,
            Instant.parse(body.path("since").asText()),
            Instant.parse(body.path("until").asText())));
  }

  /** Which delegation an event is about. */
  public static String id(Event event) {
    return read(event).path("id").asText();
  }

  private static JsonNode read(Event event) {
    try {
      return MAPPER.readTree(event.body());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a stored " + event.type() + " can't be read", e);
    }
  }
}
