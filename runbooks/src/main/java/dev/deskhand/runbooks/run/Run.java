package dev.deskhand.runbooks.run;

import dev.deskhand.permissions.Approval;
import dev.deskhand.permissions.Decision;
import dev.deskhand.permissions.PersonId;
import dev.deskhand.runbooks.EffectClass;
import dev.deskhand.runbooks.StepId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A run as its events tell it. Immutable; {@link #apply} gives the next one.
 *
 * @param outputs of the steps that succeeded
 * @param doubted steps of which an attempt may have happened although a later one failed
 */
public record Run(
    RunPlan plan,
    String digest,
    RunRequest request,
    List<Approval> approvals,
    Phase phase,
    Map<StepRef, StepProgress> progress,
    Map<StepId, Map<String, String>> outputs,
    Set<StepRef> doubted) {

  /** Where a run stands as a whole. */
  public sealed interface Phase {
    /** Wanted; the policies are asked next. */
    record Requested() implements Phase {}

    /** Somebody else has to say yes. */
    record AwaitingApproval(Decision.ApprovalRule rule, Instant until) implements Phase {}

    record Running() implements Phase {}

    /** Ends at the next step. */
    record Cancelling(PersonId by) implements Phase {}

    /** What was done is being taken back. */
    record RollingBack(String reason) implements Phase {}

    record Ended(RunOutcome outcome, String reason) implements Phase {}
  }

  public Run {
    approvals = List.copyOf(approvals);
    progress = Collections.unmodifiableMap(new LinkedHashMap<>(progress));
    outputs = Map.copyOf(outputs);
    doubted = Set.copyOf(doubted);
  }

  /** The run that a first event makes. */
  public static Run begin(RunEvent.RunRequested event) {
    return new Run(
        event.plan(),
        event.digest(),
        event.request(),
        List.of(),
        new Phase.Requested(),
        Map.of(),
        Map.of(),
        Set.of());
  }

  /** The run after an event that was appended at a time. */
  public Run apply(RunEvent event, Instant at) {
    return switch (event) {
      case RunEvent.RunRequested _ ->
          throw new IllegalStateException("a run is requested once: " + plan.runbook());
      case RunEvent.ApprovalAsked asked ->
          with(new Phase.AwaitingApproval(asked.rule(), asked.until()));
      case RunEvent.Approved approved ->
          approved(new Approval(approved.by(), approved.digest(), at));
      case RunEvent.ApprovalDeclined _, RunEvent.ApprovalExpired _ -> this;
      case RunEvent.RunStarted _ -> with(new Phase.Running());
      case RunEvent.StepSkipped skipped -> with(skipped.step(), new StepProgress.Skipped());
      case RunEvent.StepIntended intended -> intended(intended);
      case RunEvent.StepDispatched dispatched ->
          with(
              dispatched.step(),
              new StepProgress.Dispatched(dispatched.attempt(), failures(dispatched.step())));
      case RunEvent.StepSucceeded succeeded -> succeeded(succeeded);
      case RunEvent.StepFailed failed -> failed(failed);
      case RunEvent.StepUnclear unclear -> unclear(unclear);
      case RunEvent.StepUnanswered unanswered -> unanswered(unanswered);
      case RunEvent.StepUncertain uncertain ->
          with(
              uncertain.step(),
              new StepProgress.Uncertain(
                  uncertain.attempt(), failures(uncertain.step()), uncertain.reason()));
      case RunEvent.StepSettled settled -> settled(settled);
      case RunEvent.RollbackStarted rollback -> with(new Phase.RollingBack(rollback.reason()));
      case RunEvent.CancelAsked cancel -> cancelled(cancel.by());
      case RunEvent.RunEnded ended -> with(new Phase.Ended(ended.outcome(), ended.reason()));
    };
  }

  public Optional<StepProgress> progress(StepRef step) {
    return Optional.ofNullable(progress.get(step));
  }

  /** The steps that wait for a person: their effect is unknown, or their undo failed for good. */
  public List<StepRef> unsettled() {
    return progress.entrySet().stream()
        .filter(entry -> needsPerson(entry.getKey(), entry.getValue()))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** True if a person has to say what became of exactly this attempt. */
  public boolean awaitsPerson(StepRef step, int attempt) {
    return unsettled().contains(step) && StepProgress.attempts(progress(step)) == attempt;
  }

  private static boolean needsPerson(StepRef step, StepProgress progress) {
    return progress instanceof StepProgress.Uncertain
        || (step.direction() == StepRef.Direction.UNDO
            && progress instanceof StepProgress.Failed failed
            && failed.retryAt().isEmpty());
  }

  public boolean awaitsApproval() {
    return phase instanceof Phase.AwaitingApproval;
  }

  public boolean hasEnded() {
    return phase instanceof Phase.Ended;
  }

  int failures(StepRef step) {
    return StepProgress.failures(progress(step));
  }

  private Run approved(Approval approval) {
    List<Approval> all = new ArrayList<>(approvals);
    all.add(approval);
    return new Run(plan, digest, request, all, phase, progress, outputs, doubted);
  }

  private Run cancelled(PersonId by) {
    return switch (phase) {
      case Phase.Requested _, Phase.AwaitingApproval _, Phase.Running _ ->
          with(new Phase.Cancelling(by));
      case Phase.Cancelling _, Phase.RollingBack _, Phase.Ended _ -> this;
    };
  }

  private Run succeeded(RunEvent.StepSucceeded event) {
    Run done = with(event.step(), new StepProgress.Succeeded());
    if (event.step().direction() == StepRef.Direction.UNDO) {
      return done;
    }
    Map<StepId, Map<String, String>> all = new LinkedHashMap<>(outputs);
    all.put(event.step().step(), event.output());
    return new Run(plan, digest, request, approvals, phase, done.progress, all, doubted);
  }

  /** An earlier attempt that was announced and has no result may have happened. */
  private Run intended(RunEvent.StepIntended event) {
    boolean another = progress(event.step()).orElse(null) instanceof StepProgress.Intended;
    return (another ? doubting(event.step()) : this)
        .with(event.step(), new StepProgress.Intended(event.attempt(), failures(event.step())));
  }

  private Run unclear(RunEvent.StepUnclear event) {
    return doubting(event.step())
        .with(
            event.step(),
            new StepProgress.Failed(
                event.attempt(),
                failures(event.step()) + 1,
                event.reason(),
                Optional.of(event.retryAt())));
  }

  /** What a person says of a step is said of all its attempts so far. */
  private Run trusting(StepRef step) {
    Set<StepRef> rest = new HashSet<>(doubted);
    rest.remove(step);
    return new Run(plan, digest, request, approvals, phase, progress, outputs, rest);
  }

  /**
   * Read-only steps have no effect to be doubted, and INTENT alone says of those that can't be
   * repeated that nothing happened.
   */
  private Run doubting(StepRef step) {
    EffectClass effect = plan.effect(step);
    if (effect == EffectClass.READ || effect == EffectClass.ONCE) {
      return this;
    }
    Set<StepRef> more = new HashSet<>(doubted);
    more.add(step);
    return new Run(plan, digest, request, approvals, phase, progress, outputs, more);
  }

  private Run failed(RunEvent.StepFailed event) {
    return with(
        event.step(),
        new StepProgress.Failed(
            event.attempt(), failures(event.step()) + 1, event.reason(), event.retryAt()));
  }

  private Run unanswered(RunEvent.StepUnanswered event) {
    int asked =
        progress(event.step()).orElse(null) instanceof StepProgress.Unanswered before
            ? before.asked() + 1
            : 1;
    return with(
        event.step(),
        new StepProgress.Unanswered(
            event.attempt(), failures(event.step()), asked, event.reason(), event.askAgainAt()));
  }

  private Run settled(RunEvent.StepSettled event) {
    int attempt = StepProgress.attempts(progress(event.step()));
    return switch (event.settlement()) {
      case DONE -> with(event.step(), new StepProgress.Succeeded());
      case NOT_DONE ->
          trusting(event.step())
              .with(event.step(), new StepProgress.NotDone(attempt, failures(event.step())));
      case GIVE_UP -> with(event.step(), new StepProgress.GivenUp("given up by " + event.by()));
    };
  }

  private Run with(Phase next) {
    return new Run(plan, digest, request, approvals, next, progress, outputs, doubted);
  }

  private Run with(StepRef step, StepProgress next) {
    Map<StepRef, StepProgress> all = new LinkedHashMap<>(progress);
    all.put(step, next);
    return new Run(plan, digest, request, approvals, phase, all, outputs, doubted);
  }
}
