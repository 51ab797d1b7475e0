package dev.deskhand.runbooks.run;

import dev.deskhand.runbooks.OnFailure;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Decides what a run does next. Pure: the same run at the same time decides the same. */
final class RunDecider {
  private final Run run;
  private final Instant now;
  private final Set<StepRef> underWay;

  private RunDecider(Run run, Instant now, Set<StepRef> underWay) {
    this.run = run;
    this.now = now;
    this.underWay = underWay;
  }

  /** What a run needs of which nothing is under way. */
  static Next next(Run run, Instant now) {
    return next(run, now, Set.of());
  }

  /**
   * What a run needs.
   *
   * @param underWay the steps that this process is performing or asking about
   */
  static Next next(Run run, Instant now, Set<StepRef> underWay) {
    return new RunDecider(run, now, underWay).next();
  }

  /** True if every effect that may have happened is known, and none of them can be undone. */
  static boolean mayEnd(Run run, Instant now, Set<StepRef> underWay) {
    RunDecider decider = new RunDecider(run, now, underWay);
    return decider.unknown().isEmpty() && decider.undoable().isEmpty();
  }

  private Next next() {
    return switch (run.phase()) {
      case Run.Phase.Requested _ -> Next.of(new Move.Authorise());
      case Run.Phase.AwaitingApproval waiting -> approval(waiting);
      case Run.Phase.Running _ -> forward();
      case Run.Phase.Paused _ -> settling().orElse(Next.WAIT);
      case Run.Phase.Cancelling cancelling ->
          settling().orElseGet(() -> leave("cancelled by " + cancelling.by()));
      case Run.Phase.RollingBack rollback -> backward(rollback.reason());
      case Run.Phase.Ended _ -> Next.WAIT;
    };
  }

  private Next approval(Run.Phase.AwaitingApproval waiting) {
    if (!now.isBefore(waiting.until())) {
      return Next.keep(new RunEvent.ApprovalExpired()).and(end(RunOutcome.REFUSED, late()));
    }
    if (waiting.escalatesAt().filter(at -> !now.isBefore(at)).isPresent()) {
      return Next.keep(
          new RunEvent.ApprovalEscalated(waiting.rule().escalation().orElseThrow().role()));
    }
    Next sleep = Next.sleep(waiting.lookAt());
    return run.approvals().isEmpty() ? sleep : sleep.and(Next.of(new Move.Authorise()));
  }

  private String late() {
    return run.approvals().isEmpty()
        ? "Nobody approved it in time."
        : "Too few approved it in time, or it could not begin by then.";
  }

  private Next forward() {
    Standing standing =
        new StepDecider(run, now, underWay)
            .sequence(run.plan().steps(), new Place(run.plan()).outermost());
    return switch (standing) {
      case Standing.Through _ -> end(RunOutcome.SUCCEEDED, "all steps done");
      case Standing.Open open -> open.next();
      case Standing.Failed failed -> settling().orElseGet(() -> failed(failed));
      case Standing.Finished finished ->
          switch (finished.ending()) {
            case SUCCEEDED -> end(RunOutcome.SUCCEEDED, finished.because());
            case FAILED -> end(RunOutcome.FAILED, finished.because());
            case REFUSED -> refused(finished.because());
          };
    };
  }

  private Next refused(String because) {
    return run.hasChangedNothing()
        ? end(RunOutcome.REFUSED, because)
        : failed(new Standing.Failed(because, OnFailure.ROLL_BACK));
  }

  private Next failed(Standing.Failed failed) {
    return failed.how() == OnFailure.FAIL || undoable().isEmpty()
        ? end(RunOutcome.FAILED, failed.reason())
        : Next.keep(new RunEvent.RollbackStarted(failed.reason()));
  }

  /** What it takes to know every effect that may have happened; empty when all are known. */
  private Optional<Next> settling() {
    AttemptDecider attempts = attempts();
    return unknown().stream()
        .map(attempts::of)
        .flatMap(
            it -> it instanceof Standing.Open open ? Optional.of(open.next()).stream() : none())
        .reduce(Next::and);
  }

  private List<StepRef> unknown() {
    return run.steps().progress().keySet().stream().filter(attempts()::mayHaveHappened).toList();
  }

  private AttemptDecider attempts() {
    return new AttemptDecider(run, now, underWay);
  }

  private static Stream<Next> none() {
    return Stream.empty();
  }

  private Next leave(String reason) {
    return undoable().isEmpty()
        ? end(RunOutcome.CANCELLED, reason)
        : Next.keep(new RunEvent.RollbackStarted(reason));
  }

  private Next backward(String reason) {
    AttemptDecider attempts = attempts();
    for (StepRef ref : undoable()) {
      if (attempts.of(ref) instanceof Standing.Open open) {
        return open.next();
      }
    }
    boolean isComplete =
        run.steps().progress().values().stream().noneMatch(StepProgress.GivenUp.class::isInstance);
    return isComplete
        ? end(RunOutcome.ROLLED_BACK, reason)
        : end(RunOutcome.FAILED, reason + "; not everything could be taken back");
  }

  private static Next end(RunOutcome outcome, String reason) {
    return Next.keep(new RunEvent.RunEnded(outcome, reason));
  }

  /** The undos of what was done, last first. */
  private List<StepRef> undoable() {
    return run.plan().all().toList().reversed().stream()
        .filter(step -> step.content() instanceof PlannedStep.Act act && act.undo().isPresent())
        .filter(
            step ->
                run.progress(StepRef.forward(step.id())).orElse(null)
                    instanceof StepProgress.Succeeded)
        .map(step -> StepRef.undo(step.id()))
        .toList();
  }
}
