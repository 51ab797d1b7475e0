package dev.deskhand.permissions;

import dev.deskhand.journal.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The roles that a directory's groups give people. What was read counts for a while from when it
 * was asked for, and then not at all: a directory that is down gives nobody more, and after that
 * time nobody anything. Thread-safe.
 */
public final class DirectoryRoles implements RoleSource {
  private final InstantSource clock;
  private final Duration keep;
  private volatile Reading reading = new Reading(Map.of(), Instant.EPOCH);

  private record Reading(Map<PersonId, Set<Role>> roles, Instant asked) {}

  /**
   * Roles.
   *
   * @param keep how long what was read counts
   */
  public DirectoryRoles(InstantSource clock, Duration keep) {
    this.clock = clock;
    this.keep = keep;
  }

  /**
   * Takes in what a directory says, in place of what it said before.
   *
   * @param holders whom each role is given to
   * @param asked when the first question was put to it
   */
  public void take(Map<Role, Set<PersonId>> holders, Instant asked) {
    Map<PersonId, Set<Role>> roles = new HashMap<>();
    holders.forEach(
        (role, people) ->
            people.forEach(
                person -> roles.computeIfAbsent(person, _ -> new HashSet<>()).add(role)));
    roles.replaceAll((_, of) -> Set.copyOf(of));
    reading = new Reading(Map.copyOf(roles), asked);
  }

  @Override
  public Set<Role> roles(TenantId tenant, PersonId person) {
    return current().getOrDefault(person, Set.of());
  }

  @Override
  public Set<PersonId> holders(TenantId tenant, Role role) {
    return current().entrySet().stream()
        .filter(entry -> entry.getValue().contains(role))
        .map(Map.Entry::getKey)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** A clock that was set back makes what was read no younger. */
  private Map<PersonId, Set<Role>> current() {
    Reading now = reading;
    Instant time = clock.instant();
    boolean counts = !time.isBefore(now.asked()) && time.isBefore(now.asked().plus(keep));
    return counts ? now.roles() : Map.of();
  }
}
