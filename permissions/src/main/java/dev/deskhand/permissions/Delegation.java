package dev.deskhand.permissions;

import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Somebody hands their approvals over while they are away.
 *
 * @param id such as {@code d-0123456789}
 * @param roles as a holder of which; all that they hold, where none is named
 * @param since from then on
 * @param until not any more from then on
 */
public record Delegation(
    String id, PersonId from, PersonId to, Set<Role> roles, Instant since, Instant until) {
  private static final Pattern ID = Pattern.compile("d-[0-9a-f]{10}");

  public Delegation {
    roles = Set.copyOf(roles);
  }

  /** True for what looks like the id of one. */
  public static boolean isId(String text) {
    return ID.matcher(text).matches();
  }

  boolean holdsAt(Instant now) {
    return !now.isBefore(since) && now.isBefore(until);
  }

  /** Those of somebody's roles that it hands over. */
  public Set<Role> of(Set<Role> held) {
    Set<Role> handed = new HashSet<>(held);
    if (!roles.isEmpty()) {
      handed.retainAll(roles);
    }
    return handed;
  }
}
