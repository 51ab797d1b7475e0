package dev.deskhand.bot.plan;

import dev.deskhand.permissions.PersonId;
import dev.deskhand.permissions.Role;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;

/** What somebody says about who approves for whom. */
public sealed interface DelegationVerb {
  /**
   * Somebody approves for me, or for whoever is away.
   *
   * @param of whose approvals; one's own, where nobody is named
   * @param roles as a holder of which; all, where none is named
   * @param since from that day on; from now on, where none is named
   * @param until and that day, too; days are UTC's
   */
  record Hand(
      Optional<PersonId> of,
      PersonId to,
      Set<Role> roles,
      Optional<LocalDate> since,
      LocalDate until)
      implements DelegationVerb {
    public Hand {
      roles = Set.copyOf(roles);
    }
  }

  /** Not any more. */
  record TakeBack(String id) implements DelegationVerb {}

  /** Who does? */
  record List() implements DelegationVerb {}
}
