package dev.deskhand.runbooks.run;

import static dev.deskhand.runbooks.run.Workshop.request;
import static dev.deskhand.runbooks.run.Workshop.runbook;
import static dev.deskhand.runbooks.run.Workshop.step;
import static dev.deskhand.runbooks.run.Workshop.undoable;
import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.permissions.Approval;
import dev.deskhand.permissions.Decision;
import dev.deskhand.permissions.PersonId;
import dev.deskhand.permissions.Role;
import dev.deskhand.runbooks.EffectClass;
import dev.deskhand.runbooks.StepId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every phase, with every progress of a step, in every effect class. */
final class RunDeciderTest {
  private static final Instant NOW = Instant.parse("2026-03-01T09:00:00Z");
  private static final Instant SOON = NOW.plusSeconds(5);
  private static final StepRef ONE = StepRef.forward(new StepId("one"));
  private static final List<EffectClass> COLUMNS =
      List.of(
          EffectClass.READ,
          EffectClass.IDEMPOTENT,
          EffectClass.KEYED,
          EffectClass.PROBE,
          EffectClass.ONCE);
  private static final Workshop SHOP = new Workshop();

  @ParameterizedTest
  @CsvSource({
    // progress,      read,      idempotent, keyed,     probe,   once
    "nothing,         Perform 1, Perform 1,  Perform 1, Perform 1, Perform 1",
    "intended,        Perform 2, Perform 2,  Perform 2, Probe 1, Perform 2",
    "dispatched,      Doubt 1,   Doubt 1,    Doubt 1,   Doubt 1, Doubt 1",
    "unanswered-due,  Probe 1,   Probe 1,    Probe 1,   Probe 1, Probe 1",
    "unanswered-soon, Sleep,     Sleep,      Sleep,     Sleep,   Sleep",
    "unanswered-long, Doubt 1,   Doubt 1,    Doubt 1,   Doubt 1, Doubt 1",
    "succeeded,       SUCCEEDED, SUCCEEDED,  SUCCEEDED, SUCCEEDED, SUCCEEDED",
    "skipped,         SUCCEEDED, SUCCEEDED,  SUCCEEDED, SUCCEEDED, SUCCEEDED",
    "failed-due,      Perform 2, Perform 2,  Perform 2, Perform 2, Perform 2",
    "failed-soon,     Sleep,     Sleep,      Sleep,     Sleep,   Sleep",
    "failed,          FAILED,    FAILED,     FAILED,    FAILED,  FAILED",
    "uncertain,       Await,     Await,      Await,     Await,   Await",
    "not-done,        Perform 2, Perform 2,  Perform 2, Perform 2, Perform 2",
    "given-up,        FAILED,    FAILED,     FAILED,    FAILED,  FAILED"
  })
  void a_running_run(
      String progress, String read, String idempotent, String keyed, String probe, String once) {
    requireAll(new Run.Phase.Running(NOW), progress, List.of(read, idempotent, keyed, probe, once));
  }

  @ParameterizedTest
  @CsvSource({
    // progress,      read,      idempotent, keyed,     probe,     once
    "nothing,         CANCELLED, CANCELLED,  CANCELLED, CANCELLED, CANCELLED",
    "intended,        CANCELLED, Perform 2,  Perform 2, Probe 1,   CANCELLED",
    "dispatched,      Doubt 1,   Doubt 1,    Doubt 1,   Doubt 1,   Doubt 1",
    "unanswered-due,  Probe 1,   Probe 1,    Probe 1,   Probe 1,   Probe 1",
    "unanswered-soon, Sleep,     Sleep,      Sleep,     Sleep,     Sleep",
    "succeeded,       CANCELLED, CANCELLED,  CANCELLED, CANCELLED, CANCELLED",
    "skipped,         CANCELLED, CANCELLED,  CANCELLED, CANCELLED, CANCELLED",
    "failed-due,      CANCELLED, CANCELLED,  CANCELLED, CANCELLED, CANCELLED",
    "failed,          CANCELLED, CANCELLED,  CANCELLED, CANCELLED, CANCELLED",
    "uncertain,       Await,     Await,      Await,     Await,     Await",
    "not-done,        CANCELLED, CANCELLED,  CANCELLED, CANCELLED, CANCELLED",
    "given-up,        CANCELLED, CANCELLED,  CANCELLED, CANCELLED, CANCELLED"
  })
  void a_run_being_cancelled(
      String progress, String read, String idempotent, String keyed, String probe, String once) {
    requireAll(
        new Run.Phase.Cancelling(new PersonId("bob")),
        progress,
        List.of(read, idempotent, keyed, probe, once));
  }

