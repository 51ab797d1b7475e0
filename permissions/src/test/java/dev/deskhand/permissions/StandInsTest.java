package dev.deskhand.permissions;

import static dev.deskhand.permissions.Company.ADA;
import static dev.deskhand.permissions.Company.BOB;
import static dev.deskhand.permissions.Company.RESTART;
import static dev.deskhand.permissions.Company.SAM;
import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.journal.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Somebody approves for another who is away; nothing else is handed over. */
final class StandInsTest {
  private static final Role SRE = new Role("sre");
  private static final Instant MONDAY = Instant.parse("2026-12-21T00:00:00Z");
  private static final Instant BACK = Instant.parse("2027-01-07T00:00:00Z");

  private Instant now = MONDAY;
  private final StandIns people = standIns(Company.people(SAM, ADA, BOB));
  private final Authorizer authorizer = new Authorizer(Company.SHIPPED, people, () -> now);

  private StandIns standIns(People everybody) {
    return new StandIns(
        everybody,
        List.of(new StandIns.Delegation(SAM.id(), ADA.id(), SRE, MONDAY, BACK)),
        () -> now);
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
}
