package dev.deskhand.permissions;

import static dev.deskhand.permissions.Company.ADA;
import static dev.deskhand.permissions.Company.runbook;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.InstantSource;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Nobody acts for another without a role that says so, whatever else they hold. */
final class ActingForOthersTest {
  /** Those whose holders may ask for something on somebody else's behalf. */
  private static final Set<String> ACTING = Set.of("it-support", "sre", "ticket-triggers");

  private static final Authorizer AUTHORIZER =
      new Authorizer(Company.SHIPPED, Company.everybody(), InstantSource.system());

  static Stream<String> personRunbooks() {
    return Stream.of(
        "unlock-account",
        "reset-password",
        "reset-mfa",
        "add-to-group",
        "remove-from-group",
        "temporary-access",
        "software-request",
        "mailbox-quota",
        "clear-vpn-session",
        "new-joiner",
        "leaver");
  }

  private static Decision startForAda(String runbook, Collection<String> roles) {
    Principal olga = Company.person("olga", roles.toArray(String[]::new));
    return AUTHORIZER.decide(
        new AccessRequest(
            olga,
            Action.START,
            runbook(runbook),
            ADA.id(),
            Map.of("channel", "slack"),
            AccessRequest.PlanReference.NONE));
  }

  /** Every set of the roles that policies speak of. */
  private static Stream<Set<String>> roleSets() {
    List<String> all = Company.SHIPPED.roles().stream().map(Role::value).toList();
    return IntStream.range(0, 1 << all.size())
        .mapToObj(
            bits -> {
              Set<String> some = new HashSet<>();
              for (int i = 0; i < all.size(); i++) {
                if ((bits & 1 << i) != 0) {
                  some.add(all.get(i));
                }
              }
              return some;
            });
  }

  @ParameterizedTest
  @MethodSource("personRunbooks")
  void without_an_acting_role_no_set_of_roles_suffices(String runbook) {
    roleSets()
        .filter(roles -> roles.stream().noneMatch(ACTING::contains))
        .forEach(
            roles -> {
              Decision decision = startForAda(runbook, roles);
              assertThat(decision).as("%s %s", runbook, roles).isInstanceOf(Decision.Deny.class);
              assertThat(decision.reasons().policyIds()).contains("acting-for-others");
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"reset-password", "reset-mfa"})
  void resets_for_others_always_need_approval_whatever_roles_somebody_holds(String runbook) {
    roleSets()
        .forEach(
            roles ->
                assertThat(startForAda(runbook, roles))
                    .as("%s %s", runbook, roles)
                    .isNotInstanceOf(Decision.Allow.class));
    assertThat(startForAda(runbook, Set.of("it-support")))
        .isInstanceOf(Decision.NeedsApproval.class);
  }
}
