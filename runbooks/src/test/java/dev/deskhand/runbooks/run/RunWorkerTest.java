package dev.deskhand.runbooks.run;

import static dev.deskhand.runbooks.run.Workshop.RUN;
import static dev.deskhand.runbooks.run.Workshop.TENANT;
import static dev.deskhand.runbooks.run.Workshop.THRICE;
import static dev.deskhand.runbooks.run.Workshop.person;
import static dev.deskhand.runbooks.run.Workshop.runbook;
import static dev.deskhand.runbooks.run.Workshop.step;
import static dev.deskhand.runbooks.run.Workshop.undoable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.deskhand.journal.Append;
import dev.deskhand.journal.Freeze;
import dev.deskhand.journal.Journal;
import dev.deskhand.journal.Lease;
import dev.deskhand.permissions.PersonId;
import dev.deskhand.runbooks.Call;
import dev.deskhand.runbooks.EffectClass;
import dev.deskhand.runbooks.Retry;
import dev.deskhand.runbooks.Step;
import dev.deskhand.runbooks.StepId;
import dev.deskhand.runbooks.Work;
import dev.deskhand.runbooks.action.ActionResult;
import dev.deskhand.runbooks.action.ProbeResult;
import dev.deskhand.runbooks.run.RunEvent.Settlement;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a worker does with runs, on the journal in memory, with policies and a world. */
final class RunWorkerTest {
  private static final StepRef ONE = StepRef.forward(new StepId("one"));

  private static final Retry ONCE_ONLY =
      new Retry(1, Duration.ofSeconds(1), Duration.ofSeconds(30), Retry.On.TRANSIENT);

  private final Workshop shop = new Workshop();

  @ParameterizedTest
  @EnumSource
  void a_run_of_any_effect_class_succeeds(EffectClass effect) {
    shop.begin(runbook("fix", step("one", effect), step("two", effect)));

    shop.work();

    assertThat(shop.end().outcome()).isEqualTo(RunOutcome.SUCCEEDED);
    assertThat(shop.world.appliedSteps()).containsExactly("one", "two");
    assertThat(shop.run().steps().outputs())
        .containsEntry(new StepId("one"), Map.of("key", "r-1.one"));
    assertThat(shop.audit())
        .extracting(it -> it.entry().action())
        .contains("run-requested", "run-started", "step-intended", "step-succeeded", "run-ended");
  }

  @Test
  void only_once_pays_for_a_separate_dispatched() {
    shop.begin(runbook("fix", step("one", EffectClass.ONCE), step("two", EffectClass.PROBE)));

    shop.work();

    assertThat(shop.history(RunEvent.StepDispatched.class))
        .extracting(RunEvent.StepDispatched::step)
        .containsExactly(ONE);
  }

  @Test
  void a_busy_target_is_tried_again_with_growing_pauses() {
    shop.begin(runbook("fix", step("one", EffectClass.READ)));
    shop.world.script("one", World.busy(), World.busy());

    shop.work();
    Instant first = shop.store.nextWakeUp().orElseThrow();
    shop.work();

    assertThat(Duration.between(shop.clock.instant(), first))
        .isBetween(Duration.ofMillis(999), Duration.ofMillis(1_200));
    assertThat(shop.world.received("one")).hasSize(1);

    shop.passUntil(first);
    shop.work();
    Instant second = shop.store.nextWakeUp().orElseThrow();

    assertThat(Duration.between(shop.clock.instant(), second))
        .isGreaterThan(Duration.ofMillis(1_900));

    shop.passUntil(second);
    shop.work();

    assertThat(shop.end().outcome()).isEqualTo(RunOutcome.SUCCEEDED);
    assertThat(shop.world.received("one"))
        .extracting(World.Received::attempt)
        .containsExactly(1, 2, 3);
  }

  @Test
  void a_step_that_stays_busy_fails_the_run_after_its_attempts() {
    shop.begin(runbook("fix", step("one", EffectClass.IDEMPOTENT)));
    shop.world.script("one", World.busy(), World.busy(), World.busy());

    shop.workThrough();

    assertThat(shop.end().outcome()).isEqualTo(RunOutcome.FAILED);
    assertThat(shop.end().reason()).isEqualTo("one: busy");
    assertThat(shop.world.received("one")).hasSize(3);
  }

