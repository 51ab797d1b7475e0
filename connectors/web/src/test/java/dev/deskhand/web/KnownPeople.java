package dev.deskhand.web;

import dev.deskhand.journal.TenantId;
import dev.deskhand.permissions.Account;
import dev.deskhand.permissions.IdentityDirectory;
import dev.deskhand.permissions.PersonId;
import dev.deskhand.permissions.Principal;
import dev.deskhand.permissions.Role;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A directory of the people that a test names. */
final class KnownPeople implements IdentityDirectory {
  private final Set<PersonId> people = ConcurrentHashMap.newKeySet();

  KnownPeople(String... ids) {
    Set.of(ids).forEach(id -> people.add(new PersonId(id)));
  }

  void remove(PersonId person) {
    people.remove(person);
  }

  @Override
  public Optional<Principal> principal(TenantId tenant, Account account) {
    return PersonId.isValid(account.user())
        ? principal(tenant, new PersonId(account.user()))
        : Optional.empty();
  }

  @Override
  public Optional<Principal> principal(TenantId tenant, PersonId id) {
    return people.contains(id)
        ? Optional.of(
            new Principal(tenant, id, "The person " + id, Set.of(), new Principal.Kind.Human()))
        : Optional.empty();
  }

  @Override
  public List<Account> accounts(TenantId tenant, PersonId id) {
    return List.of(WebChannel.account(id));
  }

  @Override
  public List<Principal> holders(TenantId tenant, Role role) {
    return List.of();
  }

  @Override
  public List<Principal> everybody(TenantId tenant) {
    return people.stream().flatMap(id -> principal(tenant, id).stream()).toList();
  }
}
