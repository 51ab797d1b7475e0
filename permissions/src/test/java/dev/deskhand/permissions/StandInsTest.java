package dev.deskhand.permissions;

import static dev.deskhand.permissions.Company.ADA;
import static dev.deskhand.permissions.Company.BOB;
import static dev.deskhand.permissions.Company.RESTART;
import static dev.deskhand.permissions.Company.SAM;
import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.journal.Append;
import dev.deskhand.journal.TenantId;
import dev.deskhand.journal.memory.InMemoryStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Somebody approves for another who is away; nothing else is handed over. */
final class StandInsTest {
  private static final Role SRE = new Role("sre");
  private static final Instant MONDAY = Instant.parse("2026-12-21T00:00:00Z");
  private static final Instant BACK = Instant.parse("2027-01-07T00:00:00Z");

  private Instant now = MONDAY;
  private final InMemoryStore journal = new InMemoryStore(() -> now);
  private final Delegations delegations = new Delegations(journal, () -> now);
  private final StandIns people = standIns(Company.people(SAM, ADA, BOB));
  private final Authorizer authorizer = new Authorizer(Company.SHIPPED, people, () -> now);

  @BeforeEach
  void samIsAway() {
    hand(SAM, ADA, Set.of(SRE));
  }

  private Delegation hand(Principal from, Principal to, Set<Role> roles) {
    Append.Builder append = Append.in(TenantId.DEFAULT);
    Delegation made =
        delegations.make(
            append,
            delegations.read(TenantId.DEFAULT),
            new Delegations.Wanted(from.id(), to.id(), roles, MONDAY, BACK));
    journal.append(append.build());
    return made;
  }

  private StandIns standIns(People everybody) {
    return new StandIns(everybody, delegations, () -> now);
  }

  private Decision approvedByAda(Principal requester) {
    return authorizer.decide(
        new AccessRequest(
            requester,
            Action.START,
            RESTART,
            requester.id(),
            Map.of("risk", "high"),
            new AccessRequest.PlanReference(
                "ab", Map.of(), List.of(new Approval(ADA.id(), "ab", now)))));
  }

  @Test
  void a_stand_in_approves_in_those_days_alone() {
    assertThat(approvedByAda(BOB)).isInstanceOf(Decision.Allow.class);

    now = MONDAY.minus(Duration.ofMillis(1));
    assertThat(approvedByAda(BOB)).isInstanceOf(Decision.NeedsApproval.class);
    now = BACK;
    assertThat(approvedByAda(BOB)).isInstanceOf(Decision.NeedsApproval.class);
  }

  @Test
  void nobody_approves_for_somebody_what_that_one_asked_for() {
    assertThat(approvedByAda(SAM)).isInstanceOf(Decision.NeedsApproval.class);
  }

  @Test
  void a_stand_in_approves_where_no_policy_tells_people_apart() {
    Policies policies =
        Company.policies(
            """
            @id("sre-approves") @reason("SRE approves.") @authority("automatic")
            permit (principal in Role::"sre", action == Action::"approve", resource);
            """);
    Principal ada = people.principal(TenantId.DEFAULT, ADA.id()).orElseThrow();
    AccessRequest approving = AccessRequest.of(ada, Action.APPROVE, Company.RUN);

    Authorizer unknowing = new Authorizer(policies, people, () -> now);
    assertThat(unknowing.decide(approving.under(Map.of("requester", "bob"))))
        .isInstanceOf(Decision.Allow.class);
    assertThat(unknowing.decide(approving.under(Map.of("requester", "sam"))))
        .isInstanceOf(Decision.Deny.class);
  }

  @Test
  void a_stand_in_may_start_no_more_than_before() {
    Principal ada = people.principal(TenantId.DEFAULT, ADA.id()).orElseThrow();

    assertThat(authorizer.decide(AccessRequest.of(ada, Action.START, RESTART)))
        .isInstanceOf(Decision.Deny.class);
    assertThat(ada.hasRole(SRE)).isFalse();
  }

