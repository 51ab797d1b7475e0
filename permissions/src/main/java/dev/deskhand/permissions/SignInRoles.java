package dev.deskhand.permissions;

import dev.deskhand.journal.TenantId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The roles that people have by what an issuer said of them when they signed in. It counts for its
 * time, and as long as the account is still theirs; which roles a value gives is the
 * configuration's to say now, whatever it said then. Thread-safe.
 */
public final class SignInRoles implements RoleSource {
  private final SignIns signIns;
  private final IdentityDirectory accounts;
  private final RoleClaim claim;
  private final InstantSource clock;

  /**
   * Roles.
   *
   * @param accounts whose an account is
   */
  public SignInRoles(
      SignIns signIns, IdentityDirectory accounts, RoleClaim claim, InstantSource clock) {
    this.signIns = signIns;
    this.accounts = accounts;
    this.claim = claim;
    this.clock = clock;
  }

  @Override
  public Set<Role> roles(TenantId tenant, PersonId person) {
    return roles(tenant, signIns.recent(tenant), person);
  }

  @Override
  public Set<PersonId> holders(TenantId tenant, Role role) {
    SignIns.All all = signIns.recent(tenant);
    return all.byPerson().keySet().stream()
        .filter(person -> roles(tenant, all, person).contains(role))
        .collect(Collectors.toUnmodifiableSet());
  }

  private Set<Role> roles(TenantId tenant, SignIns.All all, PersonId person) {
    Instant now = clock.instant();
    return all.of(person).stream()
        .filter(it -> now.isBefore(it.until()) && isStillTheirs(tenant, it))
        .flatMap(it -> it.values().stream())
        .flatMap(value -> claim.roles().getOrDefault(value, Set.of()).stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  private boolean isStillTheirs(TenantId tenant, SignIns.SignIn signIn) {
    return accounts
        .principal(tenant, signIn.account())
        .filter(it -> it.id().equals(signIn.person()))
        .isPresent();
  }
}
