package dev.deskhand.permissions;

import dev.deskhand.journal.TenantId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The people of a file, and the accounts that they have linked to themselves. A link says only
 * whose an account is: it makes nobody, and gives no role. What the file says of an account holds,
 * whatever was linked. Thread-safe.
 */
public final class LinkedPeople implements IdentityDirectory {
  private final IdentityDirectory file;
  private final AccountLinks links;

  public LinkedPeople(IdentityDirectory file, AccountLinks links) {
    this.file = file;
    this.links = links;
  }

  @Override
  public Optional<Principal> principal(TenantId tenant, Account account) {
    return file.principal(tenant, account).or(() -> linked(tenant, account));
  }

  private Optional<Principal> linked(TenantId tenant, Account account) {
    return links
        .recent(tenant)
        .find(account)
        .flatMap(link -> file.principal(tenant, link.person()))
        .filter(person -> person.kind() instanceof Principal.Kind.Human);
  }

  @Override
  public Optional<Principal> principal(TenantId tenant, PersonId id) {
    return file.principal(tenant, id);
  }

  @Override
  public List<Account> accounts(TenantId tenant, PersonId id) {
    List<Account> all = new ArrayList<>(file.accounts(tenant, id));
    links.recent(tenant).of(id).stream()
        .map(AccountLinks.Link::account)
        .filter(account -> file.principal(tenant, account).isEmpty())
        .forEach(all::add);
    return List.copyOf(all);
  }

  @Override
  public List<Principal> holders(TenantId tenant, Role role) {
    return file.holders(tenant, role);
  }

  @Override
  public List<Principal> everybody(TenantId tenant) {
    return file.everybody(tenant);
  }
}
