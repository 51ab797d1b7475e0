package dev.deskhand.runbooks.run;

import static dev.deskhand.runbooks.run.Workshop.request;
import static dev.deskhand.runbooks.run.Workshop.runbook;
import static dev.deskhand.runbooks.run.Workshop.undoable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.deskhand.permissions.Approval;
import dev.deskhand.permissions.Decision;
import dev.deskhand.permissions.PersonId;
import dev.deskhand.runbooks.EffectClass;
import dev.deskhand.runbooks.StepId;
import dev.deskhand.runbooks.action.ActionResult;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What events make of a run. */
final class RunTest {
  private static final Instant NOW = Instant.parse("2026-03-01T09:00:00Z");
  private static final Decision.Reasons WHY = new Decision.Reasons(List.of("p"), "Because.");
  private static final StepRef ONE = StepRef.forward(new StepId("one"));
  private static final StepRef UNDO = StepRef.undo(new StepId("one"));
  private static final PersonId BOB = new PersonId("bob");

  private final RunEvent.RunRequested requested = requested();

  private static RunEvent.RunRequested requested() {
    Planning.Planned planned =
        new Workshop().plan(runbook("fix", undoable("one", EffectClass.ONCE)));
    return new RunEvent.RunRequested(planned.plan(), planned.digest(), request("ada"));
  }

  private Run after(RunEvent... events) {
    Run run = Run.begin(requested);
    for (RunEvent event : events) {
      run = run.apply(event, NOW);
    }
    return run;
  }

  @Test
  void a_run_is_requested_only_once() {
    assertThatThrownBy(() -> after(requested)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void approvals_are_kept_with_their_plan_and_time() {
    assertThat(after(new RunEvent.Approved(BOB, "d")).approvals())
        .containsExactly(new Approval(BOB, "d", NOW));
  }

  @Test
  void failures_are_counted_over_attempts_and_attempts_without_results_are_no_failures() {
    Run run =
        after(
            new RunEvent.RunStarted(WHY),
            new RunEvent.StepIntended(ONE, 1, WHY),
            failed(ONE, 1),
            new RunEvent.StepIntended(ONE, 2, WHY),
            new RunEvent.StepDispatched(ONE, 2));

    assertThat(run.steps().failures(ONE)).isEqualTo(1);
    assertThat(StepProgress.attempts(run.progress(ONE))).isEqualTo(2);
  }

  @Test
  void questions_without_an_answer_are_counted_until_there_is_one() {
    RunEvent silence = new RunEvent.StepUnanswered(ONE, 1, "silence", NOW);
    Run run = after(silence, silence);

    assertThat(run.progress(ONE))
        .contains(
            new StepProgress.Unanswered(
                1, 0, 2, "silence", NOW, Optional.empty(), Optional.empty()));
  }

  @Test
  void outputs_of_steps_are_kept_and_those_of_undos_are_not() {
    Run run =
        after(
            new RunEvent.StepSucceeded(ONE, 1, Map.of("a", "1"), ""),
            new RunEvent.StepSucceeded(UNDO, 1, Map.of("a", "2"), ""));

    assertThat(run.steps().outputs()).isEqualTo(Map.of(new StepId("one"), Map.of("a", "1")));
  }

  @Test
  void a_person_is_needed_for_an_unknown_effect_and_for_an_undo_that_failed_for_good() {
    assertThat(after(new RunEvent.StepUncertain(ONE, 1, "why")).unsettled()).containsExactly(ONE);
    assertThat(after(failed(UNDO, 1)).unsettled()).containsExactly(UNDO);
    assertThat(after(failed(ONE, 1)).unsettled()).isEmpty();
  }

  @Test
  void what_a_person_says_settles_a_step() {
    RunEvent unknown = new RunEvent.StepUncertain(ONE, 3, "why");

    assertThat(after(unknown, settled(RunEvent.Settlement.DONE)).progress(ONE))
        .contains(new StepProgress.Succeeded());
    assertThat(after(unknown, settled(RunEvent.Settlement.NOT_DONE)).progress(ONE))
        .contains(new StepProgress.NotDone(3, 0));
    assertThat(after(unknown, settled(RunEvent.Settlement.GIVE_UP)).progress(ONE))
        .contains(new StepProgress.GivenUp("given up by bob"));
  }

  @Test
  void a_cancellation_counts_until_the_run_is_taken_back_or_over() {
    RunEvent cancel = new RunEvent.CancelAsked(BOB);

    assertThat(after(cancel).phase()).isEqualTo(new Run.Phase.Cancelling(BOB));
    assertThat(after(new RunEvent.RunStarted(WHY), cancel).phase())
        .isEqualTo(new Run.Phase.Cancelling(BOB));
    assertThat(after(new RunEvent.RollbackStarted("why"), cancel).phase())
        .isEqualTo(new Run.Phase.RollingBack("why"));
    assertThat(after(new RunEvent.RunEnded(RunOutcome.SUCCEEDED, ""), cancel).hasEnded()).isTrue();
  }

  private static RunEvent failed(StepRef step, int attempt) {
    return new RunEvent.StepFailed(
        step, attempt, ActionResult.Failed.Cause.PERMANENT, "why", Optional.empty());
  }

  private static RunEvent settled(RunEvent.Settlement settlement) {
    return new RunEvent.StepSettled(ONE, BOB, settlement);
  }
}
