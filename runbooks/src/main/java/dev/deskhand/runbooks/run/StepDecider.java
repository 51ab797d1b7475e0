package dev.deskhand.runbooks.run;

import dev.deskhand.content.Times;
import dev.deskhand.runbooks.IfLocked;
import dev.deskhand.runbooks.OnFailure;
import dev.deskhand.runbooks.StepId;
import dev.deskhand.runbooks.Work.Ending;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Decides how steps stand and what they need next, going forward. Pure. */
final class StepDecider {
  static final String NOBODY_IN_TIME = "nobody approved in time";

  private final Run run;
  private final Instant now;
  private final AttemptDecider attempts;
  private final EachDecider each;

  StepDecider(Run run, Instant now, Set<StepRef> underWay) {
    this.run = run;
    this.now = now;
    this.attempts = new AttemptDecider(run, now, underWay);
    this.each = new EachDecider(this, attempts);
  }

  /** Steps one after the other: the first that is not through says how they stand. */
  Standing sequence(List<PlannedStep> steps, Place.Names names) {
    for (PlannedStep step : steps) {
      Standing standing = of(step, names);
      if (!(standing instanceof Standing.Through)) {
        return standing;
      }
    }
    return new Standing.Through();
  }

  Standing of(PlannedStep step, Place.Names names) {
    StepRef ref = StepRef.forward(step.id());
    if (run.progress(ref).orElse(null) instanceof StepProgress.Skipped) {
      return new Standing.Through();
    }
    try {
      return isBegun(step) && !lostItsLock(step, ref)
          ? going(step, names)
          : fresh(step, names, ref);
    } catch (IllegalArgumentException e) {
      return Standing.keep(Outcomes.broken(ref, 1, String.valueOf(e.getMessage())));
    }
  }

  boolean isBegun(PlannedStep step) {
    return step.all().stream().anyMatch(it -> run.progress(StepRef.forward(it.id())).isPresent());
  }

  /** A step that could never have its lock, and that a person wants to be done after all. */
  private boolean lostItsLock(PlannedStep step, StepRef ref) {
    return step.lock().isPresent()
        && !run.steps().locks().containsKey(step.id())
        && run.progress(ref).orElse(null) instanceof StepProgress.NotDone;
  }

  private Standing fresh(PlannedStep step, Place.Names names, StepRef ref) {
    if (step.when().isPresent() && !new Lookup(run, names).holds(step.when().get())) {
      return Standing.keep(new RunEvent.StepSkipped(ref));
    }
    if (step.lock().isPresent() && !run.steps().locks().containsKey(step.id())) {
      return Standing.open(
          new Move.TakeLock(ref, step.lock().get(), step.ifLocked().orElse(IfLocked.WAIT)));
    }
    return going(step, names);
  }

  private Standing going(PlannedStep step, Place.Names names) {
    return released(step, afterwards(step, content(step, names)));
  }

  /** What was locked for a step is free once it is through. */
  private Standing released(PlannedStep step, Standing standing) {
    return standing instanceof Standing.Through && run.steps().locks().containsKey(step.id())
        ? Standing.keep(
            new RunEvent.LockReleased(
                StepRef.forward(step.id()), run.steps().locks().get(step.id())))
        : standing;
  }

  private static Standing afterwards(PlannedStep step, Standing standing) {
    if (!(standing instanceof Standing.Failed failed)) {
      return standing;
    }
    return switch (step.onFailure()) {
      case CONTINUE -> new Standing.Through();
      case FAIL -> new Standing.Failed(failed.reason(), OnFailure.FAIL);
      case ROLL_BACK, ASK -> failed;
    };
  }

  private Standing content(PlannedStep step, Place.Names names) {
    StepRef ref = StepRef.forward(step.id());
    return switch (step.content()) {
      case PlannedStep.Act _ -> attempts.of(ref);
      case PlannedStep.Group _, PlannedStep.Each _
          when run.progress(ref).orElse(null) instanceof StepProgress.Failed failed ->
          withoutLock(step, names, failed.reason());
      case PlannedStep.Group group -> group(group, names.in(step));
      case PlannedStep.Each all -> each.of(step.id(), all, names);
      case PlannedStep.Approval approval -> approval(ref, approval);
      case PlannedStep.Ask ask -> answer(ref, ask);
      case PlannedStep.Wait wait -> waiting(ref, wait, names);
      case PlannedStep.Compare compare -> compared(ref, compare, names);
      case PlannedStep.Finish _ when run.progress(ref).isPresent() -> attempts.of(ref);
      case PlannedStep.Finish finish -> new Standing.Finished(finish.ending(), finish.because());
    };
  }

  private Standing withoutLock(PlannedStep step, Place.Names names, String reason) {
    return step.refusesIfLocked() && isWanted(step, names)
        ? new Standing.Finished(Ending.REFUSED, reason)
        : new Standing.Failed(step.id() + ": " + reason, OnFailure.ROLL_BACK);
  }