  @ParameterizedTest
  @CsvSource({
    "nothing,     Perform 1",
    "intended,    Perform 2",
    "failed-due,  Perform 2",
    "failed-soon, Sleep",
    "failed,      Await",
    "uncertain,   Await",
    "not-done,    Perform 2",
    "succeeded,   ROLLED_BACK",
    "given-up,    FAILED"
  })
  void a_run_being_taken_back(String progress, String expected) {
    for (EffectClass effect : EffectClass.values()) {
      Map<StepRef, StepProgress> all = new HashMap<>();
      all.put(ONE, new StepProgress.Succeeded());
      progress(progress).ifPresent(it -> all.put(StepRef.undo(new StepId("one")), it));

      Run run = run(effect, new Run.Phase.RollingBack("why"), all);

      assertThat(shortly(RunDecider.next(run, NOW))).as("%s", effect).isEqualTo(expected);
    }
  }

  @Test
  void what_was_done_before_a_failure_or_a_cancellation_is_taken_back() {
    Map<StepRef, StepProgress> done = Map.of(ONE, new StepProgress.Succeeded());
    Run cancelled = run(EffectClass.ONCE, new Run.Phase.Cancelling(new PersonId("bob")), done);

    assertThat(RunDecider.next(cancelled, NOW))
        .isEqualTo(Next.keep(new RunEvent.RollbackStarted("cancelled by bob")));
  }

  @Test
  void a_requested_run_is_authorised_and_an_ended_one_left_alone() {
    assertThat(next(new Run.Phase.Requested())).isEqualTo(Next.of(new Move.Authorise()));
    assertThat(next(new Run.Phase.Ended(RunOutcome.FAILED, "why"))).isEqualTo(Next.WAIT);
  }

  @Test
  void a_run_that_waits_for_approval_sleeps_is_authorised_or_expires() {
    Decision.ApprovalRule rule =
        new Decision.ApprovalRule(new Role("approver"), 1, Duration.ofHours(4));
    Run waiting =
        run(
            EffectClass.ONCE,
            new Run.Phase.AwaitingApproval(rule, SOON, Optional.empty()),
            Map.of());
    Run approved =
        new Run(
            waiting.plan(),
            waiting.digest(),
            waiting.request(),
            List.of(new Approval(new PersonId("bob"), waiting.digest(), NOW)),
            waiting.phase(),
            StepLedger.EMPTY,
            Optional.empty());

    assertThat(RunDecider.next(waiting, NOW)).isEqualTo(Next.sleep(SOON));
    assertThat(RunDecider.next(approved, NOW))
        .isEqualTo(Next.of(new Move.Authorise()).and(Next.sleep(SOON)));
    assertThat(RunDecider.next(waiting, SOON)).isEqualTo(expired("Nobody approved it in time."));
    assertThat(RunDecider.next(approved, SOON))
        .isEqualTo(expired("Too few approved it in time, or it could not begin by then."));
  }

  private static Next expired(String why) {
    return Next.keep(new RunEvent.ApprovalExpired())
        .and(Next.keep(new RunEvent.RunEnded(RunOutcome.REFUSED, why)));
  }

  @Test
  void an_attempt_that_never_comes_back_is_doubted_in_the_end() {
    Map<StepRef, StepProgress> progress = Map.of(ONE, new StepProgress.Intended(100, 0));

    assertThat(RunDecider.next(run(EffectClass.READ, new Run.Phase.Running(NOW), progress), NOW))
        .extracting(RunDeciderTest::shortly)
        .isEqualTo("Doubt 100");
  }