  @Test
  void stand_ins_are_asked_as_long_as_the_other_holds_the_role() {
    assertThat(people.holders(TenantId.DEFAULT, SRE))
        .extracting(Principal::id)
        .containsExactly(SAM.id(), ADA.id());

    StandIns demoted = standIns(Company.people(Company.person("sam", "staff"), ADA));
    assertThat(demoted.holders(TenantId.DEFAULT, SRE)).isEmpty();
  }

  @Test
  void what_was_taken_back_counts_no_more() {
    Delegation second = hand(SAM, BOB, Set.of());
    Append.Builder append = Append.in(TenantId.DEFAULT);
    delegations.end(append, delegations.read(TenantId.DEFAULT), second);
    journal.append(append.build());

    assertThat(people.principal(TenantId.DEFAULT, BOB.id()).orElseThrow().standIns()).isEmpty();
    assertThat(people.principal(TenantId.DEFAULT, ADA.id()).orElseThrow().standIns()).hasSize(1);
  }

  @Test
  void without_a_role_all_of_them_are_handed_over_as_they_are_held_then() {
    hand(SAM, BOB, Set.of());

    assertThat(people.principal(TenantId.DEFAULT, BOB.id()).orElseThrow().standIns())
        .extracting(Principal.StandIn::role)
        .containsExactlyInAnyOrderElementsOf(SAM.roles());
  }

  @Test
  void nobody_hands_on_what_was_handed_to_them() {
    hand(ADA, BOB, Set.of());

    Principal bob = people.principal(TenantId.DEFAULT, BOB.id()).orElseThrow();
    assertThat(bob.standIns()).extracting(Principal.StandIn::of).containsOnly(ADA.id());
    assertThat(bob.standIns()).extracting(Principal.StandIn::role).doesNotContain(SRE);
    assertThat(people.holders(TenantId.DEFAULT, SRE))
        .extracting(Principal::id)
        .doesNotContain(BOB.id());
  }

  @Test
  void nobodys_authority_counts_twice_however_it_is_handed_over() {
    Policies two =
        Company.policies(
            """
            @id("two") @reason("Two of SRE approve.") @authority("approval")
            @approver("sre") @approvals("2") @valid("PT4H")
            permit (principal, action == Action::"start", resource);
            @id("sre-approves") @reason("SRE approves.") @authority("automatic")
            permit (principal in Role::"sre", action == Action::"approve", resource);
            """);
    Principal other = Company.person("other", "staff", "sre");
    StandIns everybody = standIns(Company.people(SAM, ADA, BOB, other));
    Authorizer unknowing = new Authorizer(two, everybody, () -> now);

    assertThat(approved(unknowing, SAM, ADA)).isInstanceOf(Decision.NeedsApproval.class);
    assertThat(approved(unknowing, other, ADA)).isInstanceOf(Decision.Allow.class);
    hand(other, ADA, Set.of(SRE));
    assertThat(approved(unknowing, SAM, ADA)).isInstanceOf(Decision.Allow.class);
    assertThat(approved(unknowing, ADA)).isInstanceOf(Decision.NeedsApproval.class);
  }

  private Decision approved(Authorizer authorizer, Principal... by) {
    return authorizer.decide(
        new AccessRequest(
            BOB,
            Action.START,
            RESTART,
            BOB.id(),
            Map.of(),
            new AccessRequest.PlanReference(
                "ab",
                Map.of(),
                Stream.of(by).map(it -> new Approval(it.id(), "ab", now)).toList())));
  }

  @Test
  void an_owner_lets_nobody_approve_what_the_service_asked_for() {
    Principal service =
        new Principal(
            TenantId.DEFAULT,
            new PersonId("robot"),
            "Robot",
            BOB.roles(),
            new Principal.Kind.Service(SAM.id()));

    assertThat(approvedByAda(service)).isNotInstanceOf(Decision.Allow.class);
  }
}
