package dev.deskhand.runbooks.run;

import static dev.deskhand.runbooks.run.Workshop.TENANT;
import static dev.deskhand.runbooks.run.Workshop.person;
import static dev.deskhand.runbooks.run.Workshop.runbook;
import static dev.deskhand.runbooks.run.Workshop.step;
import static dev.deskhand.runbooks.run.Workshop.template;
import static dev.deskhand.runbooks.run.Workshop.undoable;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.content.Problems;
import dev.deskhand.journal.Event;
import dev.deskhand.permissions.Decision;
import dev.deskhand.permissions.People;
import dev.deskhand.permissions.PersonId;
import dev.deskhand.permissions.Principal;
import dev.deskhand.permissions.Role;
import dev.deskhand.runbooks.EffectClass;
import dev.deskhand.runbooks.IfLocked;
import dev.deskhand.runbooks.OnFailure;
import dev.deskhand.runbooks.Runbook;
import dev.deskhand.runbooks.Step;
import dev.deskhand.runbooks.StepId;
import dev.deskhand.runbooks.Work;
import dev.deskhand.runbooks.calendar.Calendars;
import dev.deskhand.runbooks.calendar.yaml.CalendarReader;
import dev.deskhand.runbooks.json.RunEventJson;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What an approval binds, who else is asked for one, and what may be said instead. */
final class ApprovalTest {
  private static final StepRef AGREE = StepRef.forward(new StepId("agree"));

  private final Workshop shop = new Workshop();

  private Run.Phase.AwaitingApproval waiting() {
    return (Run.Phase.AwaitingApproval) shop.run().phase();
  }

  @Test
  void a_question_that_nobody_answers_goes_to_another_role_once() {
    shop.begin(runbook("escalated", step("one", EffectClass.ONCE)));
    shop.work();
    assertThat(shop.store.nextWakeUp()).contains(waiting().escalatesAt().orElseThrow());

    shop.clock.advance(Duration.ofHours(1));
    shop.work();
    shop.work();

    assertThat(shop.history(RunEvent.ApprovalEscalated.class))
        .containsExactly(new RunEvent.ApprovalEscalated(new Role("security")));
    assertThat(shop.store.nextWakeUp()).contains(waiting().until());

    shop.approve("sue");
    shop.workThrough();

    assertThat(shop.end().outcome()).isEqualTo(RunOutcome.SUCCEEDED);
  }

  @Test
  void what_is_answered_in_time_goes_to_nobody_else() {
    shop.begin(runbook("escalated", step("one", EffectClass.ONCE)));

    shop.approve("bob");
    shop.workThrough();

    assertThat(shop.end().outcome()).isEqualTo(RunOutcome.SUCCEEDED);
    assertThat(shop.history(RunEvent.ApprovalEscalated.class)).isEmpty();
  }

  /** Bob and who stands in for him are one of the two. */
  @Test
  void two_yeses_in_one_place_wait_for_a_third_in_another() {
    shop.nowThereAre(
        person("ada", "staff"),
        person("bob", "staff", "approver"),
        person("eve", "staff", "approver"),
        standingIn("dan", "bob"));
    beginBeforeAgreement();

    shop.approveStep("bob", AGREE);
    shop.approveStep("dan", AGREE);
    shop.work();

    assertThat(shop.run().awaitingApproval()).containsExactly(AGREE);
    assertThat(shop.store.nextWakeUp()).contains(asked().until());

    shop.approveStep("eve", AGREE);
    shop.workThrough();

    assertThat(shop.end().outcome()).isEqualTo(RunOutcome.SUCCEEDED);
  }

  @Test
  void too_few_yeses_that_still_count_when_the_time_is_over_have_it_taken_back() {
    shop.nowThereAre(
        person("ada", "staff"),
        person("bob", "staff", "approver"),
        person("eve", "staff", "approver"));
    beginBeforeAgreement();
    shop.approveStep("bob", AGREE);
    shop.approveStep("eve", AGREE);
    shop.nowThereAre(person("ada", "staff"), person("bob", "staff", "approver"));

    shop.workThrough();

    assertThat(shop.history(RunEvent.StepFailed.class))
        .extracting(RunEvent.StepFailed::reason)
        .containsExactly("nobody approved in time");
    assertThat(shop.end().outcome()).isEqualTo(RunOutcome.ROLLED_BACK);
  }

  private void beginBeforeAgreement() {
    Step agree =
        new Step(
            AGREE.step(),
            template("Agree"),
            Optional.empty(),
            OnFailure.ROLL_BACK,
            Optional.empty(),
            IfLocked.WAIT,
            new Work.Approval(
                new Decision.ApprovalRule(new Role("approver"), 2, Duration.ofHours(4))));
    shop.begin(
        runbook("fix", undoable("one", EffectClass.ONCE), agree, step("two", EffectClass.ONCE)));
    shop.work();
  }

