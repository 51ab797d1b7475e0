package dev.deskhand.permissions;

import static dev.deskhand.permissions.Action.ANSWER;
import static dev.deskhand.permissions.Action.APPROVE;
import static dev.deskhand.permissions.Action.CANCEL;
import static dev.deskhand.permissions.Action.DELEGATE;
import static dev.deskhand.permissions.Action.FREEZE;
import static dev.deskhand.permissions.Action.MANAGE_ACCOUNTS;
import static dev.deskhand.permissions.Action.MANAGE_TOKENS;
import static dev.deskhand.permissions.Action.PERFORM;
import static dev.deskhand.permissions.Action.READ_EVIDENCE;
import static dev.deskhand.permissions.Action.RESOLVE;
import static dev.deskhand.permissions.Action.SEE;
import static dev.deskhand.permissions.Action.START;
import static dev.deskhand.permissions.Company.ADA;
import static dev.deskhand.permissions.Company.BOB;
import static dev.deskhand.permissions.Company.CLEAR;
import static dev.deskhand.permissions.Company.DIRECTORY;
import static dev.deskhand.permissions.Company.ELENA;
import static dev.deskhand.permissions.Company.GATEWAY;
import static dev.deskhand.permissions.Company.RESTART;
import static dev.deskhand.permissions.Company.RUN;
import static dev.deskhand.permissions.Company.SAM;
import static dev.deskhand.permissions.Company.SERVER;
import static dev.deskhand.permissions.Company.SOPHIE;
import static dev.deskhand.permissions.Company.TENANT;
import static dev.deskhand.permissions.Company.TICKET;
import static dev.deskhand.permissions.Company.TRIGGERS;
import static dev.deskhand.permissions.Company.UNLOCK;
import static dev.deskhand.permissions.Company.VISITOR;
import static dev.deskhand.permissions.Company.VPN;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the shipped policies say, asked of the real Cedar. */
final class ShippedPoliciesTest {
  private static final Instant NOW = Instant.parse("2026-11-20T09:00:00Z");

  private final Authorizer authorizer =
      new Authorizer(Company.SHIPPED, Company.everybody(), InstantSource.fixed(NOW));

  record Case(AccessRequest request, String expected) {
    @Override
    public String toString() {
      return request.principal().id()
          + " "
          + request.action().label()
          + " "
          + request.resource()
          + " for "
          + request.beneficiary()
          + " "
          + request.circumstances()
          + ": "
          + expected;
    }
  }

  @Test
  void no_role_opens_a_closed_calendar_by_itself() {
    assertThat(
            authorizer.decide(
                new AccessRequest(
                    ADA,
                    START,
                    UNLOCK,
                    ADA.id(),
                    Map.of("calendar", "closed"),
                    AccessRequest.PlanReference.NONE)))
        .isInstanceOf(Decision.Deny.class);
    assertThat(authorizer.decide(AccessRequest.of(ADA, Action.BREAK_GLASS, UNLOCK)))
        .isInstanceOf(Decision.Deny.class);
  }

  @ParameterizedTest
  @MethodSource({"trees", "runbooks", "targets", "runs"})
  void the_shipped_policies_decide(Case row) {
    Decision decision = authorizer.decide(row.request());

    assertThat(say(decision)).isEqualTo(row.expected());
  }

  static Stream<Case> trees() {
    return Stream.of(
        when(ADA, SEE, VPN, "allow by trees-for-staff"),
        when(ADA, START, VPN, "allow by trees-for-staff"),
        when(
            SOPHIE,
            START,
            VPN,
            "deny: Only people with the role it-support, sre, staff or"
                + " ticket-triggers may start the tree vpn-not-connecting."),
        when(TRIGGERS, START, VPN, "allow by trees-for-ticket-triggers"),
        when(TRIGGERS, SEE, VPN, "allow by trees-for-ticket-triggers"),
        given(
            TRIGGERS,
            START,
            VPN,
            Map.of("verification", "unverified"),
            "deny: The sender of this ticket is not verified. Somebody has to confirm it from a"
                + " linked account first."),
        given(
            TRIGGERS,
            SEE,
            VPN,
            Map.of("verification", "unverified"),
            "allow by trees-for-ticket-triggers"),
        given(
            ADA,
            START,
            VPN,
            Map.of("verification", "verified", "channel", "rt"),
            "allow by trees-for-staff"),
        new Case(on(TRIGGERS, START, VPN, ADA, Map.of()), "allow by trees-for-ticket-triggers"),
        new Case(
            on(BOB, START, VPN, ADA, Map.of()),
            "allow by trees-for-staff," + " trees-for-support"));
  }

