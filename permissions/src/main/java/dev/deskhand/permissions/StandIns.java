package dev.deskhand.permissions;

import dev.deskhand.journal.TenantId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A directory in which people may approve in the place of others who are away. Nothing else is
 * handed over: who stands in for somebody may start no more than before. Thread-safe.
 */
public final class StandIns implements IdentityDirectory {
  private final IdentityDirectory everybody;
  private final List<Delegation> delegations;
  private final InstantSource clock;

  /**
   * Somebody hands approving over while away.
   *
   * @param role that {@code from} holds; it counts only as long as they do
   * @param since from then on
   * @param until not any more from then on
   */
  public record Delegation(PersonId from, PersonId to, Role role, Instant since, Instant until) {
    boolean holdsAt(Instant now) {
      return !now.isBefore(since) && now.isBefore(until);
    }
  }

  public StandIns(IdentityDirectory everybody, List<Delegation> delegations, InstantSource clock) {
    this.everybody = everybody;
    this.delegations = List.copyOf(delegations);
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
    for (Delegation delegation : delegations) {
      if (delegation.role().equals(role) && holds(tenant, delegation)) {
        principal(tenant, delegation.to()).ifPresent(it -> all.putIfAbsent(it.id(), it));
      }
    }
    return List.copyOf(all.values());
  }

  private Principal standingIn(TenantId tenant, Principal principal) {
    List<Principal.StandIn> standIns =
        delegations.stream()
            .filter(it -> it.to().equals(principal.id()) && holds(tenant, it))
            .map(it -> new Principal.StandIn(it.role(), it.from()))
            .toList();
    return standIns.isEmpty() ? principal : principal.standingIn(standIns);
  }

  private boolean holds(TenantId tenant, Delegation delegation) {
    return delegation.holdsAt(clock.instant())
        && everybody
            .principal(tenant, delegation.from())
            .filter(it -> it.hasRole(delegation.role()))
            .isPresent();
  }
}