  private StepProgress.AwaitingApproval asked() {
    return (StepProgress.AwaitingApproval) shop.run().progress(AGREE).orElseThrow();
  }

  private static People.Member standingIn(String id, String of) {
    Principal.StandIn standIn = new Principal.StandIn(new Role("approver"), new PersonId(of));
    People.Member member = person(id, "staff", "security");
    return new People.Member(member.principal().standingIn(List.of(standIn)), List.of());
  }

  @Test
  void an_approval_is_over_in_time_though_its_calendar_is_closed() {
    opensOnFridays();
    shop.begin(on("nights", runbook("guarded", step("one", EffectClass.ONCE))));
    shop.approve("bob");

    shop.work();
    assertThat(shop.store.nextWakeUp()).contains(waiting().until());
    shop.passUntil(waiting().until());
    shop.work();

    assertThat(shop.end().reason())
        .isEqualTo("Too few approved it in time, or it could not begin by then.");
  }

  @Test
  void others_are_asked_in_time_though_a_yes_waits_for_its_calendar() {
    opensOnFridays();
    shop.begin(on("nights", runbook("escalated", step("one", EffectClass.ONCE))));
    shop.approve("bob");

    shop.work();

    assertThat(shop.store.nextWakeUp()).isEqualTo(waiting().escalatesAt());
  }

  private static Runbook on(String calendar, Runbook runbook) {
    Map<String, String> attributes = new HashMap<>(runbook.attributes());
    attributes.put(Runbook.CALENDARS, calendar);
    return new Runbook(
        runbook.id(),
        runbook.title(),
        attributes,
        runbook.inputs(),
        runbook.steps(),
        runbook.sayings(),
        runbook.version());
  }

  private void opensOnFridays() {
    Problems problems = new Problems();
    String calendar =
        """
        calendar: nights
        time-zone: UTC
        windows:
          evening: { days: [fri], from: "20:00", to: "22:00" }
        """;
    shop.calendars =
        new Calendars(
            List.of(
                new CalendarReader(Map.of())
                    .read("nights.calendar.yaml", calendar, problems)
                    .orElseThrow(() -> new AssertionError(problems.all()))));
  }

  @Test
  void a_request_for_changes_ends_the_run_without_an_effect() {
    shop.begin(runbook("guarded", step("one", EffectClass.ONCE)));

    shop.requestChanges("bob", "one host at a time");
    shop.workThrough();

    assertThat(shop.end())
        .isEqualTo(new Run.Phase.Ended(RunOutcome.REFUSED, "Changes were requested."));
    assertThat(shop.world.received()).isEmpty();
  }

  /** Whatever is changed in the stored plan: it is unreadable, the same plan, or not approved. */
  @Test
  void every_byte_of_a_plan_that_is_flipped_after_its_approval_voids_it() {
    shop.begin(
        runbook("guarded", step("one", EffectClass.ONCE), undoable("two", EffectClass.PROBE)));
    shop.approve("bob");
    Run approved = shop.run();
    RunAccess access = new RunAccess(shop.authorizer, shop.people);
    assertThat(access.start(TENANT, approved)).isInstanceOf(Decision.Allow.class);
    Event stored =
        RunEventJson.write(
            new RunEvent.RunRequested(approved.plan(), approved.digest(), approved.request()));
    byte[] body = stored.body().getBytes(UTF_8);

    int otherPlans = 0;
    for (int at = 0; at < body.length; at++) {
      for (int bit = 0; bit < Byte.SIZE; bit++) {
        Optional<RunPlan> plan = flipped(stored, body, at, bit);
        if (plan.isPresent() && !plan.get().equals(approved.plan())) {
          otherPlans++;
          assertThat(access.start(TENANT, with(approved, plan.get())))
              .as("byte %d, bit %d", at, bit)
              .isNotInstanceOf(Decision.Allow.class);
        }
      }
    }
    assertThat(otherPlans).isGreaterThan(500);
  }

  private static Optional<RunPlan> flipped(Event stored, byte[] body, int at, int bit) {
    byte[] other = body.clone();
    other[at] ^= (byte) (1 << bit);
    try {
      RunEvent read =
          RunEventJson.read(new Event(stored.type(), stored.version(), new String(other, UTF_8)));
      return Optional.of(((RunEvent.RunRequested) read).plan());
    } catch (IllegalStateException | IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static Run with(Run run, RunPlan plan) {
    return new Run(
        plan, run.digest(), run.request(), run.approvals(), run.phase(), run.steps(), run.left());
  }
}