  static Stream<Case> runbooks() {
    return Stream.of(
        when(ADA, START, UNLOCK, "allow by unlock-account-for-oneself"),
        given(
            TRIGGERS,
            SEE,
            UNLOCK,
            Map.of("trigger", "locked", "offer", "unlock-my-account"),
            "allow by offers-by-ticket-triggers"),
        given(
            TRIGGERS,
            SEE,
            UNLOCK,
            Map.of("trigger", "locked"),
            "deny: Only people with the role it-support or staff may see the runbook"
                + " unlock-account."),
        new Case(
            on(ADA, START, UNLOCK, BOB, Map.of()),
            "deny: Only IT support may ask for something on somebody else's behalf."),
        new Case(
            on(BOB, START, UNLOCK, ADA, Map.of()),
            "1 x approver within PT4H: IT support may unlock somebody else's account once an"
                + " approver has agreed."),
        given(
            ADA,
            START,
            UNLOCK,
            Map.of("verification", "unverified"),
            "deny: The sender of this ticket is not verified. Somebody has to confirm it from a"
                + " linked account first."),
        when(
            ADA,
            START,
            RESTART,
            "deny: Only people with the role it-support or sre may start the runbook"
                + " restart-service."),
        when(
            BOB,
            START,
            RESTART,
            "1 x sre within PT4H: IT support may restart a service once somebody from SRE has"
                + " agreed."),
        given(
            SAM, START, RESTART, Map.of("risk", "low"), "allow by restart-low-risk-service-by-sre"),
        when(SAM, START, RESTART, "allow by restart-low-risk-service-by-sre"),
        when(
            SAM,
            START,
            new Resource(Resource.Type.RUNBOOK, "restart-service", Map.of()),
            "1 x sre within PT4H: Restarting a service on a target that is not known to be low-risk"
                + " takes a second person from SRE."),
        given(
            SAM,
            START,
            RESTART,
            Map.of("risk", "high"),
            "1 x sre within PT4H: Restarting a service on a target that is not known to be low-risk"
                + " takes a second person from SRE."),
        when(ADA, START, CLEAR, "allow by clear-vpn-session-for-oneself"),
        new Case(on(BOB, START, CLEAR, ADA, Map.of()), "allow by clear-vpn-session-by-support"),
        when(
            VISITOR,
            START,
            CLEAR,
            "deny: Only people with the role it-support or staff may start the runbook"
                + " clear-vpn-session."),
        when(
            TRIGGERS,
            START,
            UNLOCK,
            "deny: Only people with the role it-support or staff may start the runbook"
                + " unlock-account."),
        when(
            TRIGGERS,
            SEE,
            RESTART,
            "deny: Only people with the role it-support or sre may see the runbook"
                + " restart-service."),
        when(
            SAM,
            START,
            Company.runbook("wipe-disk"),
            "deny: Nobody has been allowed to start the runbook wipe-disk."));
  }

  static Stream<Case> targets() {
    return Stream.of(
        given(
            ADA,
            PERFORM,
            DIRECTORY,
            Map.of("runbook", "unlock-account"),
            "allow by unlock-account-acts-on-directories"),
        given(
            ADA,
            PERFORM,
            SERVER,
            Map.of("runbook", "unlock-account"),
            "deny: Only people with the role it-support or sre may act on the target web-01."),
        given(
            ADA,
            PERFORM,
            GATEWAY,
            Map.of("runbook", "clear-vpn-session"),
            "allow by clear-vpn-session-acts-on-gateways"),
        given(
            BOB,
            PERFORM,
            SERVER,
            Map.of("runbook", "restart-service"),
            "allow by restart-service-acts-on-servers"),
        given(
            ADA,
            PERFORM,
            SERVER,
            Map.of("runbook", "restart-service"),
            "deny: Only people with the role it-support or sre may act on the target web-01."),
        given(
            ADA,
            PERFORM,
            DIRECTORY,
            Map.of("runbook", "unlock-account", "verification", "unverified"),
            "deny: The sender of this ticket is not verified. Somebody has to confirm it from a"
                + " linked account first."),
        given(ADA, PERFORM, DIRECTORY, Map.of("effect", "read"), "allow by checks-read-targets"),
        given(
            SAM,
            PERFORM,
            DIRECTORY,
            Map.of("effect", "once"),
            "deny: Only people with the role it-support may act on the target directory."),
        given(
            TRIGGERS,
            PERFORM,
            SERVER,
            Map.of("runbook", "restart-service"),
            "deny: Only people with the role it-support, sre or staff may act on the target"
                + " web-01."));
  }

