package dev.deskhand.permissions;

import dev.deskhand.journal.TenantId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The people and services of one organisation, held in memory. Immutable and thread-safe. */
public final class People implements IdentityDirectory {
  private final TenantId tenant;
  private final Map<PersonId, Member> byId = new HashMap<>();
  private final Map<Account, Principal> byAccount = new HashMap<>();
  private final Map<Role, List<Principal>> byRole = new HashMap<>();

  /** Somebody, and the accounts that are theirs. */
  public record Member(Principal principal, List<Account> accounts) {
    public Member {
      accounts = List.copyOf(accounts);
    }
  }

  /**
   * Takes everybody in.
   *
   * @throws IllegalArgumentException if a member is of another tenant, or an id or account is taken
   */
  public People(TenantId tenant, List<Member> members) {
    this.tenant = tenant;
    List<Member> sorted = new ArrayList<>(members);
    sorted.sort(Comparator.comparing(member -> member.principal().id().value()));
    sorted.forEach(this::take);
    byRole.replaceAll((role, holders) -> List.copyOf(holders));
  }

  @Override
  public Optional<Principal> principal(TenantId asked, Account account) {
    return asked.equals(tenant) ? Optional.ofNullable(byAccount.get(account)) : Optional.empty();
  }

  @Override
  public Optional<Principal> principal(TenantId asked, PersonId id) {
    return member(asked, id).map(Member::principal);
  }

  @Override
  public List<Account> accounts(TenantId asked, PersonId id) {
    return member(asked, id).map(Member::accounts).orElse(List.of());
  }

  /** Everybody with a role, in the order of their ids. */
  @Override
  public List<Principal> holders(TenantId asked, Role role) {
    return asked.equals(tenant) ? byRole.getOrDefault(role, List.of()) : List.of();
  }

  @Override
  public List<Principal> everybody(TenantId asked) {
    return asked.equals(tenant)
        ? byId.values().stream()
            .map(Member::principal)
            .filter(principal -> principal.kind() instanceof Principal.Kind.Human)
            .sorted(Comparator.comparing(principal -> principal.id().value()))
            .toList()
        : List.of();
  }

  /** The ids of the human beings. */
  public Set<String> humans() {
    return byId.values().stream()
        .map(Member::principal)
        .filter(principal -> principal.kind() instanceof Principal.Kind.Human)
        .map(principal -> principal.id().value())
        .collect(Collectors.toUnmodifiableSet());
  }

  /** The roles that somebody has. */
  public Set<Role> roles() {
    return Set.copyOf(byRole.keySet());
  }

  /** The ids of the services. */
  public Set<String> services() {
    return byId.values().stream()
        .map(Member::principal)
        .filter(principal -> principal.kind() instanceof Principal.Kind.Service)
        .map(principal -> principal.id().value())
        .collect(Collectors.toUnmodifiableSet());
  }

  private Optional<Member> member(TenantId asked, PersonId id) {
    return asked.equals(tenant) ? Optional.ofNullable(byId.get(id)) : Optional.empty();
  }

  private void take(Member member) {
    Principal principal = member.principal();
    if (!principal.tenant().equals(tenant)) {
      throw new IllegalArgumentException(
          principal.id() + " belongs to tenant " + principal.tenant() + ", not to " + tenant);
    }
    if (byId.putIfAbsent(principal.id(), member) != null) {
      throw new IllegalArgumentException("the id " + principal.id() + " is taken");
    }
    for (Account account : member.accounts()) {
      Principal other = byAccount.putIfAbsent(account, principal);
      if (other != null) {
        throw new IllegalArgumentException(
            "account " + account + " of " + principal.id() + " belongs to " + other.id());
      }
    }
    principal
        .roles()
        .forEach(role -> byRole.computeIfAbsent(role, _ -> new ArrayList<>()).add(principal));
  }
}
