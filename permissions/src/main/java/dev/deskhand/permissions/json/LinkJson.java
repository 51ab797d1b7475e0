package dev.deskhand.permissions.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.deskhand.journal.Event;
import dev.deskhand.permissions.Account;
import dev.deskhand.permissions.PersonId;
import java.time.Instant;

/** Links of accounts, and the codes that make them, as the journal keeps them. */
public final class LinkJson {
  private static final String LINKED = "account-linked";
  private static final String UNLINKED = "account-unlinked";
  private static final String SHOWN = "code-shown";
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private LinkJson() {}

  /** A code that was shown: whose it is, and until when it is good. */
  public record Shown(PersonId person, Instant until) {}

  public static Event linked(Account account, PersonId person) {
    return new Event(LINKED, 1, body(account).put("person", person.value()).toString());
  }

  public static Event unlinked(Account account) {
    return new Event(UNLINKED, 1, body(account).toString());
  }

  public static Event shown(Shown shown) {
    return new Event(
        SHOWN,
        1,
        MAPPER
            .createObjectNode()
            .put("person", shown.person().value())
            .put("until", shown.until().toString())
            .toString());
  }

  public static Event used() {
    return new Event("code-used", 1, "{}");
  }

  public static Event wrong() {
    return new Event("wrong-code-entered", 1, "{}");
  }

  /** True for an event of {@link #linked}, false for one of {@link #unlinked}. */
  public static boolean isLinked(Event event) {
    return event.type().equals(LINKED);
  }

  /** Which account an event is about. */
  public static Account account(Event event) {
    JsonNode body = read(event);
    return new Account(
        body.path("platform").asText(), body.path("scope").asText(), body.path("user").asText());
  }

  /** To whom an account was linked. */
  public static PersonId person(Event event) {
    return new PersonId(read(event).path("person").asText());
  }

  /** Reads what {@link #shown(Shown)} wrote. */
  public static Shown shown(Event event) {
    JsonNode body = read(event);
    return new Shown(
        new PersonId(body.path("person").asText()), Instant.parse(body.path("until").asText()));
  }

  private static ObjectNode body(Account account) {
    return MAPPER
        .createObjectNode()
        .put("platform", account.platform())
        .put("scope", account.scope())
        .put("user", account.user());
  }

  private static JsonNode read(Event event) {
    try {
      return MAPPER.readTree(event.body());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a stored " + event.type() + " can't be read", e);
    }
  }
}
