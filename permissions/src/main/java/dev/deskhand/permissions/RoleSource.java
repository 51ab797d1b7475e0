package dev.deskhand.permissions;

import dev.deskhand.journal.TenantId;
import java.util.Set;

/**
 * Gives people roles besides those of their file, for a while. Answers come from memory.
 * Implementations are thread-safe.
 */
public interface RoleSource {

  /** The roles that it gives somebody now. */
  Set<Role> roles(TenantId tenant, PersonId person);

  /** Those to whom it gives a role now. */
  Set<PersonId> holders(TenantId tenant, Role role);
}