  static Stream<Case> runs() {
    return Stream.of(
        when(ADA, SEE, RUN, "allow by own-runs-are-seen"),
        when(SOPHIE, SEE, TICKET, "allow by support-sees-tickets"),
        when(BOB, ANSWER, RUN, "allow by support-answers-cancels-and-settles"),
        when(SAM, CANCEL, RUN, "allow by support-answers-cancels-and-settles"),
        when(BOB, RESOLVE, RUN, "allow by support-answers-cancels-and-settles"),
        when(
            ADA,
            RESOLVE,
            RUN,
            "deny: Only people with the role it-support or sre may say what became of the run"
                + " r-1."),
        given(ELENA, APPROVE, UNLOCK, Map.of("requester", "bob"), "allow by approvers-approve"),
        given(
            ELENA,
            APPROVE,
            UNLOCK,
            Map.of("requester", "elena"),
            "deny: Whoever asked for something can't approve it: somebody else has to."),
        when(
            ELENA,
            APPROVE,
            UNLOCK,
            "deny: No policy allows elena to approve the runbook unlock-account under these"
                + " circumstances."),
        given(
            TRIGGERS,
            APPROVE,
            UNLOCK,
            Map.of("requester", "bob"),
            "deny: A service can't approve, answer or settle anything: that takes a person."),
        when(SOPHIE, READ_EVIDENCE, RUN, "allow by evidence-is-read-by-support"),
        when(
            ADA,
            READ_EVIDENCE,
            RUN,
            "deny: Only people with the role approver, it-support, security or sre may read the"
                + " evidence of the run r-1."),
        given(
            ADA,
            READ_EVIDENCE,
            UNLOCK,
            Map.of("requester", "ada"),
            "allow by own-evidence-is-read"),
        when(SOPHIE, FREEZE, TENANT, "allow by freezing-stops-everything"),
        when(
            BOB,
            FREEZE,
            TENANT,
            "deny: Only people with the role security or sre may stop effects."),
        when(BOB, MANAGE_TOKENS, TENANT, "allow by own-tokens-are-managed"),
        new Case(
            on(BOB, MANAGE_TOKENS, TENANT, ADA, Map.of()),
            "deny: Only people with the role security may manage the tokens of ada."),
        when(SAM, DELEGATE, TENANT, "allow by own-approvals-are-handed-over"),
        when(
            BOB,
            DELEGATE,
            TENANT,
            "deny: Only people with the role approver, security or sre may hand over the approvals"
                + " of bob."),
        new Case(
            on(SAM, DELEGATE, TENANT, BOB, Map.of()),
            "deny: Only people with the role security may hand over the approvals of bob."),
        new Case(
            on(SOPHIE, DELEGATE, TENANT, SAM, Map.of()), "allow by security-hands-approvals-over"),
        when(BOB, MANAGE_ACCOUNTS, TENANT, "allow by own-accounts-are-managed"),
        new Case(
            on(SOPHIE, MANAGE_ACCOUNTS, TENANT, BOB, Map.of()),
            "allow by security-manages-accounts"),
        new Case(
            on(BOB, MANAGE_ACCOUNTS, TENANT, ADA, Map.of()),
            "deny: Only people with the role security may manage the accounts of ada."));
  }

  @Test
  void every_shipped_policy_speaks_in_a_sentence() {
    assertThat(Company.SHIPPED.ids()).hasSizeGreaterThan(20).doesNotHaveDuplicates();
  }

  private static Case when(Principal who, Action action, Resource what, String expected) {
    return new Case(on(who, action, what, who, Map.of()), expected);
  }

  private static Case given(
      Principal who,
      Action action,
      Resource what,
      Map<String, String> circumstances,
      String expected) {
    return new Case(on(who, action, what, who, circumstances), expected);
  }

  private static AccessRequest on(
      Principal who,
      Action action,
      Resource what,
      Principal beneficiary,
      Map<String, String> circumstances) {
    return new AccessRequest(
        who, action, what, beneficiary.id(), circumstances, AccessRequest.PlanReference.NONE);
  }

  private static String say(Decision decision) {
    return switch (decision) {
      case Decision.Allow allow -> "allow by " + String.join(", ", allow.reasons().policyIds());
      case Decision.NeedsApproval needs ->
          needs.rule().count()
              + " x "
              + needs.rule().role()
              + " within "
              + needs.rule().validFor()
              + ": "
              + needs.reasons().sentence();
      case Decision.HumanOnly byHand -> "by hand: " + byHand.role();
      case Decision.Deny deny -> "deny: " + deny.reasons().sentence();
    };
  }
}
