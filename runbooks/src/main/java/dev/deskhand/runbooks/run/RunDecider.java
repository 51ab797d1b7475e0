package dev.deskhand.runbooks.run;

import dev.deskhand.content.Expression;
import dev.deskhand.content.Problems;
import dev.deskhand.content.SourcePosition;
import dev.deskhand.runbooks.EffectClass;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Decides what a run does next. Pure: the same run at the same time decides the same. */
final class RunDecider {
  /** The names that a step's condition may use. */
  static final Set<String> VARIABLES = Set.of("inputs", "steps");

  /** An attempt that never comes back, time after time, takes the process down: ask a person. */
  private static final int MOST_ATTEMPTS = 100;

  /** A target that did not say so often is not asked any more. */
  private static final int MOST_PROBES = 8;

  private RunDecider() {}

  static Next next(Run run, Instant now) {
    return switch (run.phase()) {
      case Run.Phase.Requested _ -> new Next.Authorise();
      case Run.Phase.AwaitingApproval waiting -> approval(run, waiting, now);
      case Run.Phase.Running _ -> forward(run, now);
      case Run.Phase.Cancelling cancelling -> cancel(run, cancelling, now);
      case Run.Phase.RollingBack rollback -> backward(run, rollback.reason(), now);
      case Run.Phase.Ended _ -> new Next.Nothing();
    };
  }

  private static Next approval(Run run, Run.Phase.AwaitingApproval waiting, Instant now) {
    if (!now.isBefore(waiting.until())) {
      return new Next.ExpireApproval();
    }
    return run.approvals().isEmpty() ? new Next.Sleep(waiting.until()) : new Next.Authorise();
  }

  private static Next forward(Run run, Instant now) {
    for (RunPlan.PlannedStep step : run.plan().steps()) {
      StepRef ref = StepRef.forward(step.id());
      Optional<Next> next = step(run, ref, now);
      if (next.isPresent()) {
        return next.get();
      }
    }
    return new Next.End(RunOutcome.SUCCEEDED, "all steps done");
  }

  /** What a step needs; empty when it is through. */
  private static Optional<Next> step(Run run, StepRef ref, Instant now) {
    Optional<StepProgress> progress = run.progress(ref);
    if (progress.isEmpty()) {
      return Optional.of(first(run, ref));
    }
    return switch (progress.get()) {
      case StepProgress.Succeeded _, StepProgress.Skipped _ -> Optional.empty();
      case StepProgress.Intended intended ->
          Optional.of(withoutResult(run, ref, intended.attempt()));
      case StepProgress.Dispatched dispatched ->
          Optional.of(new Next.Doubt(ref, dispatched.attempt(), "it was begun and has no result"));
      case StepProgress.Unanswered unanswered -> Optional.of(askAgain(ref, unanswered, now));
      case StepProgress.Failed failed -> Optional.of(afterFailure(run, ref, failed, now));
      case StepProgress.Uncertain _ -> Optional.of(new Next.Await());
      case StepProgress.NotDone notDone ->
          Optional.of(new Next.Perform(ref, notDone.attempt() + 1));
      case StepProgress.GivenUp givenUp ->
          ref.direction() == StepRef.Direction.UNDO
              ? Optional.empty()
              : Optional.of(fail(run, ref, ref + ": " + givenUp.reason()));
    };
  }

  private static Next first(Run run, StepRef ref) {
    try {
      return conditionHolds(run, ref) ? new Next.Perform(ref, 1) : new Next.Skip(ref);
    } catch (IllegalArgumentException e) {
      return fail(run, ref, ref + ": " + e.getMessage());
    }
  }

  private static Next askAgain(StepRef ref, StepProgress.Unanswered unanswered, Instant now) {
    if (unanswered.asked() >= MOST_PROBES) {
      return new Next.Doubt(ref, unanswered.attempt(), unanswered.reason());
    }
    return now.isBefore(unanswered.askAgainAt())
        ? new Next.Sleep(unanswered.askAgainAt())
        : new Next.Probe(ref, unanswered.attempt());
  }

  /** The process stopped between INTENT and RESULT. */
  private static Next withoutResult(Run run, StepRef ref, int attempt) {
    if (attempt >= MOST_ATTEMPTS) {
      return new Next.Doubt(ref, attempt, attempt + " attempts ended without a result");
    }
    EffectClass effect = run.plan().effect(ref);
    return effect == EffectClass.PROBE
        ? new Next.Probe(ref, attempt)
        : new Next.Perform(ref, attempt + 1);
  }

