package dev.deskhand.permissions;

import static dev.deskhand.permissions.Company.ADA;
import static dev.deskhand.permissions.Company.BOB;
import static dev.deskhand.permissions.Company.RESTART;
import static dev.deskhand.permissions.Company.SAM;
import static dev.deskhand.permissions.Company.TENANT;
import static dev.deskhand.permissions.Company.UNLOCK;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ExplainerTest {
  private static final Authorizer AUTHORIZER =
      new Authorizer(Company.SHIPPED, Company.everybody(), InstantSource.system());

  private static Explanation explain(
      Principal who, Action action, Resource what, Principal whom, Map<String, String> facts) {
    return AUTHORIZER.explain(
        new AccessRequest(who, action, what, whom.id(), facts, AccessRequest.PlanReference.NONE));
  }

  private static List<String> changes(Explanation explanation) {
    return explanation.differences().stream().map(Explanation.Difference::change).toList();
  }

  @Test
  void what_is_allowed_needs_no_difference() {
    Explanation explanation = explain(ADA, Action.START, UNLOCK, ADA, Map.of());

    assertThat(explanation.decision()).isInstanceOf(Decision.Allow.class);
    assertThat(explanation.differences()).isEmpty();
  }

  @Test
  void the_role_that_is_missing_is_named() {
    assertThat(changes(explain(BOB, Action.FREEZE, TENANT, BOB, Map.of())))
        .containsExactly("with the role security", "with the role sre");
  }

  @Test
  void acting_for_another_is_possible_for_oneself_or_with_a_role() {
    assertThat(changes(explain(ADA, Action.START, UNLOCK, BOB, Map.of())))
        .contains("for themselves", "with the role it-support");
  }

  @Test
  void what_needs_approval_says_what_would_not() {
    Explanation explanation = explain(SAM, Action.START, RESTART, SAM, Map.of("risk", "high"));

    assertThat(explanation.decision()).isInstanceOf(Decision.NeedsApproval.class);
    assertThat(changes(explanation)).containsExactly("at low risk");
  }

  @Test
  void two_changes_are_named_where_one_does_not_help() {
    Explanation explanation =
        explain(ADA, Action.START, RESTART, ADA, Map.of("verification", "unverified"));

    assertThat(changes(explanation)).contains("with the role sre and with a verified sender");
  }

  @Test
  void whoever_froze_learns_that_another_has_to_unfreeze() {
    Explanation explanation =
        explain(SAM, Action.UNFREEZE, TENANT, SAM, Map.of("requester", "sam"));

    assertThat(explanation.decision().reasons().policyIds())
        .containsExactly("unfreezing-takes-a-second-person");
    assertThat(changes(explanation)).contains("if somebody else had asked");
  }
}
