package dev.deskhand.permissions;

import dev.deskhand.journal.TenantId;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * People with the roles that a source gives them besides those that they have. It makes nobody
 * known, and services have the roles of their file alone. Thread-safe.
 */
public final class PeopleWithRoles implements IdentityDirectory {
  private final IdentityDirectory known;
  private final RoleSource source;

  public PeopleWithRoles(IdentityDirectory known, RoleSource source) {
    this.known = known;
    this.source = source;
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

  /** Those who had the role first, then those to whom the source gives it, by their ids. */
  @Override
  public List<Principal> holders(TenantId tenant, Role role) {
    Map<PersonId, Principal> all = new LinkedHashMap<>();
    known.holders(tenant, role).forEach(it -> all.put(it.id(), withRoles(it)));
    source.holders(tenant, role).stream()
        .map(PersonId::value)
        .sorted()
        .flatMap(id -> principal(tenant, new PersonId(id)).stream())
        .filter(it -> it.hasRole(role))
        .forEach(it -> all.putIfAbsent(it.id(), it));
    return List.copyOf(all.values());
  }

  private Principal withRoles(Principal principal) {
    if (!(principal.kind() instanceof Principal.Kind.Human)) {
      return principal;
    }
    Set<Role> given = source.roles(principal.tenant(), principal.id());
    if (given.isEmpty()) {
      return principal;
    }
    Set<Role> all = new HashSet<>(principal.roles());
    all.addAll(given);
    return principal.with(all);
  }

  @Override
  public List<Principal> everybody(TenantId tenant) {
    return known.everybody(tenant);
  }
}
