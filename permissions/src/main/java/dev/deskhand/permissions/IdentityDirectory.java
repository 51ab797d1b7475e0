package dev.deskhand.permissions;

import dev.deskhand.journal.TenantId;
import java.util.List;
import java.util.Optional;

/**
 * Who the people are. Answers come from memory, at most 60 s old, so that a question may be asked
 * before every effect. Thread-safe.
 */
public interface IdentityDirectory {

  /** The principal that an account belongs to; empty for one that nobody has mapped. */
  Optional<Principal> principal(TenantId tenant, Account account);

  /** A principal by its id; empty when there is none any more. */
  Optional<Principal> principal(TenantId tenant, PersonId id);

  /** A principal's accounts. Accounts of one person are one person for every four-eyes check. */
  List<Account> accounts(TenantId tenant, PersonId id);

  /** Everybody with a role, for asking them. */
  List<Principal> holders(TenantId tenant, Role role);

  /** Every human being, for finding them by their names. */
  List<Principal> everybody(TenantId tenant);
}
