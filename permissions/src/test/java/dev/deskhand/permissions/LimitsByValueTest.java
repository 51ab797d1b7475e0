package dev.deskhand.permissions;

import static dev.deskhand.permissions.Company.SAM;
import static dev.deskhand.permissions.Company.SUE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.journal.TenantId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Policies may set limits to a plan's values, to the hour, and to what is known of somebody. */
final class LimitsByValueTest {
  private static final Policies SCALING =
      Company.policies(
          """
          @id("small-scaling") @reason("Up to 1,000 a day SRE scales at once.")
          @authority("automatic")
          permit (principal in Role::"sre", action == Action::"start", resource == Runbook::"scale")
          when { context.numbers.hasTag("cost") && context.numbers.getTag("cost") < 1000 };
          @id("scaling") @reason("From 1,000 a day scaling takes a second person.")
          @authority("approval") @approver("sre") @approvals("1") @valid("PT4H")
          permit (principal in Role::"sre", action == Action::"start", resource == Runbook::"scale");
          @id("finance-scales-in-the-morning") @reason("Finance scales before noon.")
          @authority("automatic")
          permit (principal is Person, action == Action::"start", resource == Runbook::"scale")
          when {
            principal.hasTag("department") && principal.getTag("department") == "finance" &&
            context has hour && context.hour < 12 &&
            context has weekday && context.weekday != "sunday"
          };
          """);
  private static final Principal FAY =
      new Principal(
          TenantId.DEFAULT,
          new PersonId("fay"),
          "Fay",
          Set.of(),
          new Principal.Kind.Human(),
          Map.of("department", "finance"),
          List.of(),
          Optional.empty());

  private static Decision decide(Principal who, Map<String, String> inputs, String now) {
    InstantSource clock = InstantSource.fixed(Instant.parse(now));
    return new Authorizer(SCALING, Company.people(SAM, SUE), clock)
        .decide(
            new AccessRequest(
                who,
                Action.START,
                Company.runbook("scale"),
                who.id(),
                Map.of(),
                new AccessRequest.PlanReference("digest", inputs, List.of())));
  }

  @ParameterizedTest
  @CsvSource({
    "999, small-scaling",
    "-5, small-scaling",
    "1000, scaling",
    "1001, scaling",
    "1e2, scaling",
    "99999999999999999999999, scaling",
    "'', scaling"
  })
  void a_value_under_the_limit_is_automatic_and_any_other_needs_approval(
      String cost, String policy) {
    assertThat(decide(SAM, Map.of("cost", cost), "2026-03-02T10:00:00Z").reasons().policyIds())
        .containsExactly(policy);
  }

  @Test
  void a_value_that_is_not_given_is_never_under_the_limit() {
    assertThat(decide(SAM, Map.of("costs", "1"), "2026-03-02T10:00:00Z"))
        .isInstanceOf(Decision.NeedsApproval.class);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-03-02T11:59:59Z, true",
    "2026-03-02T12:00:00Z, false",
    "2026-03-01T11:00:00Z, false"
  })
  void the_hour_the_day_and_a_persons_attributes_count(String now, boolean allowed) {
    assertThat(decide(FAY, Map.of(), now) instanceof Decision.Allow).isEqualTo(allowed);
    assertThat(decide(Company.ADA, Map.of(), now)).isInstanceOf(Decision.Deny.class);
  }
}
