package dev.deskhand.permissions;

import static dev.deskhand.permissions.Company.ADA;
import static dev.deskhand.permissions.Company.TRIGGERS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.journal.TenantId;
import dev.deskhand.journal.contract.SettableClock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a directory's groups give, and for how long. */
final class DirectoryRolesTest {
  private static final Role SRE = new Role("sre");
  private static final Duration KEEP = Duration.ofMinutes(5);

  private final SettableClock clock = new SettableClock();
  private final DirectoryRoles roles = new DirectoryRoles(clock, KEEP);
  private final IdentityDirectory people =
      new PeopleWithRoles(Company.people(ADA, TRIGGERS), roles);

  private void read(PersonId... holders) {
    roles.take(Map.of(SRE, Set.of(holders)), clock.instant());
  }

  private boolean isSre(Principal who) {
    return people.principal(TenantId.DEFAULT, who.id()).orElseThrow().hasRole(SRE);
  }

  private Decision restart() {
    Principal now = people.principal(TenantId.DEFAULT, ADA.id()).orElseThrow();
    return new Authorizer(Company.SHIPPED, people, clock)
        .decide(AccessRequest.of(now, Action.FREEZE, Company.TENANT));
  }

  @Test
  void whoever_is_in_a_group_has_its_role_besides_their_own() {
    read(ADA.id());

    Principal now = people.principal(TenantId.DEFAULT, ADA.id()).orElseThrow();
    assertThat(now.roles()).containsAll(ADA.roles()).contains(SRE);
    assertThat(people.holders(TenantId.DEFAULT, SRE)).containsExactly(now);
    assertThat(restart()).isInstanceOf(Decision.Allow.class);
  }

  @Test
  void whoever_is_taken_out_of_it_has_it_no_more() {
    read(ADA.id());
    read();

    assertThat(isSre(ADA)).isFalse();
    assertThat(people.holders(TenantId.DEFAULT, SRE)).isEmpty();
    assertThat(restart()).isInstanceOf(Decision.Deny.class);
  }

  @Test
  void what_was_read_counts_for_a_while_and_then_not_at_all() {
    read(ADA.id());
    clock.advance(KEEP.minusNanos(1_000));
    assertThat(isSre(ADA)).isTrue();

    clock.advance(Duration.ofNanos(1_000));
    assertThat(isSre(ADA)).isFalse();
    assertThat(restart()).isInstanceOf(Decision.Deny.class);
  }

  @Test
  void a_group_makes_nobody_known_and_gives_services_nothing() {
    PersonId stranger = new PersonId("stranger");
    read(stranger, TRIGGERS.id());

    assertThat(people.principal(TenantId.DEFAULT, stranger)).isEmpty();
    assertThat(isSre(TRIGGERS)).isFalse();
    assertThat(people.holders(TenantId.DEFAULT, SRE)).isEmpty();
  }

  @Test
  void before_anything_was_read_nobody_has_more_than_the_file_says() {
    assertThat(people.principal(TenantId.DEFAULT, ADA.id())).contains(ADA);
  }
}
