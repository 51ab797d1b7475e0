package dev.deskhand.permissions;

import dev.deskhand.journal.TenantId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A directory in which people may approve in the place of others who are away. Nothing else is
 * handed over: who stands in for somebody may start no more than before, and hands on nothing that
 * was handed to them. Thread-safe.
 */
public final class StandIns implements IdentityDirectory {
  private final IdentityDirectory everybody;
  private final Delegations delegations;
  private final InstantSource clock;

  public StandIns(IdentityDirectory everybody, Delegations delegations, InstantSource clock) {
    this.everybody = everybody;
    this.delegations = delegations;
    this.clock = clock;
  }

  @Override
  public Optional<Principal> principal(TenantId tenant, Account account) {
    return everybody.principal(tenant, account).map(it -> standingIn(tenant, it));
  }

  @Override
  public Optional<Principal> principal(TenantId tenant, PersonId id) {
    return everybody.principal(tenant, id).map(it -> standingIn(tenant, it));
  }

  @Override
  public List<Account> accounts(TenantId tenant, PersonId id) {
    return everybody.accounts(tenant, id);
  }

  /** Those who hold the role, and those who stand in for one of them. */
  @Override
  public List<Principal> holders(TenantId tenant, Role role) {
    Map<PersonId, Principal> all = new LinkedHashMap<>();
    everybody.holders(tenant, role).forEach(it -> all.put(it.id(), standingIn(tenant, it)));
    current(tenant)
        .filter(it -> handed(tenant, it).contains(role))
        .map(it -> it.to().value())
        .sorted()
        .flatMap(id -> principal(tenant, new PersonId(id)).stream())
        .forEach(it -> all.putIfAbsent(it.id(), it));
    return List.copyOf(all.values());
  }

  private Principal standingIn(TenantId tenant, Principal principal) {
    List<Principal.StandIn> standIns =
        current(tenant)
            .filter(it -> it.to().equals(principal.id()))
            .flatMap(
                it ->
                    handed(tenant, it).stream().map(role -> new Principal.StandIn(role, it.from())))
            .distinct()
            .toList();
    return standIns.isEmpty() ? principal : principal.standingIn(standIns);
  }

  private Stream<Delegation> current(TenantId tenant) {
    Instant now = clock.instant();
    return delegations.recent(tenant).stream().filter(it -> it.holdsAt(now));
  }

  /** What it hands over of the roles that its giver holds now, in person. */
  private Set<Role> handed(TenantId tenant, Delegation delegation) {
    return everybody
        .principal(tenant, delegation.from())
        .map(it -> delegation.of(it.roles()))
        .orElse(Set.of());
  }

  @Override
  public List<Principal> everybody(TenantId tenant) {
    return everybody.everybody(tenant);
  }
}
