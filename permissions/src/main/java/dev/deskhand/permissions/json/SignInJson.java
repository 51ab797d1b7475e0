package dev.deskhand.permissions.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.deskhand.journal.Event;
import dev.deskhand.permissions.Account;
import dev.deskhand.permissions.PersonId;
import dev.deskhand.permissions.SignIns.SignIn;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

/** What sign-ins said of people, as the journal keeps it. */
public final class SignInJson {
  private static final String SIGNED_IN = "signed-in";
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private SignInJson() {}

  public static Event signedIn(SignIn signIn) {
    ObjectNode body =
        MAPPER
            .createObjectNode()
            .put("person", signIn.person().value())
            .put("platform", signIn.account().platform())
            .put("scope", signIn.account().scope())
            .put("user", signIn.account().user())
            .put("until", signIn.until().toString());
    ArrayNode values = body.putArray("values");
    signIn.values().stream().sorted().forEach(values::add);
    return new Event(SIGNED_IN, 1, body.toString());
  }

  public static Event signedOut(PersonId person) {
    return new Event(
        "signed-out", 1, MAPPER.createObjectNode().put("person", person.value()).toString());
  }

  /** True for an event of {@link #signedIn}, false for one of {@link #signedOut}. */
  public static boolean isSignIn(Event event) {
    return event.type().equals(SIGNED_IN);
  }

  /** Whom an event is about. */
  public static PersonId person(Event event) {
    return new PersonId(read(event).path("person").asText());
  }

  /** Reads what {@link #signedIn} wrote. */
  public static SignIn signIn(Event event) {
    JsonNode body = read(event);
    Set<String> values = new HashSet<>();
    body.path("values").forEach(value -> values.add(value.asText()));
    return new SignIn(
        new PersonId(body.path("person").asText()),
        new Account(
            body.path("platform").asText(),
            body.path("scope").asText(),
            body.path("user").asText()),
        values,
        Instant.parse(body.path("until").asText()));
  }

  private static JsonNode read(Event event) {
    try {
      return MAPPER.readTree(event.body());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a stored " + event.type() + " can't be read", e);
    }
  }
}
