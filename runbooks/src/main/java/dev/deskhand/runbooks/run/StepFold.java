package dev.deskhand.runbooks.run;

import dev.deskhand.runbooks.StepId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** What an event says of a step. Pure. */
final class StepFold {
  private final RunPlan plan;
  private final StepLedger before;
  private final Instant at;

  StepFold(RunPlan plan, StepLedger before, Instant at) {
    this.plan = plan;
    this.before = before;
    this.at = at;
  }

  StepLedger apply(RunEvent.OfStep event) {
    StepRef ref = event.step();
    return switch (event) {
      case RunEvent.StepSkipped _ -> before.with(ref, new StepProgress.Skipped());
      case RunEvent.StepIntended intended -> intended(intended);
      case RunEvent.StepDispatched dispatched ->
          before.with(ref, new StepProgress.Dispatched(dispatched.attempt(), before.failures(ref)));
      case RunEvent.StepSucceeded succeeded -> succeeded(succeeded);
      case RunEvent.StepFailed failed ->
          before.with(
              ref,
              new StepProgress.Failed(
                  failed.attempt(), before.failures(ref) + 1, failed.reason(), failed.retryAt()));
      case RunEvent.StepUnclear unclear -> unclear(unclear);
      case RunEvent.StepUnanswered unanswered -> unanswered(unanswered);
      case RunEvent.StepUncertain uncertain ->
          before.with(
              ref,
              new StepProgress.Uncertain(
                  uncertain.attempt(), before.failures(ref), uncertain.reason()));
      case RunEvent.StepSettled settled -> settled(settled);
      case RunEvent.StepApprovalAsked asked ->
          before.with(ref, StepProgress.AwaitingApproval.of(asked));
      case RunEvent.StepApprovalEscalated _ ->
          before.progress(ref).orElse(null) instanceof StepProgress.AwaitingApproval awaiting
              ? before.with(ref, awaiting.escalated())
              : before;
      case RunEvent.StepApproved approved -> approved(approved);
      case RunEvent.StepDeclined declined ->
          before.with(
              ref, new StepProgress.Failed(1, 1, "declined by " + declined.by(), Optional.empty()));
      case RunEvent.AnswerAsked asked ->
          before.with(ref, new StepProgress.AwaitingAnswer(asked.until()));
      case RunEvent.Answered answered ->
          before
              .with(ref, new StepProgress.Succeeded())
              .giving(answered.step().step(), answered.values());
      case RunEvent.StepWaiting waiting ->
          before.with(ref, new StepProgress.Waiting(waiting.until()));
      case RunEvent.LockTaken taken -> before.holding(ref.step(), taken.lock());
      case RunEvent.LockReleased _ -> before.releasing(ref.step());
    };
  }

  private StepLedger succeeded(RunEvent.StepSucceeded event) {
    StepLedger done = before.with(event.step(), new StepProgress.Succeeded());
    StepId step = event.step().step();
    return event.step().direction() == StepRef.Direction.UNDO
        ? done
        : done.giving(step, Map.copyOf(event.output()));
  }

  /** An earlier attempt that was announced and has no result may have happened. */
  private StepLedger intended(RunEvent.StepIntended event) {
    StepRef ref = event.step();
    boolean another = before.progress(ref).orElse(null) instanceof StepProgress.Intended;
    return (another ? before.doubting(ref, plan.effect(ref)) : before)
        .beginning(ref, plan.effect(ref), at)
        .with(ref, new StepProgress.Intended(event.attempt(), before.failures(ref)));
  }

  private StepLedger unclear(RunEvent.StepUnclear event) {
    StepRef ref = event.step();
    return before
        .doubting(ref, plan.effect(ref))
        .with(
            ref,
            new StepProgress.Failed(
                event.attempt(),
                before.failures(ref) + 1,
                event.reason(),
                Optional.of(event.retryAt())));
  }

  private StepLedger unanswered(RunEvent.StepUnanswered event) {
    StepRef ref = event.step();
    int asked =
        before.progress(ref).orElse(null) instanceof StepProgress.Unanswered earlier
            ? earlier.asked() + 1
            : 1;
    return before.with(
        ref,
        new StepProgress.Unanswered(
            event.attempt(),
            before.failures(ref),
            event.goingOnSince().isPresent() ? 0 : asked,
            event.reason(),
            event.askAgainAt(),
            event.goingOnSince(),
            event.endedAt()));
  }

  private StepLedger settled(RunEvent.StepSettled event) {
    StepRef ref = event.step();
    int attempt = StepProgress.attempts(before.progress(ref));
    return switch (event.settlement()) {
      case DONE -> before.with(ref, new StepProgress.Succeeded());
      case NOT_DONE ->
          before.trusting(ref).with(ref, new StepProgress.NotDone(attempt, before.failures(ref)));
      case GIVE_UP -> before.with(ref, new StepProgress.GivenUp("given up by " + event.by()));
    };
  }

  /** What counts is when somebody said yes, not when it is looked at. */
  private StepLedger approved(RunEvent.StepApproved event) {
    if (!(before.progress(event.step()).orElse(null)
        instanceof StepProgress.AwaitingApproval awaiting)) {
      return before;
    }
    if (awaiting.by().contains(event.by()) || !at.isBefore(awaiting.until())) {
      return before;
    }
    return before.with(event.step(), awaiting.with(event.by()));
  }
}