  @Test
  void a_step_that_fails_for_good_has_what_was_done_taken_back_last_first() {
    shop.begin(
        runbook(
            "fix",
            undoable("one", EffectClass.ONCE),
            undoable("two", EffectClass.IDEMPOTENT),
            step("three", EffectClass.ONCE)));
    shop.world.script("three", World.broken());

    shop.work();

    assertThat(shop.end().outcome()).isEqualTo(RunOutcome.ROLLED_BACK);
    assertThat(shop.world.appliedSteps()).containsExactly("one", "two", "two.undo", "one.undo");
  }

  @Test
  void an_undo_that_fails_for_good_waits_for_a_person_and_goes_on_when_settled() {
    StepRef undo = StepRef.undo(new StepId("two"));
    shop.begin(
        runbook(
            "fix",
            undoable("one", EffectClass.ONCE),
            undoable("two", EffectClass.ONCE),
            step("three", EffectClass.ONCE)));
    shop.world.script("three", World.broken());
    shop.world.script("two.undo", World.broken());

    shop.workThrough();

    assertThat(shop.run().unsettled()).containsExactly(undo);
    assertThat(shop.world.appliedSteps()).doesNotContain("one.undo");

    shop.settle(undo, Settlement.NOT_DONE);
    shop.workThrough();

    assertThat(shop.end().outcome()).isEqualTo(RunOutcome.ROLLED_BACK);
    assertThat(shop.world.appliedSteps()).containsExactly("one", "two", "two.undo", "one.undo");
  }

  @Test
  void an_undo_that_is_given_up_does_not_stop_the_others_but_the_run_has_failed() {
    StepRef undo = StepRef.undo(new StepId("two"));
    shop.begin(
        runbook(
            "fix",
            undoable("one", EffectClass.ONCE),
            undoable("two", EffectClass.ONCE),
            step("three", EffectClass.ONCE)));
    shop.world.script("three", World.broken());
    shop.world.script("two.undo", World.broken());
    shop.workThrough();

    shop.settle(undo, Settlement.GIVE_UP);
    shop.workThrough();

    assertThat(shop.end().outcome()).isEqualTo(RunOutcome.FAILED);
    assertThat(shop.end().reason()).contains("not everything could be taken back");
    assertThat(shop.world.applied("one.undo")).isEqualTo(1);
  }

  @Test
  void a_once_step_that_was_cut_off_is_unknown_and_a_person_says_it_was_done() {
    shop.begin(runbook("fix", step("one", EffectClass.ONCE), step("two", EffectClass.READ)));
    shop.world.script("one", World.cutOff());

    shop.workThrough();

    assertThat(shop.run().unsettled()).containsExactly(ONE);
    assertThat(shop.world.received("one")).hasSize(1);

    shop.settle(ONE, Settlement.DONE);
    shop.workThrough();

    assertThat(shop.end().outcome()).isEqualTo(RunOutcome.SUCCEEDED);
    assertThat(shop.world.received("one")).hasSize(1);
  }

  @Test
  void a_once_step_that_a_person_says_was_not_done_is_made_again() {
    shop.begin(runbook("fix", step("one", EffectClass.ONCE)));
    shop.world.script("one", World.cutOff());
    shop.workThrough();

    shop.settle(ONE, Settlement.NOT_DONE);
    shop.workThrough();

    assertThat(shop.end().outcome()).isEqualTo(RunOutcome.SUCCEEDED);
    assertThat(shop.world.received("one"))
        .extracting(World.Received::attempt)
        .containsExactly(1, 2);
  }

  @Test
  void a_once_step_that_is_given_up_fails_the_run_and_never_reads_as_all_taken_back() {
    shop.begin(runbook("fix", undoable("zero", EffectClass.ONCE), step("one", EffectClass.ONCE)));
    shop.world.script("one", World.cutOff());
    shop.workThrough();

    shop.settle(ONE, Settlement.GIVE_UP);
    shop.workThrough();

    assertThat(shop.end().outcome()).isEqualTo(RunOutcome.FAILED);
    assertThat(shop.world.applied("zero.undo")).isEqualTo(1);
  }

  @Test
  void a_probe_step_that_was_cut_off_is_asked_about() {
    shop.begin(runbook("fix", step("one", EffectClass.PROBE)));
    shop.world.script("one", World.cutOff());
    shop.world.answer(
        "one",
        new ProbeResult.StillRunning(),
        new ProbeResult.Happened(new ActionResult.Done(Map.of(), "it happened")));

    shop.workThrough();

    assertThat(shop.end().outcome()).isEqualTo(RunOutcome.SUCCEEDED);
    assertThat(shop.world.received("one")).hasSize(1);
  }

