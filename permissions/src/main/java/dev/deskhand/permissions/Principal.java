package dev.deskhand.permissions;

import dev.deskhand.journal.TenantId;
import java.util.Set;

/**
 * Somebody who may be allowed something: a person, or a service with an owner that acts for ticket
 * events and schedules.
 *
 * @param name how people call them; shown, never compared
 */
public record Principal(TenantId tenant, PersonId id, String name, Set<Role> roles, Kind kind) {
  /** What stands behind a principal. */
  public sealed interface Kind {
    record Human() implements Kind {}

    /**
     * A named service.
     *
     * @param owner the person who answers for it
     */
    record Service(PersonId owner) implements Kind {}
  }

  public Principal {
    roles = Set.copyOf(roles);
  }

  public boolean hasRole(Role role) {
    return roles.contains(role);
  }
}
