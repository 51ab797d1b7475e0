package dev.deskhand.runbooks.run;

import dev.deskhand.permissions.Decision;
import dev.deskhand.permissions.PersonId;
import dev.deskhand.permissions.Role;
import dev.deskhand.runbooks.action.ActionResult;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** What happens to a run. */
public sealed interface RunEvent {

  /** What happens to one of its steps. */
  sealed interface OfStep extends RunEvent {
    StepRef step();
  }

  /** What came of an attempt, or of asking about it; also what a step without attempts came to. */
  sealed interface Result extends OfStep {
    int attempt();
  }

  /** Somebody wants it; {@code digest} is the plan's. */
  record RunRequested(RunPlan plan, String digest, RunRequest request) implements RunEvent {}

  /** Somebody else has to say yes until then. */
  record ApprovalAsked(Decision.ApprovalRule rule, Instant until) implements RunEvent {}

  /** Somebody said yes to the plan with this digest. */
  record Approved(PersonId by, String digest) implements RunEvent {}

  /** Somebody said no. */
  record ApprovalDeclined(PersonId by, String comment) implements RunEvent {}

  /** Somebody wants the plan to be another one; the run ends. */
  record ChangesRequested(PersonId by, String comment) implements RunEvent {}

  /** Nobody answered for a while: holders of this role are asked, too. */
  record ApprovalEscalated(Role role) implements RunEvent {}

  /** Nobody said yes in time. */
  record ApprovalExpired() implements RunEvent {}

  /** The policies allowed it. */
  record RunStarted(Decision.Reasons reasons) implements RunEvent {}

  /** The step's condition does not hold. */
  record StepSkipped(StepRef step) implements OfStep {}

  /** INTENT: the attempt is allowed and is about to be made. */
  record StepIntended(StepRef step, int attempt, Decision.Reasons reasons) implements OfStep {}

  /**
   * From here on the effect may have happened; only for effects that can't be repeated or asked.
   */
  record StepDispatched(StepRef step, int attempt) implements OfStep {}

  /**
   * RESULT: it happened.
   *
   * @param kept the digests of outputs that are too long to be stored in here, by name
   */
  record StepSucceeded(
      StepRef step,
      int attempt,
      Map<String, String> output,
      String evidence,
      Optional<Map<String, String>> kept)
      implements Result {
    public StepSucceeded {
      output = Map.copyOf(output);
      kept = kept.map(Map::copyOf);
    }

    public StepSucceeded(StepRef step, int attempt, Map<String, String> output, String evidence) {
      this(step, attempt, output, evidence, Optional.empty());
    }
  }

  /**
   * RESULT: it did not happen.
   *
   * @param retryAt when it is tried again, if it is
   */
  record StepFailed(
      StepRef step,
      int attempt,
      ActionResult.Failed.Cause cause,
      String reason,
      Optional<Instant> retryAt)
      implements Result {}

  /**
   * RESULT: nobody knows whether it happened. Doing it again does no harm, so it is tried again.
   *
   * @param retryAt when
   */
  record StepUnclear(StepRef step, int attempt, String reason, Instant retryAt) implements Result {}

  /**
   * The target was asked whether the attempt happened, and did not say.
   *
   * @param askAgainAt when it is asked again
   * @param goingOnSince since when it has said that the effect is going on, if it says that
   * @param endedAt when the attempt ended without a word of what came of it; empty where the
   *     process ended before it
   */
  record StepUnanswered(
      StepRef step,
      int attempt,
      String reason,
      Instant askAgainAt,
      Optional<Instant> goingOnSince,
      Optional<Instant> endedAt)
      implements Result {
    public StepUnanswered(StepRef step, int attempt, String reason, Instant askAgainAt) {
      this(step, attempt, reason, askAgainAt, Optional.empty(), Optional.empty());
    }
  }

  /** Nobody can know whether it happened: a person is asked. */
  record StepUncertain(StepRef step, int attempt, String reason) implements Result {}

  /** A person said what became of it. */
  record StepSettled(StepRef step, PersonId by, Settlement settlement) implements OfStep {}

  /** What a person knows of an uncertain effect. */
  enum Settlement {
    DONE,
    NOT_DONE,
    /** Nobody will ever know; the run fails here. */
    GIVE_UP
  }

  /** Others have to say yes to the rest of the run, which has this digest, until then. */
  record StepApprovalAsked(StepRef step, Decision.ApprovalRule rule, String digest, Instant until)
      implements OfStep {}

  /** Nobody answered for a while: holders of this role are asked for the rest of the run, too. */
  record StepApprovalEscalated(StepRef step, Role role) implements OfStep {}

  /** Somebody said yes to the rest of the run with this digest. */
  record StepApproved(StepRef step, PersonId by, String digest) implements OfStep {}

  /** Somebody said no to the rest of the run. */
  record StepDeclined(StepRef step, PersonId by, String comment) implements OfStep {}

  /** Somebody was asked for the values of a form. */
  record AnswerAsked(StepRef step, Instant until) implements OfStep {}

  /** Somebody gave the values of a form. */
  record Answered(StepRef step, PersonId by, Map<String, String> values) implements OfStep {
    public Answered {
      values = Map.copyOf(values);
    }
  }

  /** The run waits until then. */
  record StepWaiting(StepRef step, Instant until) implements OfStep {}

  /** No other run does what this lock stands for, until it is released. */
  record LockTaken(StepRef step, String lock) implements OfStep {}

  record LockReleased(StepRef step, String lock) implements OfStep {}

  /** A step failed for good; what was done is taken back. */
  record RollbackStarted(String reason) implements RunEvent {}

  /**
   * Somebody wants nothing further to be begun for now.
   *
   * @param because what made it so, where nobody said it to the run
   */
  record PauseAsked(PersonId by, Optional<String> because) implements RunEvent {
    public PauseAsked(PersonId by) {
      this(by, Optional.empty());
    }
  }

  /**
   * Somebody lets it go on.
   *
   * @param because what made it so, where nobody said it to the run
   */
  record ResumeAsked(PersonId by, Optional<String> because) implements RunEvent {
    public ResumeAsked(PersonId by) {
      this(by, Optional.empty());
    }
  }

  /**
   * Somebody wants it to end at the next step.
   *
   * @param because what made it so, where nobody said it to the run
   */
  record CancelAsked(PersonId by, Optional<String> because) implements RunEvent {
    public CancelAsked(PersonId by) {
      this(by, Optional.empty());
    }
  }

  /** Nothing more will happen. */
  record RunEnded(RunOutcome outcome, String reason) implements RunEvent {}
}
