package dev.deskhand.permissions;

import static dev.deskhand.permissions.Company.ADA;
import static dev.deskhand.permissions.Company.BOB;
import static dev.deskhand.permissions.Company.ELENA;
import static dev.deskhand.permissions.Company.RESTART;
import static dev.deskhand.permissions.Company.SAM;
import static dev.deskhand.permissions.Company.SUE;
import static dev.deskhand.permissions.Company.TRIGGERS;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** When an approval counts, and when it doesn't. */
final class ApprovalTest {
  private static final Instant NOW = Instant.parse("2026-11-20T09:00:00Z");
  private static final String PLAN = "ab12";
  private static final String RESTART_BY_TWO =
      """
      @id("restart") @reason("Two from SRE have to agree.")
      @authority("approval") @approver("sre") @approvals("2") @valid("PT1H")
      permit (principal, action == Action::"start", resource is Runbook);
      """;
  private static final String SRE_APPROVE =
      """
      @id("sre-approve") @reason("SRE approves.") @authority("automatic")
      permit (principal in Role::"sre", action == Action::"approve", resource);
      """;

  private final Authorizer authorizer = shipped(Company.everybody());

  @Test
  void an_approval_of_this_plan_by_somebody_entitled_allows_it() {
    Decision decision = authorizer.decide(restart(BOB, approval(SAM, PLAN, NOW)));

    assertThat(decision).isInstanceOf(Decision.Allow.class);
    Grant grant = ((Decision.Allow) decision).grant();
    assertThat(grant.approvals()).extracting(Approval::by).containsExactly(SAM.id());
    assertThat(grant.covers(Action.START, Resource.Type.RUNBOOK, "restart-service", PLAN)).isTrue();
    assertThat(grant.covers(Action.START, Resource.Type.RUNBOOK, "restart-service", "cd"))
        .isFalse();
    assertThat(grant.covers(Action.START, Resource.Type.RUNBOOK, "unlock-account", PLAN)).isFalse();
  }

  @Test
  void an_approval_of_another_plan_does_not_count() {
    assertOpen(authorizer.decide(restart(BOB, approval(SAM, "cd34", NOW))), "");
  }

  @Test
  void an_approval_of_no_plan_does_not_count() {
    AccessRequest unplanned =
        request(
            BOB,
            BOB,
            new AccessRequest.PlanReference("", Map.of(), List.of(approval(SAM, "", NOW))));

    assertOpen(authorizer.decide(unplanned), "");
  }

  @Test
  void the_requester_cannot_approve_their_own_plan() {
    assertOpen(authorizer.decide(restart(SAM, approval(SAM, PLAN, NOW))), "sam can't approve");
  }

  @Test
  void whom_it_is_done_for_cannot_approve_it() {
    AccessRequest forSam =
        request(
            BOB,
            SAM,
            new AccessRequest.PlanReference(PLAN, Map.of(), List.of(approval(SAM, PLAN, NOW))));

    assertOpen(authorizer.decide(forSam), "sam can't approve");
  }

  @Test
  void the_owner_of_the_service_that_asks_cannot_approve_it() {
    Principal owned =
        new Principal(
            TRIGGERS.tenant(),
            TRIGGERS.id(),
            "Nightly",
            java.util.Set.of(new Role("it-support")),
            new Principal.Kind.Service(SAM.id()));

    assertOpen(authorizer.decide(restart(owned, approval(SAM, PLAN, NOW))), "sam can't approve");
    assertThat(authorizer.decide(restart(owned, approval(SUE, PLAN, NOW))))
        .isInstanceOf(Decision.Allow.class);
  }

  @Test
  void an_approval_holds_as_long_as_the_policy_says_and_no_longer() {
    Instant fourHoursAgo = NOW.minus(Duration.ofHours(4));

    assertThat(authorizer.decide(restart(BOB, approval(SAM, PLAN, fourHoursAgo))))
        .isInstanceOf(Decision.Allow.class);
    assertOpen(
        authorizer.decide(restart(BOB, approval(SAM, PLAN, fourHoursAgo.minusNanos(1_000)))),
        "no longer valid");
  }

  @Test
  void an_approval_from_the_future_does_not_count_beyond_a_clock_difference() {
    assertThat(authorizer.decide(restart(BOB, approval(SAM, PLAN, NOW.plusSeconds(30)))))
        .isInstanceOf(Decision.Allow.class);
    assertOpen(
        authorizer.decide(restart(BOB, approval(SAM, PLAN, NOW.plusSeconds(90)))), "no longer");
  }

