package dev.deskhand.permissions.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.deskhand.journal.Append;
import dev.deskhand.journal.Journal;
import dev.deskhand.journal.TenantId;
import dev.deskhand.journal.VersionConflictException;
import dev.deskhand.journal.contract.SettableClock;
import dev.deskhand.permissions.Account;
import dev.deskhand.permissions.People;
import dev.deskhand.permissions.PersonId;
import dev.deskhand.permissions.Principal;
import dev.deskhand.permissions.Role;
import dev.deskhand.permissions.RoleClaim;
import dev.deskhand.permissions.SignInRoles;
import dev.deskhand.permissions.SignIns;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What roles by sign-ins promise on every database. */
public abstract class SignInsContract {
  private static final Duration KEEP = Duration.ofHours(1);
  private static final Role SRE = new Role("sre");
  private static final PersonId ADA = new PersonId("ada");
  private static final PersonId BOB = new PersonId("bob");
  private static final Account FIRST = new Account("oidc", "id.example.com", "1");
  private static final Account SECOND = new Account("oidc", "id.example.com", "2");

  private final TenantId tenant =
      new TenantId("t-" + UUID.randomUUID().toString().substring(0, 18));

  /** Two ways to one database. */
  protected abstract List<Journal> replicas();

  /** The clock by which they work. */
  protected abstract SettableClock clock();

  private SignIns.SignIn said(PersonId person, Account account, String... values) {
    return new SignIns.SignIn(person, account, Set.of(values), clock().instant().plus(KEEP));
  }

  private void signIn(Journal journal, SignIns.SignIn latest) {
    SignIns signIns = new SignIns(journal, clock());
    Append.Builder append = Append.in(tenant);
    signIns.signedIn(append, signIns.read(tenant), latest);
    journal.append(append.build());
  }

  private SignInRoles roles(Journal journal, People people) {
    return new SignInRoles(
        new SignIns(journal, clock()),
        people,
        new RoleClaim("groups", KEEP, Map.of("ops", Set.of(SRE))),
        clock());
  }

  private People people(List<Account> ofAda, List<Account> ofBob) {
    return new People(
        tenant,
        List.of(new People.Member(person(ADA), ofAda), new People.Member(person(BOB), ofBob)));
  }

  private Principal person(PersonId id) {
    return new Principal(tenant, id, id.value(), Set.of(), new Principal.Kind.Human());
  }

  @Test
  void what_one_replica_heard_counts_at_all_and_after_a_restart() {
    People people = people(List.of(FIRST), List.of());
    signIn(replicas().getFirst(), said(ADA, FIRST, "ops"));

    for (Journal replica : replicas()) {
      assertThat(roles(replica, people).roles(tenant, ADA)).containsExactly(SRE);
      assertThat(roles(replica, people).holders(tenant, SRE)).containsExactly(ADA);
      assertThat(roles(replica, people).roles(tenant, BOB)).isEmpty();
    }
  }

  @Test
  void a_replica_hears_within_a_second_that_another_took_it_back() {
    SignInRoles elsewhere = roles(replicas().getLast(), people(List.of(FIRST), List.of()));
    signIn(replicas().getFirst(), said(ADA, FIRST, "ops"));
    assertThat(elsewhere.roles(tenant, ADA)).containsExactly(SRE);

    signIn(replicas().getFirst(), said(ADA, FIRST));
    clock().advance(Duration.ofSeconds(1));

    assertThat(elsewhere.roles(tenant, ADA)).isEmpty();
  }

  @Test
  void an_account_that_is_somebody_elses_now_gives_the_one_before_nothing() {
    signIn(replicas().getFirst(), said(ADA, FIRST, "ops"));

    SignInRoles roles = roles(replicas().getFirst(), people(List.of(), List.of(FIRST)));

    assertThat(roles.roles(tenant, ADA)).isEmpty();
    assertThat(roles.roles(tenant, BOB)).isEmpty();
  }

  @Test
  void each_account_of_a_person_counts_for_itself() {
    SignInRoles roles = roles(replicas().getFirst(), people(List.of(FIRST, SECOND), List.of()));
    signIn(replicas().getFirst(), said(ADA, FIRST, "ops"));
    clock().advance(KEEP.dividedBy(2));
    signIn(replicas().getFirst(), said(ADA, SECOND, "ops"));

    clock().advance(KEEP.dividedBy(2));
    assertThat(roles.roles(tenant, ADA)).containsExactly(SRE);
    clock().advance(KEEP.dividedBy(2));
    assertThat(roles.roles(tenant, ADA)).isEmpty();
  }

  @Test
  void of_two_that_were_decided_at_once_one_is_written() {
    SignIns one = new SignIns(replicas().getFirst(), clock());
    SignIns two = new SignIns(replicas().getLast(), clock());
    Append.Builder first = Append.in(tenant);
    Append.Builder second = Append.in(tenant);
    one.signedIn(first, one.read(tenant), said(ADA, FIRST, "ops"));
    two.signedIn(second, two.read(tenant), said(BOB, SECOND, "ops"));
    replicas().getFirst().append(first.build());

    assertThatThrownBy(() -> replicas().getLast().append(second.build()))
        .isInstanceOf(VersionConflictException.class);
  }
}