  /** Whether its lock was asked for; where its condition can't be told, that is why it failed. */
  private boolean isWanted(PlannedStep step, Place.Names names) {
    try {
      return step.when().isEmpty() || new Lookup(run, names).holds(step.when().get());
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  /** A part of its own that finishes well lets the rest of the run go on. */
  private Standing group(PlannedStep.Group group, Place.Names names) {
    Standing standing = sequence(group.steps(), names);
    if (group.scope().isEmpty() || !(standing instanceof Standing.Finished finished)) {
      return standing;
    }
    return switch (finished.ending()) {
      case SUCCEEDED -> new Standing.Through();
      case FAILED, REFUSED -> new Standing.Failed(finished.because(), OnFailure.ROLL_BACK);
    };
  }

  private Standing approval(StepRef ref, PlannedStep.Approval approval) {
    StepProgress progress = run.progress(ref).orElse(null);
    if (progress instanceof StepProgress.AwaitingApproval awaiting) {
      boolean isEnough = awaiting.by().size() >= approval.rule().count();
      boolean isOver = !now.isBefore(awaiting.until());
      if (isOver && !isEnough) {
        return Standing.keep(Outcomes.broken(ref, 1, NOBODY_IN_TIME));
      }
      if (!isOver && awaiting.escalatesAt().filter(at -> !now.isBefore(at)).isPresent()) {
        return Standing.keep(
            new RunEvent.StepApprovalEscalated(
                ref, approval.rule().escalation().orElseThrow().role()));
      }
      Next sleep = Next.sleep(awaiting.lookAt());
      return new Standing.Open(
          isEnough ? sleep.and(Next.of(new Move.UseApproval(ref, approval.rule()))) : sleep);
    }
    return progress == null
        ? Standing.open(new Move.AskApproval(ref, approval.rule()))
        : attempts.of(ref);
  }

  private Standing answer(StepRef ref, PlannedStep.Ask ask) {
    StepProgress progress = run.progress(ref).orElse(null);
    if (progress instanceof StepProgress.AwaitingAnswer awaiting) {
      return now.isBefore(awaiting.until())
          ? new Standing.Open(Next.sleep(awaiting.until()))
          : Standing.keep(Outcomes.broken(ref, 1, "nobody answered in time"));
    }
    return progress == null
        ? Standing.keep(new RunEvent.AnswerAsked(ref, now.plus(ask.within())))
        : attempts.of(ref);
  }

  private Standing waiting(StepRef ref, PlannedStep.Wait wait, Place.Names names) {
    StepProgress progress = run.progress(ref).orElse(null);
    if (progress instanceof StepProgress.Waiting waiting) {
      if (now.isBefore(waiting.until())) {
        return new Standing.Open(Next.sleep(waiting.until()));
      }
      return wait.until() instanceof PlannedStep.Until.Window(String calendar)
          ? Standing.open(new Move.AskWindow(ref, calendar))
          : Standing.keep(Outcomes.through(ref, "waited until " + waiting.until()));
    }
    return progress == null ? begun(ref, wait, names) : attempts.of(ref);
  }

  private Standing begun(StepRef ref, PlannedStep.Wait wait, Place.Names names) {
    return switch (wait.until()) {
      case PlannedStep.Until.After after ->
          Standing.keep(new RunEvent.StepWaiting(ref, now.plus(after.length())));
      case PlannedStep.Until.At at ->
          Standing.keep(new RunEvent.StepWaiting(ref, instant(names, at.time())));
      case PlannedStep.Until.Window(String calendar) ->
          Standing.open(new Move.AskWindow(ref, calendar));
    };
  }

  private Instant instant(Place.Names names, PlannedCall.Argument time) {
    String text = new Lookup(run, names).value(time);
    return Times.time(text)
        .orElseThrow(
            () ->
                new IllegalArgumentException("'" + text + "' is no time such as " + Times.EXAMPLE));
  }

  private Standing compared(StepRef ref, PlannedStep.Compare compare, Place.Names names) {
    if (run.progress(ref).isPresent()) {
      return attempts.of(ref);
    }
    Map<StepRef, StepProgress> known = run.steps().progress();
    Optional<StepProgress> after = Optional.ofNullable(known.get(StepRef.forward(compare.after())));
    if (after.isEmpty()) {
      throw new IllegalArgumentException("there is nothing to compare");
    }
    Map<String, String> was = outputsOf(compare.before());
    Map<String, String> is = outputsOf(compare.after());
    String difference = Difference.of(was, is);
    boolean holds =
        new Lookup(run, names).holds(compare.expected(), Map.of("before", was, "after", is));
    return Standing.keep(
        holds
            ? Outcomes.through(ref, difference)
            : Outcomes.broken(
                ref, 1, "not as expected: " + compare.expected() + "\n" + difference));
  }

  private Map<String, String> outputsOf(StepId step) {
    return run.steps().outputs().getOrDefault(step, Map.of());
  }
}