  private static Next afterFailure(Run run, StepRef ref, StepProgress.Failed failed, Instant now) {
    if (failed.retryAt().isEmpty()) {
      return fail(run, ref, ref + ": " + failed.reason());
    }
    Instant at = failed.retryAt().get();
    return now.isBefore(at) ? new Next.Sleep(at) : new Next.Perform(ref, failed.attempt() + 1);
  }

  private static Next fail(Run run, StepRef ref, String reason) {
    if (ref.direction() == StepRef.Direction.UNDO) {
      return new Next.Await();
    }
    return undoable(run).isEmpty()
        ? new Next.End(RunOutcome.FAILED, reason)
        : new Next.RollBack(reason);
  }

  private static Next backward(Run run, String reason, Instant now) {
    for (StepRef ref : undoable(run)) {
      Optional<Next> next = step(run, ref, now);
      if (next.isPresent()) {
        return next.get();
      }
    }
    boolean complete =
        run.progress().values().stream().noneMatch(StepProgress.GivenUp.class::isInstance);
    return complete
        ? new Next.End(RunOutcome.ROLLED_BACK, reason)
        : new Next.End(RunOutcome.FAILED, reason + "; not everything could be taken back");
  }

  private static Next cancel(Run run, Run.Phase.Cancelling cancelling, Instant now) {
    String reason = "cancelled by " + cancelling.by();
    for (RunPlan.PlannedStep step : run.plan().steps()) {
      StepRef ref = StepRef.forward(step.id());
      Optional<StepProgress> progress = run.progress(ref);
      if (progress.isPresent() && mayHaveHappened(run, ref, progress.get())) {
        Optional<Next> next = step(run, ref, now);
        if (next.isPresent() && !(next.get() instanceof Next.RollBack)) {
          return next.get();
        }
      }
    }
    return undoable(run).isEmpty()
        ? new Next.End(RunOutcome.CANCELLED, reason)
        : new Next.RollBack(reason);
  }

  /**
   * An effect that may have happened has to be known before a run can be cancelled. INTENT alone
   * says that it did not where DISPATCHED would follow, and nothing happens where one only reads.
   */
  private static boolean mayHaveHappened(Run run, StepRef ref, StepProgress progress) {
    EffectClass effect = run.plan().effect(ref);
    return switch (progress) {
      case StepProgress.Intended _ -> effect != EffectClass.ONCE && effect != EffectClass.READ;
      case StepProgress.Dispatched _, StepProgress.Unanswered _, StepProgress.Uncertain _ -> true;
      case StepProgress.Failed _ -> run.doubted().contains(ref);
      case StepProgress.Succeeded _,
          StepProgress.Skipped _,
          StepProgress.NotDone _,
          StepProgress.GivenUp _ ->
          false;
    };
  }

  /** The undos of what was done, last first. */
  private static List<StepRef> undoable(Run run) {
    return run.plan().steps().reversed().stream()
        .filter(step -> step.undo().isPresent())
        .filter(
            step ->
                run.progress(StepRef.forward(step.id()))
                    .map(StepProgress.Succeeded.class::isInstance)
                    .orElse(false))
        .map(step -> StepRef.undo(step.id()))
        .toList();
  }

  private static boolean conditionHolds(Run run, StepRef ref) {
    if (ref.direction() == StepRef.Direction.UNDO) {
      return true;
    }
    Optional<String> source = run.plan().step(ref.step()).when();
    if (source.isEmpty()) {
      return true;
    }
    Problems problems = new Problems();
    SourcePosition place = new SourcePosition(run.plan().runbook().value(), 1, 1);
    return Expression.parse(source.get(), VARIABLES, place, problems)
        .map(expression -> expression.test(variables(run)))
        .orElseThrow(() -> new IllegalStateException("stored condition: " + problems.all()));
  }

  private static Map<String, Object> variables(Run run) {
    Map<String, Object> steps = new HashMap<>();
    run.outputs().forEach((step, output) -> steps.put(step.value(), output));
    return Map.of("inputs", run.plan().inputValues(), "steps", steps);
  }
}
