package dev.deskhand.web.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.deskhand.bot.plan.DelegationVerb;
import dev.deskhand.permissions.Delegation;
import dev.deskhand.permissions.PersonId;
import dev.deskhand.permissions.Role;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the command line asks and hears about who approves for whom. */
public final class DelegationsJson {
  private DelegationsJson() {}

  /** Reads {@code {"to", "until", "since"?, "of"?, "roles"?: […]}}; days such as 2026-12-24. */
  public static DelegationVerb.Hand hand(byte[] body) {
    JsonNode node = Json.read(body);
    Set<Role> roles = new HashSet<>();
    node.path("roles").forEach(role -> roles.add(new Role(role.asText())));
    return new DelegationVerb.Hand(
        text(node, "of").map(it -> person("of", it)),
        person("to", node.path("to").asText("")),
        roles,
        text(node, "since").map(it -> day("since", it)),
        day("until", node.path("until").asText("")));
  }

  private static Optional<String> text(JsonNode node, String name) {
    return Optional.of(node.path(name).asText("")).filter(it -> !it.isEmpty());
  }

  private static PersonId person(String name, String text) {
    if (!PersonId.isValid(text)) {
      throw new IllegalArgumentException("'" + name + "': expected a person's id, such as sam");
    }
    return new PersonId(text);
  }

  private static LocalDate day(String name, String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException("'" + name + "': expected a day, such as 2026-12-24", e);
    }
  }

  /** Writes {@code {"delegations": [{"id", "from", "to", "since", "until", "roles"}]}}. */
  public static String delegations(List<Delegation> delegations) {
    ObjectNode node = Json.object();
    ArrayNode all = node.putArray("delegations");
    for (Delegation one : delegations) {
      ArrayNode roles =
          all.addObject()
              .put("id", one.id())
              .put("from", one.from().value())
              .put("to", one.to().value())
              .put("since", one.since().toString())
              .put("until", one.until().toString())
              .putArray("roles");
      one.roles().stream().map(Role::value).sorted().forEach(roles::add);
    }
    return Json.text(node);
  }
}
