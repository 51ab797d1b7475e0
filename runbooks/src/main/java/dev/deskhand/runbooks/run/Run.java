package dev.deskhand.runbooks.run;

import dev.deskhand.permissions.Approval;
import dev.deskhand.permissions.Decision;
import dev.deskhand.permissions.PersonId;
import dev.deskhand.runbooks.EffectClass;
import dev.deskhand.runbooks.OnFailure;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * A run as its events tell it. Immutable; {@link #apply} gives the next one.
 *
 * @param approvals of the run as a whole
 * @param left why it is left to the desk's people, who have the ticket that it is for
 */
public record Run(
    RunPlan plan,
    String digest,
    RunRequest request,
    List<Approval> approvals,
    Phase phase,
    StepLedger steps,
    Optional<String> left) {

  /** Where a run stands as a whole. */
  public sealed interface Phase {
    /** Wanted; the policies are asked next. */
    record Requested() implements Phase {}

    /**
     * Somebody else has to say yes.
     *
     * @param escalatesAt when others are asked, too, if they are and have not been yet
     */
    record AwaitingApproval(
        Decision.ApprovalRule rule, Instant until, Optional<Instant> escalatesAt) implements Phase {

      static AwaitingApproval of(RunEvent.ApprovalAsked asked) {
        return new AwaitingApproval(
            asked.rule(), asked.until(), asked.rule().escalatesAt(asked.until()));
      }

      /** When to look again, if nobody says anything. */
      Instant lookAt() {
        return escalatesAt.filter(at -> at.isBefore(until)).orElse(until);
      }
    }

    /**
     * Steps are begun.
     *
     * @param since when it began, or a person last let it go on: approvals had to be in time then
     */
    record Running(Instant since) implements Phase {}

    /** Nothing further is begun until somebody lets it go on. */
    record Paused(PersonId by) implements Phase {}

    /** Ends at the next step. */
    record Cancelling(PersonId by) implements Phase {}

    /** What was done is being taken back. */
    record RollingBack(String reason) implements Phase {}

    record Ended(RunOutcome outcome, String reason) implements Phase {}
  }

  public Run {
    approvals = List.copyOf(approvals);
  }

  /** The run that a first event makes. */
  public static Run begin(RunEvent.RunRequested event) {
    return new Run(
        event.plan(),
        event.digest(),
        event.request(),
        List.of(),
        new Phase.Requested(),
        StepLedger.EMPTY,
        Optional.empty());
  }

  /** The run after an event that was appended at a time. */
  public Run apply(RunEvent event, Instant at) {
    return switch (event) {
      case RunEvent.OfStep step -> with(new StepFold(plan, steps, at).apply(step));
      case RunEvent.RunRequested _ ->
          throw new IllegalStateException("a run is requested once: " + plan.runbook());
      case RunEvent.ApprovalAsked asked -> with(Phase.AwaitingApproval.of(asked));
      case RunEvent.ApprovalEscalated _ -> escalated();
      case RunEvent.Approved approved ->
          approved(new Approval(approved.by(), approved.digest(), at));
      case RunEvent.ApprovalDeclined _, RunEvent.ChangesRequested _, RunEvent.ApprovalExpired _ ->
          this;
      case RunEvent.RunStarted _ -> with(new Phase.Running(at));
      case RunEvent.RollbackStarted rollback -> with(new Phase.RollingBack(rollback.reason()));
      case RunEvent.PauseAsked pause -> paused(pause).left(pause.because());
      case RunEvent.ResumeAsked resume -> resumed(resume, at);
      case RunEvent.CancelAsked cancel -> cancelled(cancel.by()).left(cancel.because());
      case RunEvent.RunEnded ended -> with(new Phase.Ended(ended.outcome(), ended.reason()));
    };
  }

  public Optional<StepProgress> progress(StepRef step) {
    return steps.progress(step);
  }

  /** True if nothing has been begun. */
  public boolean isUntouched() {
    return steps.progress().isEmpty();
  }

  /** True if no step that changes anything has been begun. */
  public boolean hasChangedNothing() {
    return steps.progress().entrySet().stream()
        .allMatch(
            entry ->
                entry.getValue() instanceof StepProgress.Skipped
                    || plan.effect(entry.getKey()) == EffectClass.READ);
  }

  /** The steps that wait for a person: their effect is unknown, or they failed for good. */
  public List<StepRef> unsettled() {
    return steps.progress().entrySet().stream()
        .filter(entry -> needsPerson(entry.getKey(), entry.getValue()))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** True if a person has to say what became of exactly this attempt. */
  public boolean awaitsPerson(StepRef step, int attempt) {
    return unsettled().contains(step) && StepProgress.attempts(progress(step)) == attempt;
  }

  private boolean needsPerson(StepRef ref, StepProgress progress) {
    return progress instanceof StepProgress.Uncertain
        || (progress instanceof StepProgress.Failed failed
            && failed.retryAt().isEmpty()
            && asksAfterFailure(ref));
  }

  /** True if a failure of this step for good is for a person to settle. */
  public boolean asksAfterFailure(StepRef ref) {
    return ref.direction() == StepRef.Direction.UNDO
        || plan.step(ref.step()).onFailure() == OnFailure.ASK;
  }

  /**
   * What a step is called with, for people to read: what it looks up as it is known now, and no
   * secret.
   */
  public SortedMap<String, String> arguments(StepRef step) {
    return new ShownArguments(this, step).all();
  }

  /** The steps of which an attempt was announced and has no result. */
  public List<StepRef> inFlight() {
    return steps.progress().entrySet().stream()
        .filter(
            entry ->
                entry.getValue() instanceof StepProgress.Intended
                    || entry.getValue() instanceof StepProgress.Dispatched
                    || entry.getValue() instanceof StepProgress.Unanswered)
        .map(Map.Entry::getKey)
        .toList();
  }

  /** True if this attempt of a step was announced and has no result. */
  boolean awaitsResult(StepRef step, int attempt) {
    return inFlight().contains(step) && StepProgress.attempts(progress(step)) == attempt;
  }

  /** What the steps that were not begun yet will change, in words for people. */
  public List<String> remaining() {
    return plan.all()
        .filter(step -> progress(StepRef.forward(step.id())).isEmpty())
        .flatMap(RunPlan::change)
        .toList();
  }

  /** The steps at which others have to say yes to the rest. */
  public List<StepRef> awaitingApproval() {
    return awaiting(StepProgress.AwaitingApproval.class);
  }

  /** The steps that wait for the values of a form. */
  public List<StepRef> awaitingAnswer() {
    return awaiting(StepProgress.AwaitingAnswer.class);
  }

  private List<StepRef> awaiting(Class<? extends StepProgress> what) {
    return steps.progress().entrySet().stream()
        .filter(entry -> what.isInstance(entry.getValue()))
        .map(Map.Entry::getKey)
        .toList();
  }

  public boolean awaitsApproval() {
    return phase instanceof Phase.AwaitingApproval;
  }

  /** True while nothing further is begun since it was left, and no person wanted that. */
  public boolean isLeftWaiting() {
    return left.isPresent()
        && phase instanceof Phase.Paused paused
        && paused.by().equals(request.requester());
  }

  public boolean hasEnded() {
    return phase instanceof Phase.Ended;
  }

  private Run approved(Approval approval) {
    List<Approval> all = new ArrayList<>(approvals);
    all.add(approval);
    return new Run(plan, digest, request, all, phase, steps, left);
  }

  private Run escalated() {
    return phase instanceof Phase.AwaitingApproval waiting
        ? with(new Phase.AwaitingApproval(waiting.rule(), waiting.until(), Optional.empty()))
        : this;
  }

  /** What was paused stays so; somebody who says so makes a pause their own. */
  private Run paused(RunEvent.PauseAsked pause) {
    boolean isOwn = phase instanceof Phase.Paused && pause.because().isEmpty();
    return phase instanceof Phase.Running || isOwn ? with(new Phase.Paused(pause.by())) : this;
  }

  /**
   * Whoever lets it go on by themselves takes nothing from those it was left to; and those who give
   * it back do not let go on what somebody has paused.
   */
  private Run resumed(RunEvent.ResumeAsked resume, Instant at) {
    boolean isPersons = resume.because().isPresent() && !isLeftWaiting();
    Run run = phase instanceof Phase.Paused && !isPersons ? with(new Phase.Running(at)) : this;
    return resume.because().isEmpty() ? run : run.taken();
  }

  private Run left(Optional<String> because) {
    return because.isEmpty()
        ? this
        : new Run(plan, digest, request, approvals, phase, steps, because);
  }

  private Run taken() {
    return new Run(plan, digest, request, approvals, phase, steps, Optional.empty());
  }

  private Run cancelled(PersonId by) {
    return switch (phase) {
      case Phase.Requested _, Phase.AwaitingApproval _, Phase.Running _, Phase.Paused _ ->
          with(new Phase.Cancelling(by));
      case Phase.Cancelling _, Phase.RollingBack _, Phase.Ended _ -> this;
    };
  }

  private Run with(Phase next) {
    return new Run(plan, digest, request, approvals, next, steps, left);
  }

  private Run with(StepLedger next) {
    return new Run(plan, digest, request, approvals, phase, next, left);
  }
}