  private static Next next(Run.Phase phase) {
    return RunDecider.next(run(EffectClass.ONCE, phase, Map.of()), NOW);
  }

  private static void requireAll(Run.Phase phase, String progress, List<String> expected) {
    for (int i = 0; i < expected.size(); i++) {
      require(COLUMNS.get(i), phase, progress, expected.get(i));
    }
    String keyed = expected.get(COLUMNS.indexOf(EffectClass.KEYED));
    require(EffectClass.TX, phase, progress, keyed);
  }

  private static void require(
      EffectClass effect, Run.Phase phase, String progress, String expected) {
    Run run = plain(effect, phase, progress(progress));
    assertThat(shortly(RunDecider.next(run, NOW)))
        .as("%s %s", progress, effect)
        .isEqualTo(expected);
  }

  private static Run plain(EffectClass effect, Run.Phase phase, Optional<StepProgress> progress) {
    Planning.Planned planned = SHOP.plan(runbook("fix", step("one", effect)));
    return run(planned, phase, progress.map(it -> Map.of(ONE, it)).orElse(Map.of()));
  }

  private static Run run(EffectClass effect, Run.Phase phase, Map<StepRef, StepProgress> progress) {
    return run(SHOP.plan(runbook("fix", undoable("one", effect))), phase, progress);
  }

  private static Run run(
      Planning.Planned planned, Run.Phase phase, Map<StepRef, StepProgress> progress) {
    return new Run(
        planned.plan(),
        planned.digest(),
        request("ada"),
        List.of(),
        phase,
        new StepLedger(progress, Map.of(), Set.of(), Map.of(), Map.of()),
        Optional.empty());
  }

  private static Optional<StepProgress> progress(String name) {
    return switch (name) {
      case "nothing" -> Optional.empty();
      case "intended" -> Optional.of(new StepProgress.Intended(1, 0));
      case "dispatched" -> Optional.of(new StepProgress.Dispatched(1, 0));
      case "unanswered-due" -> Optional.of(unanswered(1, NOW));
      case "unanswered-soon" -> Optional.of(unanswered(1, SOON));
      case "unanswered-long" -> Optional.of(unanswered(5, NOW));
      case "succeeded" -> Optional.of(new StepProgress.Succeeded());
      case "skipped" -> Optional.of(new StepProgress.Skipped());
      case "failed-due" -> Optional.of(new StepProgress.Failed(1, 1, "why", Optional.of(NOW)));
      case "failed-soon" -> Optional.of(new StepProgress.Failed(1, 1, "why", Optional.of(SOON)));
      case "failed" -> Optional.of(new StepProgress.Failed(1, 1, "why", Optional.empty()));
      case "uncertain" -> Optional.of(new StepProgress.Uncertain(1, 0, "why"));
      case "not-done" -> Optional.of(new StepProgress.NotDone(1, 0));
      case "given-up" -> Optional.of(new StepProgress.GivenUp("why"));
      default -> throw new IllegalArgumentException(name);
    };
  }

  private static StepProgress unanswered(int asked, Instant askAgainAt) {
    return new StepProgress.Unanswered(
        1, 0, asked, "why", askAgainAt, Optional.empty(), Optional.empty());
  }

  private static String shortly(Next next) {
    if (next.moves().isEmpty()) {
      return next.wakeAt().isPresent() ? "Sleep" : "Await";
    }
    return switch (next.moves().getFirst()) {
      case Move.Perform perform -> "Perform " + perform.attempt();
      case Move.Probe probe -> "Probe " + probe.attempt();
      case Move.Keep keep -> shortly(keep.event());
      case Move other -> other.getClass().getSimpleName();
    };
  }

  private static String shortly(RunEvent event) {
    return switch (event) {
      case RunEvent.StepUncertain doubt -> "Doubt " + doubt.attempt();
      case RunEvent.RunEnded end -> end.outcome().name();
      case RunEvent.RollbackStarted _ -> "RollBack";
      case RunEvent other -> other.getClass().getSimpleName();
    };
  }
}