  @Test
  void an_effect_that_goes_on_for_long_is_asked_for_until_it_ends() {
    shop.begin(runbook("fix", step("one", EffectClass.PROBE)));
    shop.world.script("one", World.cutOff());
    ProbeResult[] answers = new ProbeResult[40];
    Arrays.fill(answers, new ProbeResult.StillRunning());
    answers[39] = new ProbeResult.Happened(new ActionResult.Done(Map.of(), "it happened"));
    shop.world.answer("one", answers);

    shop.workThrough();

    assertThat(shop.end().outcome()).isEqualTo(RunOutcome.SUCCEEDED);
    assertThat(shop.history(RunEvent.StepUncertain.class)).isEmpty();
  }

  @Test
  void a_target_that_gives_no_answer_is_asked_within_seconds_before_a_person_is() {
    shop.begin(runbook("fix", step("one", EffectClass.PROBE)));
    shop.world.script("one", World.cutOff());
    ProbeResult[] answers = new ProbeResult[5];
    Arrays.fill(answers, new ProbeResult.CannotTell("silence"));
    shop.world.answer("one", answers);
    Instant before = shop.clock.instant();

    shop.workThrough();

    assertThat(shop.run().unsettled()).containsExactly(ONE);
    assertThat(Duration.between(before, shop.clock.instant()))
        .isLessThanOrEqualTo(Duration.ofSeconds(20));
  }

  @Test
  void what_is_announced_too_late_again_and_again_is_announced_after_pauses_and_then_fails() {
    shop.begin(runbook("fix", step("one", EffectClass.ONCE)));
    Instant now = shop.clock.instant();
    Outcomes outcomes = new Outcomes(shop.run(), now);

    assertThat(IntStream.of(1, 2, 3, 5, 14, 15).mapToObj(it -> outcomes.notMade(ONE, it, "late")))
        .extracting(it -> ((RunEvent.StepFailed) it).retryAt().map(at -> Duration.between(now, at)))
        .containsExactly(
            Optional.of(Duration.ZERO),
            Optional.of(Duration.ofSeconds(1)),
            Optional.of(Duration.ofSeconds(2)),
            Optional.of(Duration.ofSeconds(8)),
            Optional.of(Duration.ofSeconds(30)),
            Optional.empty());
  }

  @Test
  void
      what_is_announced_too_late_to_the_end_is_unknown_where_an_earlier_attempt_may_have_happened() {
    shop.begin(runbook("fix", step("one", EffectClass.KEYED)));
    shop.world.script("one", World.cutOff());
    shop.work();

    RunEvent last = new Outcomes(shop.run(), shop.clock.instant()).notMade(ONE, 15, "late");

    assertThat(last)
        .isInstanceOfSatisfying(
            RunEvent.StepUncertain.class,
            it -> assertThat(it.reason()).startsWith("an earlier attempt may have happened"));
  }

