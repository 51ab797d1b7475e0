package dev.deskhand.permissions;

import static dev.deskhand.permissions.Company.ADA;
import static dev.deskhand.permissions.Company.BOB;
import static dev.deskhand.permissions.Company.CLEAR;
import static dev.deskhand.permissions.Company.RESTART;
import static dev.deskhand.permissions.Company.TENANT;
import static dev.deskhand.permissions.Company.UNLOCK;
import static dev.deskhand.permissions.Company.VPN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.deskhand.journal.TenantId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** How policies become decisions. */
final class AuthorizerTest {
  private static final String BY_HAND =
      """
      @id("restart-by-hand") @reason("The database is restarted by a person.")
      @authority("human-only") @role("sre")
      permit (principal, action == Action::"start", resource == Runbook::"restart-service");
      """;
  private static final String AUTOMATIC =
      """
      @id("restart-at-once") @reason("Staff may restart it.") @authority("automatic")
      permit (principal in Role::"staff", action == Action::"start", resource is Runbook);
      """;

  private final AtomicReference<Policies> policies = new AtomicReference<>(Company.SHIPPED);
  private final Authorizer authorizer =
      new Authorizer(policies::get, Company.everybody(), InstantSource.system());

  @Test
  void what_a_person_does_by_hand_is_not_automated() {
    Decision decision = with(Company.policies(BY_HAND)).decide(start(ADA, RESTART));

    assertThat(decision).isEqualTo(new Decision.HumanOnly(new Role("sre"), decision.reasons()));
    assertThat(decision.reasons().policyIds()).containsExactly("restart-by-hand");
    assertThat(decision.reasons().sentence()).isEqualTo("The database is restarted by a person.");
  }

  @Test
  void an_automatic_permission_outweighs_a_reserved_one() {
    Decision decision = with(Company.policies(BY_HAND, AUTOMATIC)).decide(start(ADA, RESTART));

    assertThat(decision).isInstanceOf(Decision.Allow.class);
    assertThat(decision.reasons().policyIds()).containsExactly("restart-at-once");
    assertThat(decision.reasons().policies())
        .singleElement()
        .asString()
        .matches("restart-at-once@[0-9a-f]{12}");
  }

  @Test
  void without_any_policy_nobody_may_do_anything() {
    Decision decision = with(Company.policies()).decide(start(ADA, RESTART));

    assertThat(decision.reasons().sentence())
        .isEqualTo("Nobody has been allowed to start the runbook restart-service.");
  }

  @Test
  void an_account_that_nobody_has_mapped_is_no_principal() {
    Account known = new Account("slack", "T0001", "U0ADA");
    People people = new People(TenantId.DEFAULT, List.of(new People.Member(ADA, List.of(known))));

    assertThat(people.principal(TenantId.DEFAULT, known)).contains(ADA);
    assertThat(people.principal(TenantId.DEFAULT, new Account("slack", "T0002", "U0ADA")))
        .isEmpty();
    assertThat(people.principal(TenantId.DEFAULT, new Account("web", "T0001", "U0ADA"))).isEmpty();
    assertThat(people.principal(new TenantId("other"), known)).isEqualTo(Optional.empty());
  }

  @Test
  void a_request_that_the_schema_does_not_know_is_denied() {
    Decision decision =
        authorizer.decide(AccessRequest.of(ADA, Action.FREEZE, Company.runbook("unlock-account")));

    assertThat(decision).isInstanceOf(Decision.Deny.class);
    assertThat(decision.reasons().sentence()).startsWith("The policies could not be evaluated");
  }

  @Test
  void a_policy_that_fails_while_it_is_asked_denies_even_if_others_permit() {
    String overflowing =
        """
        @id("overflow") @reason("Never said.")
        forbid (principal, action, resource)
        when { 9223372036854775807 + (if context.forSelf then 1 else 0) > 0 };
        """;

    Decision decision = with(Company.policies(AUTOMATIC, overflowing)).decide(start(ADA, RESTART));

    assertThat(decision).isInstanceOf(Decision.Deny.class);
    assertThat(decision.reasons().sentence()).startsWith("The policies could not be evaluated");
  }

  @Test
  void what_no_policy_can_ask_about_is_left_out() {
    AccessRequest odd =
        new AccessRequest(
            ADA,
            Action.START,
            UNLOCK,
            ADA.id(),
            Map.of("moon-phase", "full", "forSelf", "maybe", "beneficiary", "bob"),
            AccessRequest.PlanReference.NONE);

    assertThat(authorizer.decide(odd)).isInstanceOf(Decision.Allow.class);
  }

  /** What is compared with a text where a number is declared is never equal, and no error. */
  @Test
  void a_schema_that_declares_other_types_than_we_ask_with_lets_nothing_through() {
    PolicyFile shipped = Company.schema();
    PolicyFile own =
        new PolicyFile(
            shipped.name(), shipped.text().replaceFirst("risk\\?: String", "risk?: Long"));
    String notAtThree =
        """
        @id("not-at-three") @reason("Too risky.")
        forbid (principal, action == Action::"start", resource is Runbook)
        when { resource has risk && resource.risk == 3 };
        """;
    Resource risky = new Resource(Resource.Type.RUNBOOK, "restart-service", Map.of("risk", "3"));

    Decision decision =
        with(Company.policies(own, AUTOMATIC, notAtThree)).decide(start(ADA, risky));

    assertThat(own.text()).isNotEqualTo(shipped.text());
    assertThat(decision).isInstanceOf(Decision.Deny.class);
  }