  @Test
  void an_approver_who_has_lost_the_role_since_does_not_count() {
    Authorizer later = shipped(Company.people(BOB, Company.person("sam", "staff")));

    assertOpen(later.decide(restart(BOB, approval(SAM, PLAN, NOW))), "sam may not approve");
  }

  @Test
  void an_approver_who_has_left_does_not_count() {
    Authorizer later = shipped(Company.people(BOB));

    assertOpen(later.decide(restart(BOB, approval(SAM, PLAN, NOW))), "sam may not approve");
  }

  @Test
  void an_approver_without_the_asked_role_does_not_count() {
    assertOpen(authorizer.decide(restart(BOB, approval(ELENA, PLAN, NOW))), "elena may not");
  }

  @Test
  void an_approver_whom_the_policies_forbid_to_approve_does_not_count() {
    String frozen =
        """
        @id("no-approvals") @reason("Nothing is approved this week.")
        forbid (principal, action == Action::"approve", resource);
        """;
    Authorizer strict = with(RESTART_BY_TWO.replace("\"2\"", "\"1\""), SRE_APPROVE, frozen);

    assertOpen(strict.decide(restart(BOB, approval(SAM, PLAN, NOW))), "sam may not approve");
  }

  @Test
  void a_service_cannot_approve_whatever_its_roles() {
    Principal robot =
        new Principal(
            SAM.tenant(),
            new PersonId("robot"),
            "Robot",
            java.util.Set.of(new Role("sre")),
            new Principal.Kind.Service(ADA.id()));
    Authorizer tricked =
        new Authorizer(
            Company.policies(RESTART_BY_TWO.replace("\"2\"", "\"1\""), SRE_APPROVE),
            Company.people(BOB, robot),
            InstantSource.fixed(NOW));

    assertOpen(tricked.decide(restart(BOB, approval(robot, PLAN, NOW))), "robot may not approve");
  }

  @Test
  void two_approvals_by_the_same_person_count_once() {
    Authorizer strict = with(RESTART_BY_TWO, SRE_APPROVE);

    Decision doubled =
        strict.decide(
            restart(BOB, approval(SAM, PLAN, NOW), approval(SAM, PLAN, NOW.minusSeconds(9))));

    assertThat(doubled).isInstanceOf(Decision.NeedsApproval.class);
    assertThat(((Decision.NeedsApproval) doubled).rule())
        .isEqualTo(new Decision.ApprovalRule(new Role("sre"), 2, Duration.ofHours(1)));
  }

  @Test
  void a_quorum_of_two_takes_two_people() {
    Authorizer strict = with(RESTART_BY_TWO, SRE_APPROVE);

    Decision decision =
        strict.decide(restart(BOB, approval(SAM, PLAN, NOW), approval(SUE, PLAN, NOW)));

    assertThat(decision).isInstanceOf(Decision.Allow.class);
  }

  @Test
  void of_several_rules_the_one_that_asks_for_fewest_is_named() {
    Authorizer both =
        with(
            RESTART_BY_TWO,
            RESTART_BY_TWO
                .replace("@id(\"restart\")", "@id(\"restart-one\")")
                .replace("\"2\"", "\"1\""),
            SRE_APPROVE);

    Decision decision = both.decide(restart(BOB));

    assertThat(decision.reasons().policyIds()).containsExactly("restart-one");
  }

  private static void assertOpen(Decision decision, String sentence) {
    assertThat(decision).isInstanceOf(Decision.NeedsApproval.class);
    assertThat(decision.reasons().sentence()).contains(sentence);
  }

  private static Authorizer shipped(People people) {
    return new Authorizer(Company.SHIPPED, people, InstantSource.fixed(NOW));
  }

  private static Authorizer with(String... policies) {
    return new Authorizer(
        Company.policies(policies), Company.everybody(), InstantSource.fixed(NOW));
  }

  private static Approval approval(Principal by, String plan, Instant at) {
    return new Approval(by.id(), plan, at);
  }

  private static AccessRequest restart(Principal who, Approval... approvals) {
    return request(who, who, new AccessRequest.PlanReference(PLAN, Map.of(), List.of(approvals)));
  }

  private static AccessRequest request(
      Principal who, Principal beneficiary, AccessRequest.PlanReference plan) {
    return new AccessRequest(
        who, Action.START, RESTART, beneficiary.id(), Map.of("risk", "high"), plan);
  }
}