  @Test
  void no_effect_is_made_under_a_lease_that_may_have_passed_on() {
    shop.begin(runbook("fix", step("one", EffectClass.IDEMPOTENT)));
    Lease lease = shop.lease();
    shop.lapse();

    shop.worker(shop.store, shop.clock).work(RUN.in(TENANT), lease);

    assertThat(shop.world.received("one")).isEmpty();
    assertThat(shop.history(RunEvent.StepFailed.class))
        .isNotEmpty()
        .allMatch(it -> it.reason().startsWith("not made"));
    shop.workThrough();
    assertThat(shop.end().outcome()).isEqualTo(RunOutcome.SUCCEEDED);
    assertThat(shop.world.received("one")).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"23, SUCCEEDED", "25, WAITS"})
  void what_a_target_deduplicates_is_tried_again_only_while_it_knows_the_key(
      int hours, String expected) {
    shop.begin(runbook("fix", forgetting(Duration.ofHours(24))));
    try {
      shop.worker(shop.watched(Trouble.killedAfter(1)), shop.clock)
          .work(RUN.in(TENANT), shop.lease());
    } catch (Trouble.Killed _) {
      shop.clock.advance(Duration.ofHours(hours));
    }

    shop.workThrough();

    assertThat(shop.run().hasEnded() ? shop.end().outcome().name() : "WAITS").isEqualTo(expected);
    if (!shop.run().hasEnded()) {
      assertThat(shop.run().unsettled()).containsExactly(ONE);
      shop.settle(ONE, Settlement.NOT_DONE);
      shop.workThrough();
      assertThat(shop.end().outcome()).isEqualTo(RunOutcome.SUCCEEDED);
    }
  }

  private static Step forgetting(Duration window) {
    Step step = step("one", EffectClass.KEYED);
    Work.Act act = (Work.Act) step.work();
    Call call =
        new Call(
            act.call().action(),
            act.call().target(),
            act.call().arguments(),
            Map.of(),
            new Call.Known(Optional.empty(), Set.of(), Optional.of(window)));
    return new Step(
        step.id(),
        step.title(),
        step.when(),
        step.onFailure(),
        step.lock(),
        step.ifLocked(),
        new Work.Act(call, act.effect(), act.retry(), act.timeout(), Optional.empty(), Map.of()));
  }

  @Test
  void a_probe_step_that_did_not_happen_is_made_again() {
    shop.begin(runbook("fix", step("one", EffectClass.PROBE)));
    shop.world.script("one", World.cutOff());
    shop.world.answer("one", new ProbeResult.DidNotHappen());

    shop.workThrough();

    assertThat(shop.end().outcome()).isEqualTo(RunOutcome.SUCCEEDED);
    assertThat(shop.world.applied("one")).isEqualTo(1);
  }

  @Test
  void what_its_target_does_not_show_at_first_is_waited_for() {
    shop.begin(runbook("fix", step("one", EffectClass.PROBE)));
    shop.world.script("one", World.cutOff());
    shop.world.answer(
        "one",
        new ProbeResult.NotThere(),
        new ProbeResult.NotThere(),
        new ProbeResult.Happened(new ActionResult.Done(Map.of(), "it happened")));

    shop.workThrough();

    assertThat(shop.end().outcome()).isEqualTo(RunOutcome.SUCCEEDED);
    assertThat(shop.world.received("one")).hasSize(1);
    assertThat(shop.history(RunEvent.StepFailed.class)).isEmpty();
  }

  @Test
  void what_its_target_never_shows_is_made_again_when_nothing_of_it_can_be_on_its_way() {
    shop.begin(runbook("fix", step("one", EffectClass.PROBE)));
    shop.world.script("one", World.cutOff());
    neverShown();
    Instant before = shop.clock.instant();

    shop.workThrough();

    assertThat(shop.end().outcome()).isEqualTo(RunOutcome.SUCCEEDED);
    assertThat(shop.world.received("one")).hasSize(2);
    assertThat(Duration.between(before, shop.clock.instant()))
        .isBetween(Duration.ofSeconds(5 + 120), Duration.ofSeconds(5 + 125));
  }

  @Test
  void what_a_crash_cut_short_and_its_target_never_shows_needs_no_retries_to_be_made_again() {
    shop.begin(
        runbook(
            "fix", step("one", EffectClass.PROBE, ONCE_ONLY, Optional.empty(), Optional.empty())));
    neverShown();
    try {
      shop.worker(shop.watched(Trouble.killedAfter(1)), shop.clock)
          .work(RUN.in(TENANT), shop.lease());
    } catch (Trouble.Killed _) {
      assertThat(shop.run().inFlight()).containsExactly(ONE);
    }

    shop.workThrough();

    assertThat(shop.end().outcome()).isEqualTo(RunOutcome.SUCCEEDED);
    assertThat(shop.intents()).hasSize(2);
  }

  private void neverShown() {
    ProbeResult[] answers = new ProbeResult[40];
    Arrays.fill(answers, new ProbeResult.NotThere());
    shop.world.answer("one", answers);
  }

  @Test
  void a_probe_step_about_which_nobody_answers_is_unknown_in_the_end() {
    shop.begin(runbook("fix", step("one", EffectClass.PROBE)));
    shop.world.script("one", World.cutOff());
    ProbeResult[] silence = new ProbeResult[20];
    java.util.Arrays.fill(silence, new ProbeResult.CannotTell("no idea"));
    shop.world.answer("one", silence);

    shop.workThrough();

    assertThat(shop.run().unsettled()).containsExactly(ONE);
    assertThat(shop.history(RunEvent.StepUncertain.class))
        .extracting(RunEvent.StepUncertain::reason)
        .containsExactly("no idea");
  }

  @Test
  void a_keyed_step_sends_the_same_key_with_each_attempt() {
    shop.begin(runbook("fix", step("one", EffectClass.KEYED)));
    shop.world.script("one", World.cutOff(), World.busy());

    shop.workThrough();

    assertThat(shop.world.received("one"))
        .hasSize(3)
        .extracting(World.Received::key)
        .containsOnly("r-1.one");
    assertThat(shop.end().outcome()).isEqualTo(RunOutcome.SUCCEEDED);
  }

  @Test
  void a_keyed_step_that_stays_cut_off_is_unknown() {
    shop.begin(runbook("fix", step("one", EffectClass.KEYED)));
    shop.world.script("one", World.cutOff(), World.cutOff(), World.cutOff());

    shop.workThrough();

    assertThat(shop.run().unsettled()).containsExactly(ONE);
  }

  @ParameterizedTest
  @EnumSource(names = {"IDEMPOTENT", "KEYED"})
  void an_effect_that_may_have_happened_is_unknown_though_a_later_attempt_failed(
      EffectClass effect) {
    shop.begin(runbook("fix", step("one", effect)));
    shop.world.script("one", World.cutOff(), World.broken());

    shop.workThrough();

    assertThat(shop.run().unsettled()).containsExactly(ONE);

    shop.settle(ONE, Settlement.NOT_DONE);
    shop.world.script("one", World.broken());
    shop.workThrough();

    assertThat(shop.end().outcome()).isEqualTo(RunOutcome.FAILED);
  }

  @Test
  void an_attempt_that_a_crash_swallowed_makes_a_later_failure_unknown() {
    shop.begin(runbook("fix", step("one", EffectClass.IDEMPOTENT)));
    shop.world.script("one", World.broken());
    try {
      shop.worker(shop.watched(Trouble.killedAfter(1)), shop.clock)
          .work(RUN.in(TENANT), shop.lease());
    } catch (Trouble.Killed _) {
      assertThat(shop.world.received()).isEmpty();
    }

    shop.workThrough();

    assertThat(shop.run().unsettled()).containsExactly(ONE);
  }

  @Test
  void a_cancellation_waits_until_it_is_known_what_an_unclear_attempt_came_to() {
    shop.begin(runbook("fix", step("one", EffectClass.KEYED)));
    shop.world.script("one", World.cutOff());
    shop.work();

    shop.cancel("bob");
    shop.workThrough();

    assertThat(shop.end().outcome()).isEqualTo(RunOutcome.CANCELLED);
    assertThat(shop.world.applied("one")).isEqualTo(1);
  }

  @Test
  void a_freeze_before_an_effect_holds_it_until_it_is_lifted() {
    shop.begin(runbook("fix", step("one", EffectClass.IDEMPOTENT)));
    freeze();

    shop.work();

    assertThat(shop.world.received()).isEmpty();
    assertThat(shop.store.nextWakeUp()).isPresent();

    unfreeze();
    shop.workThrough();

    assertThat(shop.end().outcome()).isEqualTo(RunOutcome.SUCCEEDED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"runbook/fix", "target/here"})
  void a_freeze_of_its_runbook_or_target_holds_a_step_and_of_another_it_does_not(String scope) {
    shop.begin(runbook("fix", step("one", EffectClass.IDEMPOTENT)));
    freeze(new Freeze.Scope(scope));

    shop.work();

    assertThat(shop.world.received()).isEmpty();

    unfreeze();
    freeze(new Freeze.Scope("runbook/other"));
    freeze(new Freeze.Scope("target/other"));
    shop.workThrough();

    assertThat(shop.end().outcome()).isEqualTo(RunOutcome.SUCCEEDED);
  }

  @Test
  void a_freeze_between_intent_and_dispatched_holds_the_effect() {
    shop.begin(runbook("fix", step("one", EffectClass.ONCE)));
    Journal journal = shop.watched(Trouble.overtakenBefore(2, this::freeze));

    shop.worker(journal, shop.clock).work(RUN.in(TENANT), shop.lease());

    assertThat(shop.history(RunEvent.StepIntended.class)).hasSize(1);
    assertThat(shop.world.received()).isEmpty();

    unfreeze();
    shop.workThrough();

    assertThat(shop.end().outcome()).isEqualTo(RunOutcome.SUCCEEDED);
    assertThat(shop.world.applied("one")).isEqualTo(1);
  }

  @Test
  void an_attempt_that_a_kill_left_without_a_result_is_in_flight_while_a_freeze_holds_its_run() {
    shop.begin(runbook("fix", step("one", EffectClass.IDEMPOTENT)));
    RunWorker killed = shop.worker(shop.watched(Trouble.killedAfter(1)), shop.clock);
    assertThatThrownBy(() -> killed.work(RUN.in(TENANT), shop.lease()))
        .isInstanceOf(Trouble.Killed.class);
    freeze();

    shop.work();
    shop.passUntil(shop.store.nextWakeUp().orElseThrow());
    shop.work();

    assertThat(inFlight()).containsExactly(ONE);
  }

  @Test
  void what_its_target_says_is_going_on_is_in_flight_between_the_questions() {
    shop.begin(runbook("fix", step("one", EffectClass.PROBE)));
    shop.world.script("one", World.cutOff());
    shop.world.answer("one", new ProbeResult.StillRunning(), new ProbeResult.StillRunning());

    shop.work();
    shop.passUntil(shop.store.nextWakeUp().orElseThrow());
    shop.work();

    assertThat(inFlight()).containsExactly(ONE);
  }

  private List<StepRef> inFlight() {
    return shop.runs.inFlight(TENANT, shop.clock.instant()).stream()
        .flatMap(stored -> stored.run().inFlight().stream())
        .toList();
  }

  @Test
  void authorisation_that_is_withdrawn_between_steps_ends_the_run_as_refused() {
    shop.begin(runbook("fix", step("one", EffectClass.ONCE), step("two", EffectClass.ONCE)));
    shop.world.afterEffect(() -> shop.nowThereAre(person("ada"), person("bob", "staff")));

    shop.workThrough();

    assertThat(shop.end().outcome()).isEqualTo(RunOutcome.REFUSED);
    assertThat(shop.world.appliedSteps()).containsExactly("one");
  }

  @Test
  void somebody_who_is_gone_has_nothing_more_done_for_them() {
    shop.begin(runbook("fix", step("one", EffectClass.ONCE)));
    shop.nowThereAre(person("bob", "staff"));

    shop.workThrough();

    assertThat(shop.end().outcome()).isEqualTo(RunOutcome.REFUSED);
    assertThat(shop.world.received()).isEmpty();
  }

  @Test
  void a_guarded_run_waits_until_somebody_else_approves() {
    shop.begin(runbook("guarded", step("one", EffectClass.ONCE)));

    shop.work();
    assertThat(shop.world.received()).isEmpty();

    shop.approve("bob");
    shop.work();

    assertThat(shop.end().outcome()).isEqualTo(RunOutcome.SUCCEEDED);
    assertThat(shop.audit())
        .filteredOn(it -> it.entry().action().equals("step-intended"))
        .first()
        .extracting(it -> it.entry().grounds().rationale())
        .isEqualTo("Steps act on test targets.");
  }

  @Test
  void the_requesters_own_approval_does_not_count_and_the_worker_does_not_spin() {
    shop.begin(runbook("guarded", step("one", EffectClass.ONCE)));

    shop.approve("ada");
    shop.work();

    assertThat(shop.run().awaitsApproval()).isTrue();
    assertThat(shop.world.received()).isEmpty();
    assertThat(shop.store.nextWakeUp()).isPresent();

    shop.workThrough();

    assertThat(shop.end().reason())
        .isEqualTo("Too few approved it in time, or it could not begin by then.");
  }

  @Test
  void an_approval_of_another_plan_does_not_count() {
    StoredRun run = shop.begin(runbook("guarded", step("one", EffectClass.ONCE)));
    Append.Builder append = Append.in(TENANT);
    shop.runs.write(
        append,
        run,
        List.of(new RunEvent.Approved(new PersonId("bob"), "0".repeat(64))),
        shop.clock.instant());
    shop.store.append(append.build());

    shop.work();

    assertThat(shop.run().awaitsApproval()).isTrue();
    assertThat(shop.world.received()).isEmpty();
  }

  @Test
  void an_approval_that_comes_too_late_finds_the_run_refused() {
    shop.begin(runbook("guarded", step("one", EffectClass.ONCE)));
    shop.clock.advance(Duration.ofHours(5));

    shop.work();

    assertThat(shop.end().outcome()).isEqualTo(RunOutcome.REFUSED);
    assertThat(shop.history(RunEvent.ApprovalExpired.class)).hasSize(1);
  }

  @Test
  void an_approval_lasts_for_the_run_that_began_in_time() {
    shop.begin(runbook("guarded", step("one", EffectClass.ONCE), step("two", EffectClass.ONCE)));
    shop.approve("bob");
    shop.world.afterEffect(() -> shop.clock.advance(Duration.ofHours(5)));

    shop.workThrough();

    assertThat(shop.end().outcome()).isEqualTo(RunOutcome.SUCCEEDED);
    assertThat(shop.world.appliedSteps()).containsExactly("one", "two");
  }

  @Test
  void what_a_person_lets_go_on_after_its_approval_is_over_does_nothing_more() {
    shop.begin(runbook("guarded", step("one", EffectClass.ONCE), step("two", EffectClass.ONCE)));
    shop.approve("bob");
    pauseAfterTheFirstEffectFor(Duration.ofHours(5));

    shop.resume("bob");
    shop.workThrough();

    assertThat(shop.end().outcome()).isEqualTo(RunOutcome.REFUSED);
    assertThat(shop.world.appliedSteps()).containsExactly("one");
  }

  @Test
  void what_was_done_is_taken_back_after_its_approval_is_over() {
    shop.begin(
        runbook("guarded", undoable("one", EffectClass.ONCE), step("two", EffectClass.ONCE)));
    shop.approve("bob");
    pauseAfterTheFirstEffectFor(Duration.ofHours(5));

    shop.cancel("bob");
    shop.workThrough();

    assertThat(shop.end().outcome()).isEqualTo(RunOutcome.ROLLED_BACK);
    assertThat(shop.world.appliedSteps()).containsExactly("one", "one.undo");
  }

  private void pauseAfterTheFirstEffectFor(Duration time) {
    shop.world.afterEffect(
        () -> {
          if (shop.world.appliedSteps().size() == 1) {
            shop.pause("bob");
          }
        });
    shop.workThrough();
    shop.clock.advance(time);
  }

  @Test
  void an_approver_who_may_no_longer_approve_does_not_count() {
    shop.begin(runbook("guarded", step("one", EffectClass.ONCE)));
    shop.approve("bob");
    shop.nowThereAre(person("ada", "staff"), person("bob", "staff"));

    shop.work();

    assertThat(shop.run().awaitsApproval()).isTrue();
    assertThat(shop.world.received()).isEmpty();
  }

  @Test
  void a_cancellation_while_a_step_runs_does_not_lose_its_result() {
    shop.begin(runbook("fix", undoable("one", EffectClass.ONCE), step("two", EffectClass.ONCE)));
    shop.world.afterEffect(
        () -> {
          if (shop.world.appliedSteps().size() == 1) {
            shop.cancel("bob");
          }
        });

    shop.workThrough();

    assertThat(shop.end().outcome()).isEqualTo(RunOutcome.ROLLED_BACK);
    assertThat(shop.world.appliedSteps()).containsExactly("one", "one.undo");
    assertThat(shop.history(RunEvent.StepSucceeded.class)).hasSize(2);
  }

  @Test
  void a_cancellation_that_overtakes_the_start_is_not_lost() {
    shop.begin(runbook("guarded", step("one", EffectClass.ONCE)));
    shop.approve("bob");
    Journal journal = shop.watched(Trouble.overtakenBefore(1, () -> shop.cancel("bob")));

    shop.worker(journal, shop.clock).work(RUN.in(TENANT), shop.lease());
    shop.workThrough();

    assertThat(shop.end().outcome()).isEqualTo(RunOutcome.CANCELLED);
    assertThat(shop.world.received()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = {"KEYED", "ONCE"})
  void an_effect_whose_announcement_was_answered_late_is_not_made_but_announced_anew(
      EffectClass effect) {
    shop.begin(runbook("fix", step("one", effect)));
    int last = effect == EffectClass.ONCE ? 2 : 1;
    Journal journal = shop.watched(Trouble.overtakenBefore(last, RunWorkerTest::standStill));

    shop.worker(journal, shop.clock).work(RUN.in(TENANT), shop.lease());

    assertThat(shop.end().outcome()).isEqualTo(RunOutcome.SUCCEEDED);
    assertThat(shop.world.received()).extracting(World.Received::attempt).containsExactly(2);
  }

  /** As a process does that is paused, or whose database takes its time. */
  @ParameterizedTest
  @CsvSource({"everything, 1", "runbook/fix, 1", "target/here, 1", "target/there, 0"})
  void what_is_frozen_while_an_attempt_reaches_its_target_slowly_is_not_made(
      String scope, int refusals) {
    AtomicBoolean isFirst = new AtomicBoolean(true);
    shop.begin(runbook("fix", step("one", EffectClass.ONCE)));
    shop.world.outside(
        "one",
        call -> {
          if (isFirst.getAndSet(false)) {
            standStill();
            freeze(new Freeze.Scope(scope));
          }
          call.fence().pass();
          return new ActionResult.Done(Map.of(), "made");
        });

    shop.work();

    assertThat(shop.history(RunEvent.StepFailed.class))
        .hasSize(refusals)
        .allMatch(it -> it.reason().startsWith("not made: " + scope + " is frozen"));
    assertThat(shop.run().hasEnded()).isEqualTo(refusals == 0);
    unfreeze();
    shop.workThrough();
    assertThat(shop.end().outcome()).isEqualTo(RunOutcome.SUCCEEDED);
  }

  private static void standStill() {
    long until = System.nanoTime() + Duration.ofMillis(600).toNanos();
    while (System.nanoTime() < until) {
      LockSupport.parkNanos(until - System.nanoTime());
    }
  }

  @Test
  void a_probed_step_that_its_target_keeps_swallowing_has_its_retries_and_no_more() {
    shop.world.script(
        "one", World.cutOff(), World.cutOff(), World.cutOff(), World.cutOff(), World.cutOff());
    shop.begin(runbook("fix", step("one", EffectClass.PROBE)));

    shop.workThrough();

    assertThat(shop.end().outcome()).isEqualTo(RunOutcome.FAILED);
    assertThat(shop.world.received()).hasSize(THRICE.attempts());
  }

  @Test
  void a_cancellation_between_intent_and_dispatched_makes_no_effect() {
    shop.begin(runbook("fix", step("one", EffectClass.ONCE)));
    Journal journal = shop.watched(Trouble.overtakenBefore(2, () -> shop.cancel("bob")));

    shop.worker(journal, shop.clock).work(RUN.in(TENANT), shop.lease());

    assertThat(shop.end().outcome()).isEqualTo(RunOutcome.CANCELLED);
    assertThat(shop.world.received()).isEmpty();
  }

  @Test
  void an_approval_that_overtakes_the_worker_as_it_falls_asleep_wakes_it() {
    shop.begin(runbook("guarded", step("one", EffectClass.ONCE)));
    shop.approve("ada");
    Journal journal = shop.watched(Trouble.overtakenBefore(1, () -> shop.approve("bob")));

    shop.worker(journal, shop.clock).work(RUN.in(TENANT), shop.lease());

    assertThat(shop.end().outcome()).isEqualTo(RunOutcome.SUCCEEDED);
  }

  @Test
  void a_step_acts_on_the_target_as_it_was_planned() {
    Planning.Planned planned = shop.plan(runbook("fix", step("one", EffectClass.ONCE)));
    shop.begin(RUN, planned, "ada");

    shop.workThrough();

    assertThat(shop.world.received("one"))
        .extracting(World.Received::target)
        .containsExactly("here");
    assertThat(Attempt.of(RUN, shop.run(), ONE, 1).target())
        .isEqualTo(planned.plan().targets().get("here"));
  }

  @Test
  void a_step_whose_condition_does_not_hold_is_skipped() {
    shop.begin(
        runbook(
            "fix",
            step("one", EffectClass.READ),
            step(
                "two",
                EffectClass.ONCE,
                Retry.NEVER,
                Optional.of(Workshop.condition("steps.one.key == 'something else'")),
                Optional.empty())));

    shop.workThrough();

    assertThat(shop.end().outcome()).isEqualTo(RunOutcome.SUCCEEDED);
    assertThat(shop.world.appliedSteps()).containsExactly("one");
  }

  @Test
  void a_sleeper_that_is_called_for_nothing_writes_no_event() {
    shop.begin(runbook("guarded", step("one", EffectClass.ONCE)));
    int before = shop.history().size();

    shop.work();
    shop.work();

    assertThat(shop.history()).hasSize(before);
  }

  private void freeze() {
    freeze(Freeze.Scope.EVERYTHING);
  }

  private void freeze(Freeze.Scope scope) {
    change(
        new Freeze.Change.Stop(new Freeze.Frozen(scope, "sam", "a drill", shop.clock.instant())));
  }

  private void unfreeze() {
    shop.store.frozen(TENANT).forEach(frozen -> change(new Freeze.Change.Lift(frozen)));
  }

  private void change(Freeze.Change change) {
    shop.store.append(Append.in(TENANT).changing(change).build());
  }
}