  @Test
  void attributes_beyond_the_schema_are_tags() {
    String byTag =
        """
        @id("team") @reason("The desk's own.") @authority("automatic")
        permit (principal, action == Action::"start", resource is Runbook)
        when { resource.hasTag("team") && resource.getTag("team") == "desk" };
        """;

    assertThat(with(Company.policies(byTag)).decide(start(ADA, RESTART)))
        .isInstanceOf(Decision.Allow.class);
  }

  @Test
  void a_role_that_a_policy_does_not_want_is_not_named() {
    String notForContractors =
        """
        @id("own-staff") @reason("SRE restarts.") @authority("automatic")
        permit (principal, action == Action::"start", resource is Runbook)
        when { principal in Role::"sre" && !(principal in Role::"contractor") };
        """;

    Decision decision = with(Company.policies(notForContractors)).decide(start(ADA, RESTART));

    assertThat(decision.reasons().sentence())
        .isEqualTo("Only people with the role sre may start the runbook restart-service.");
  }

  @Test
  void people_whose_ids_or_accounts_are_taken_are_refused() {
    Account account = new Account("web", "local", "ada");
    People.Member ada = new People.Member(ADA, List.of(account));

    assertThatThrownBy(() -> new People(TenantId.DEFAULT, List.of(ada, ada)))
        .hasMessage("the id ada is taken");
    assertThatThrownBy(
            () ->
                new People(
                    TenantId.DEFAULT, List.of(ada, new People.Member(BOB, List.of(account)))))
        .hasMessage("account web:local:ada of bob belongs to ada");
    assertThatThrownBy(() -> new People(new TenantId("other"), List.of(ada)))
        .hasMessage("ada belongs to tenant default, not to other");
  }

  @Test
  void hostile_names_are_just_names() {
    Resource hostile =
        new Resource(
            Resource.Type.RUNBOOK,
            "x\" || true //\u0000\uD800\n\\",
            Map.of("team", "\"};permit(\u2028"));

    assertThat(authorizer.decide(start(ADA, hostile))).isInstanceOf(Decision.Deny.class);
  }

  @Test
  void other_policies_take_over_at_once() {
    policies.set(Company.policies(BY_HAND));
    Decision before = authorizer.decide(start(ADA, RESTART));

    policies.set(Company.policies(AUTOMATIC));

    assertThat(before).isInstanceOf(Decision.HumanOnly.class);
    assertThat(authorizer.decide(start(ADA, RESTART))).isInstanceOf(Decision.Allow.class);
  }

  @Test
  void many_threads_get_the_decisions_that_one_gets_while_policies_change() throws Exception {
    List<AccessRequest> requests =
        List.of(
            start(ADA, UNLOCK),
            start(BOB, RESTART),
            start(ADA, RESTART),
            start(ADA, CLEAR),
            start(ADA, VPN));
    List<String> alone = requests.stream().map(this::kind).toList();
    CountDownLatch begin = new CountDownLatch(1);

    List<Future<List<String>>> answers = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      for (int thread = 0; thread < 8; thread++) {
        answers.add(
            threads.submit(
                () -> {
                  begin.await();
                  List<String> kinds = List.of();
                  for (int round = 0; round < 100; round++) {
                    policies.set(Company.SHIPPED);
                    kinds = requests.stream().map(this::kind).toList();
                    assertThat(kinds).isEqualTo(alone);
                  }
                  return kinds;
                }));
      }
      begin.countDown();
      for (Future<List<String>> answer : answers) {
        assertThat(answer.get(60, TimeUnit.SECONDS)).isEqualTo(alone);
      }
    }
  }

  @Test
  void ten_thousand_decisions_take_seconds() {
    authorizer.warmUp();
    long before = System.nanoTime();

    for (int i = 0; i < 10_000; i++) {
      assertThat(authorizer.decide(start(ADA, UNLOCK))).isInstanceOf(Decision.Allow.class);
    }

    Duration taken = Duration.ofNanos(System.nanoTime() - before);
    assertThat(taken).isLessThan(Duration.ofSeconds(30));
  }

  @Test
  void a_tenant_is_asked_about_by_its_own_people() {
    assertThat(authorizer.decide(AccessRequest.of(Company.SOPHIE, Action.FREEZE, TENANT)))
        .isInstanceOf(Decision.Allow.class);
  }

  private String kind(AccessRequest request) {
    Decision decision = authorizer.decide(request);
    return decision.getClass().getSimpleName() + decision.reasons();
  }

  private static Authorizer with(Policies policies) {
    return new Authorizer(policies, Company.everybody(), InstantSource.system());
  }

  private static AccessRequest start(Principal who, Resource what) {
    return AccessRequest.of(who, Action.START, what);
  }
}
