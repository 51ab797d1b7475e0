package dev.deskhand.desks;

import dev.deskhand.journal.TenantId;
import dev.deskhand.permissions.Account;
import dev.deskhand.permissions.IdentityDirectory;
import dev.deskhand.permissions.PersonId;
import dev.deskhand.permissions.Principal;
import dev.deskhand.permissions.Role;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** People by their accounts. */
public record Directory(Map<Account, String> people) implements IdentityDirectory {

  public static Belongings belongings(Account account, String person) {
    return new Belongings(TenantId.DEFAULT, new Directory(Map.of(account, person)));
  }

  public static Belongings ofNobody() {
    return new Belongings(TenantId.DEFAULT, new Directory(Map.of()));
  }

  @Override
  public Optional<Principal> principal(TenantId tenant, Account account) {
    return Optional.ofNullable(people.get(account))
        .flatMap(person -> principal(tenant, new PersonId(person)));
  }

  @Override
  public Optional<Principal> principal(TenantId tenant, PersonId id) {
    return Optional.of(new Principal(tenant, id, id.value(), Set.of(), new Principal.Kind.Human()));
  }

  @Override
  public List<Account> accounts(TenantId tenant, PersonId id) {
    return people.entrySet().stream()
        .filter(entry -> entry.getValue().equals(id.value()))
        .map(Map.Entry::getKey)
        .toList();
  }

  @Override
  public List<Principal> holders(TenantId tenant, Role role) {
    return List.of();
  }

  @Override
  public List<Principal> everybody(TenantId tenant) {
    return people.values().stream()
        .flatMap(id -> principal(tenant, new PersonId(id)).stream())
        .toList();
  }
}
