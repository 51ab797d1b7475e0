package dev.deskhand.runbooks.run;

import dev.deskhand.journal.TenantId;
import dev.deskhand.permissions.Decision;
import dev.deskhand.runbooks.EffectClass;
import dev.deskhand.runbooks.action.ActionResult;
import dev.deskhand.runbooks.action.ProbeResult;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes a run from where it stands to where it has to wait. Owned by one thread. */
final class RunDrive {
  private static final Logger LOG = LoggerFactory.getLogger(RunDrive.class);

  /** An effect is made within this time of its announcement's commit, or not at all. */
  private static final Duration FRESH = Duration.ofMillis(500);

  private static final Duration FROZEN_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PROBE_PAUSE = Duration.ofSeconds(30);

  private final RunLog log;
  private final RunAccess access;
  private final StepPerformer performer;
  private final TenantId tenant;
  private final RunId id;

  RunDrive(RunLog log, RunAccess access, StepPerformer performer) {
    this.log = log;
    this.access = access;
    this.performer = performer;
    this.tenant = log.committed().key().tenant();
    this.id = log.committed().id();
  }

  private enum Going {
    ON,
    STOPPED
  }

  void drive() {
    Going going = Going.ON;
    while (going == Going.ON) {
      going = move(RunDecider.next(log.run(), log.now()));
    }
  }

  private Going move(Next next) {
    return switch (next) {
      case Next.Authorise _ -> authorise();
      case Next.Perform perform -> perform(perform.step(), perform.attempt());
      case Next.Probe probe -> probe(probe.step(), probe.attempt());
      case Next.Skip skip -> keep(new RunEvent.StepSkipped(skip.step()));
      case Next.Doubt doubt ->
          keep(new RunEvent.StepUncertain(doubt.step(), doubt.attempt(), doubt.reason()));
      case Next.RollBack rollBack -> keep(new RunEvent.RollbackStarted(rollBack.reason()));
      case Next.ExpireApproval _ -> {
        log.record(new RunEvent.ApprovalExpired());
        yield keep(new RunEvent.RunEnded(RunOutcome.REFUSED, "Nobody approved it in time."));
      }
      case Next.End end -> keep(new RunEvent.RunEnded(end.outcome(), end.reason()));
      case Next.Sleep _, Next.Await _, Next.Nothing _ -> unlessOvertaken(log.save());
    };
  }

  /** Somebody else's write may be what the run was waiting for. */
  private static Going unlessOvertaken(RunLog.Commit commit) {
    return commit == RunLog.Commit.OVERTAKEN ? Going.ON : Going.STOPPED;
  }

  private Going keep(RunEvent event) {
    log.record(event);
    return Going.ON;
  }

  private Going authorise() {
    Run run = log.run();
    Decision decision = access.start(tenant, run);
    return switch (decision) {
      case Decision.Allow allow -> keep(new RunEvent.RunStarted(allow.reasons()));
      case Decision.NeedsApproval needs -> {
        if (run.phase() instanceof Run.Phase.AwaitingApproval waiting) {
          yield unlessOvertaken(log.saveUntil(waiting.until()));
        }
        Instant until = log.now().plus(needs.rule().validFor());
        yield keep(new RunEvent.ApprovalAsked(needs.rule(), until));
      }
      case Decision.HumanOnly _, Decision.Deny _ -> keep(refused(decision));
    };
  }

  private static RunEvent refused(Decision decision) {
    return new RunEvent.RunEnded(RunOutcome.REFUSED, decision.reasons().sentence());
  }

  private Going perform(StepRef step, int attempt) {
    Run run = log.run();
    Decision decision = access.perform(tenant, run, step);
    if (!(decision instanceof Decision.Allow)) {
      return refuse(step, decision);
    }
    long announced = System.nanoTime();
    return switch (log.announce(new RunEvent.StepIntended(step, attempt, decision.reasons()))) {
      case OVERTAKEN -> Going.ON;
      case FROZEN -> pause();
      case COMMITTED -> dispatch(step, attempt, announced);
    };
  }

  /** A run that is no longer allowed ends here; an undo that is not allowed waits for a person. */
  private Going refuse(StepRef step, Decision decision) {
    if (step.direction() == StepRef.Direction.UNDO) {
      int attempt = StepProgress.attempts(log.run().progress(step)) + 1;
      return keep(
          new RunEvent.StepFailed(
              step,
              attempt,
              ActionResult.Failed.Cause.PERMANENT,
              decision.reasons().sentence(),
              Optional.empty()));
    }
    return keep(refused(decision));
  }

  private Going pause() {
    return unlessOvertaken(log.saveUntil(log.now().plus(FROZEN_PAUSE)));
  }

