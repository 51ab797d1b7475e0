package dev.deskhand.bot.offer;

import dev.deskhand.permissions.Principal;
import dev.deskhand.permissions.Role;
import java.util.Map;
import java.util.Set;

/**
 * Who sees an offer, of those whom the policies let start it: an audience narrows, and never
 * widens.
 *
 * @param roles one of these; anybody where there are none
 * @param attributes all of these, as the people file has them
 */
public record Audience(Set<Role> roles, Map<String, String> attributes) {
  public static final Audience EVERYBODY = new Audience(Set.of(), Map.of());

  public Audience {
    roles = Set.copyOf(roles);
    attributes = Map.copyOf(attributes);
  }

  /** True for people who belong to it. */
  public boolean has(Principal person) {
    return (roles.isEmpty() || roles.stream().anyMatch(person::hasRole))
        && attributes.entrySet().stream()
            .allMatch(entry -> entry.getValue().equals(person.attributes().get(entry.getKey())));
  }
}
