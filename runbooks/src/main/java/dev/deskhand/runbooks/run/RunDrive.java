package dev.deskhand.runbooks.run;

import dev.deskhand.journal.TenantId;
import dev.deskhand.permissions.Decision;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Takes a run from where it stands to where it has to wait. Owned by one thread. */
final class RunDrive {
  /** How soon a run looks again at a lock, or at a freeze. */
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final RunLog log;
  private final RunAccess access;
  private final Attempts attempts;
  private final Windows windows;
  private final TenantId tenant;
  private final UnderWay underWay = new UnderWay();

  RunDrive(RunLog log, RunAccess access, StepPerformer performer, Windows windows) {
    this.log = log;
    this.access = access;
    this.windows = windows;
    this.tenant = log.committed().key().tenant();
    this.attempts = new Attempts(log, access, performer, underWay);
  }

  /** What came of trying to go on. */
  enum Going {
    /** Something has changed: decide anew. */
    ON,
    /** Nothing can be done at the moment; look again soon. */
    HELD_UP
  }

  void drive() {
    boolean goesOn = true;
    while (goesOn) {
      Next next = RunDecider.next(log.run(), log.now(), underWay.steps());
      goesOn = move(next.moves()) == Going.ON || await(next);
    }
  }

  /** Makes every move; attempts come last, so that they share one commit with all before. */
  private Going move(List<Move> moves) {
    Going going = Going.HELD_UP;
    for (Move move : moves) {
      if (!(move instanceof Move.Perform || move instanceof Move.Probe) && one(move) == Going.ON) {
        going = Going.ON;
      }
    }
    return going == Going.ON ? going : attempts.make(moves);
  }

  private Going one(Move move) {
    return switch (move) {
      case Move.Keep keep -> keep(keep.event());
      case Move.Authorise _ -> authorise();
      case Move.AskApproval ask -> askApproval(ask);
      case Move.UseApproval use -> useApproval(use);
      case Move.AskWindow ask -> askWindow(ask);
      case Move.TakeLock take -> take(take);
      case Move.Perform _, Move.Probe _ -> Going.HELD_UP;
    };
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
      case Decision.NeedsApproval needs ->
          run.phase() instanceof Run.Phase.AwaitingApproval
              ? Going.HELD_UP
              : keep(
                  new RunEvent.ApprovalAsked(
                      needs.rule(), log.now().plus(needs.rule().validFor())));
      case Decision.HumanOnly _, Decision.Deny _ ->
          keep(new RunEvent.RunEnded(RunOutcome.REFUSED, decision.reasons().sentence()));
    };
  }

  private Going askApproval(Move.AskApproval ask) {
    Instant until = log.now().plus(ask.rule().validFor());
    String digest = Remainder.digest(log.run(), ask.step());
    return keep(new RunEvent.StepApprovalAsked(ask.step(), ask.rule(), digest, until));
  }

  /** Those who said yes still have to be entitled to, and to the same. */
  private Going useApproval(Move.UseApproval use) {
    Run run = log.run();
    StepProgress.AwaitingApproval awaiting =
        (StepProgress.AwaitingApproval) run.progress(use.step()).orElseThrow();
    boolean isSame = awaiting.digest().equals(Remainder.digest(run, use.step()));
    boolean holds =
        isSame
            && awaiting.by().stream()
                .allMatch(by -> access.mayApprove(tenant, run, by, use.rule().role()));
    return keep(
        holds
            ? new RunEvent.StepSucceeded(
                use.step(), 1, java.util.Map.of(), "approved by " + awaiting.by())
            : Outcomes.refused(use.step(), "the approval does not hold any more"));
  }

  private Going askWindow(Move.AskWindow ask) {
    Optional<Instant> opens = windows.closedUntil(ask.calendar(), log.now());
    return keep(
        opens.isPresent()
            ? new RunEvent.StepWaiting(ask.step(), opens.get())
            : new RunEvent.StepSucceeded(
                ask.step(), 1, java.util.Map.of(), "'" + ask.calendar() + "' is open"));
  }

  private Going take(Move.TakeLock take) {
    if (log.isHeld(take.lock())) {
      return Going.HELD_UP;
    }
    return log.take(take.step(), take.lock()) == RunLog.Commit.FROZEN ? Going.HELD_UP : Going.ON;
  }

  /**
   * Waits for what is under way, or leaves the run to whoever wakes it.
   *
   * @return false if there is nothing more to be done by this thread
   */
  private boolean await(Next next) {
    Instant soon = log.now().plus(PAUSE);
    boolean isHeldUp = !next.moves().isEmpty();
    Optional<Instant> wakeAt =
        isHeldUp ? next.wakeAt().filter(soon::isAfter).or(() -> Optional.of(soon)) : next.wakeAt();
    if (underWay.isEmpty()) {
      RunLog.Commit commit =
          isHeldUp && !isWaitingForPeople(next)
              ? log.saveUntil(wakeAt.orElse(soon))
              : log.save();
      return commit == RunLog.Commit.OVERTAKEN;
    }
    return (log.hasPending() && log.save() == RunLog.Commit.OVERTAKEN) || finish(wakeAt);
  }

  private boolean finish(Optional<Instant> wakeAt) {
    return true;
  }
}