  /**
   * Makes an announced attempt.
   *
   * @param before the announcement was sent: a commit can be answered long after it was made
   */
  private Going dispatch(StepRef step, int attempt, long before) {
    long announced = before;
    if (log.run().plan().effect(step) == EffectClass.ONCE) {
      announced = System.nanoTime();
      switch (log.announce(new RunEvent.StepDispatched(step, attempt))) {
        case OVERTAKEN -> {
          return Going.ON;
        }
        case FROZEN -> {
          return pause();
        }
        case COMMITTED -> {}
      }
    }
    if (System.nanoTime() - announced > FRESH.toNanos()) {
      return keep(
          failed(step, attempt, "not made: the process was paused", Optional.of(log.now())));
    }
    LOG.info("run={} step={} attempt={}", id, step, attempt);
    return keep(outcome(step, attempt, make(step, attempt)));
  }

  private ActionResult make(StepRef step, int attempt) {
    try {
      return performer.perform(Attempt.of(id, log.run(), step, attempt));
    } catch (IllegalArgumentException e) {
      return new ActionResult.Failed(
          ActionResult.Failed.Cause.PERMANENT, String.valueOf(e.getMessage()));
    }
  }

  private RunEvent outcome(StepRef step, int attempt, ActionResult result) {
    return switch (result) {
      case ActionResult.Done done ->
          new RunEvent.StepSucceeded(step, attempt, done.output(), done.evidence());
      case ActionResult.Failed failed -> failed(step, attempt, failed);
      case ActionResult.Uncertain uncertain -> uncertain(step, attempt, uncertain.reason());
    };
  }

  /** That this attempt did not happen says nothing about an earlier one. */
  private RunEvent failed(StepRef step, int attempt, ActionResult.Failed failed) {
    Optional<Instant> retryAt =
        failed.cause() == ActionResult.Failed.Cause.TRANSIENT ? retryAt(step) : Optional.empty();
    return retryAt.isEmpty() && log.run().doubted().contains(step)
        ? new RunEvent.StepUncertain(
            step, attempt, "an earlier attempt may have happened; the last one: " + failed.reason())
        : new RunEvent.StepFailed(step, attempt, failed.cause(), failed.reason(), retryAt);
  }

  private RunEvent uncertain(StepRef step, int attempt, String reason) {
    Optional<Instant> retryAt = retryAt(step);
    return switch (log.run().plan().effect(step)) {
      case PROBE -> new RunEvent.StepUnanswered(step, attempt, reason, log.now());
      case READ -> failed(step, attempt, reason, retryAt);
      case IDEMPOTENT, KEYED ->
          retryAt
              .<RunEvent>map(at -> new RunEvent.StepUnclear(step, attempt, reason, at))
              .orElseGet(() -> new RunEvent.StepUncertain(step, attempt, reason));
      case ONCE -> new RunEvent.StepUncertain(step, attempt, reason);
    };
  }

  private Going probe(StepRef step, int attempt) {
    Decision decision = access.perform(tenant, log.run(), step);
    if (!(decision instanceof Decision.Allow)) {
      return keep(
          new RunEvent.StepUncertain(
              step, attempt, "it may not be asked for: " + decision.reasons().sentence()));
    }
    if (log.save() == RunLog.Commit.OVERTAKEN) {
      return Going.ON;
    }
    ProbeResult answer = performer.probe(Attempt.of(id, log.run(), step, attempt));
    LOG.info("run={} step={} attempt={} probed", id, step, attempt);
    return keep(
        switch (answer) {
          case ProbeResult.Happened happened -> outcome(step, attempt, happened.result());
          case ProbeResult.DidNotHappen _ ->
              failed(step, attempt, "it did not happen", againAfterProbe(step));
          case ProbeResult.StillRunning _ -> unanswered(step, attempt, "it is still going on");
          case ProbeResult.CannotTell cannot -> unanswered(step, attempt, cannot.reason());
        });
  }

  /** What a crash cut short is begun again; a target that keeps swallowing it has its retries. */
  private Optional<Instant> againAfterProbe(StepRef step) {
    return log.run().progress(step).orElse(null) instanceof StepProgress.Unanswered
        ? retryAt(step)
        : Optional.of(log.now());
  }

  private RunEvent unanswered(StepRef step, int attempt, String reason) {
    int asked =
        log.run().progress(step).orElse(null) instanceof StepProgress.Unanswered before
            ? before.asked()
            : 0;
    Duration pause = Duration.ofSeconds(1L << Math.min(asked, 5));
    Duration capped = pause.compareTo(LONGEST_PROBE_PAUSE) > 0 ? LONGEST_PROBE_PAUSE : pause;
    return new RunEvent.StepUnanswered(step, attempt, reason, log.now().plus(capped));
  }

  private Optional<Instant> retryAt(StepRef step) {
    var retry = log.run().plan().step(step.step()).retry();
    int failures = log.run().failures(step) + 1;
    return failures < retry.attempts()
        ? Optional.of(log.now().plus(retry.pauseAfter(failures)))
        : Optional.empty();
  }

  private static RunEvent failed(
      StepRef step, int attempt, String reason, Optional<Instant> retryAt) {
    return new RunEvent.StepFailed(
        step, attempt, ActionResult.Failed.Cause.TRANSIENT, reason, retryAt);
  }
}
