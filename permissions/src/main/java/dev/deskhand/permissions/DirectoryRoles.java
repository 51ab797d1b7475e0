package dev.deskhand.permissions;

import dev.deskhand.journal.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * People with the roles that a directory's groups give them besides those of their file. What was
 * read counts for a while from when it was asked for, and then not at all: a directory that is down
 * gives nobody more, and after that time nobody anything. It makes nobody known. Thread-safe.
 */
public final class DirectoryRoles implements IdentityDirectory {
  private final IdentityDirectory known;
  private final InstantSource clock;
  private final Duration keep;
  private volatile Reading reading = new Reading(Map.of(), Instant.EPOCH);

  private record Reading(Map<PersonId, Set<Role>> roles, Instant asked) {}

  /**
   * Roles.
   *
   * @param keep how long what was read counts
   */
  public DirectoryRoles(IdentityDirectory known, InstantSource clock, Duration keep) {
    this.known = known;
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
  public Optional<Principal> principal(TenantId tenant, Account account) {
    return known.principal(tenant, account).map(this::withRoles);
  }

  @Override
  public Optional<Principal> principal(TenantId tenant, PersonId id) {
    return known.principal(tenant, id).map(this::withRoles);
  }

  @Override
  public List<Account> accounts(TenantId tenant, PersonId id) {
    return known.accounts(tenant, id);
  }

  /** Those of the file first, then those to whom the directory gives the role, by their ids. */
  @Override
  public List<Principal> holders(TenantId tenant, Role role) {
    Map<PersonId, Principal> all = new LinkedHashMap<>();
    known.holders(tenant, role).forEach(it -> all.put(it.id(), withRoles(it)));
    current().entrySet().stream()
        .filter(entry -> entry.getValue().contains(role))
        .map(entry -> entry.getKey().value())
        .sorted()
        .flatMap(id -> principal(tenant, new PersonId(id)).stream())
        .filter(it -> it.hasRole(role))
        .forEach(it -> all.putIfAbsent(it.id(), it));
    return List.copyOf(all.values());
  }

  /** Groups are of people; a service has the roles of the file alone. */
  private Principal withRoles(Principal principal) {
    Set<Role> given = current().getOrDefault(principal.id(), Set.of());
    if (given.isEmpty() || !(principal.kind() instanceof Principal.Kind.Human)) {
      return principal;
    }
    Set<Role> all = new HashSet<>(principal.roles());
    all.addAll(given);
    return principal.with(all);
  }

  /** A clock that was set back makes what was read no younger. */
  private Map<PersonId, Set<Role>> current() {
    Reading now = reading;
    Instant time = clock.instant();
    boolean counts = !time.isBefore(now.asked()) && time.isBefore(now.asked().plus(keep));
    return counts ? now.roles() : Map.of();
  }
}
