package dev.deskhand.runbooks.run;

import dev.deskhand.journal.JournalException;
import dev.deskhand.journal.StaleLeaseException;
import dev.deskhand.journal.TenantId;
import dev.deskhand.permissions.Decision;
import dev.deskhand.permissions.PersonId;
import dev.deskhand.runbooks.calendar.CalendarName;
import dev.deskhand.runbooks.calendar.Calendars;
import dev.deskhand.runbooks.calendar.Permission;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes a run from where it stands to where it has to wait. As long as something is under way, or a
 * result of it is not written, it holds on to the run whatever becomes of the journal. Owned by one
 * thread.
 */
final class RunDrive {
  private static final Logger LOG = LoggerFactory.getLogger(RunDrive.class);

  /** How soon a run looks again at a lock, or at a freeze. */
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private static final Duration LONGEST = Duration.ofDays(1);

  /** How often a run is read while something is under way: other processes write to it, too. */
  private static final Duration LOOK = Duration.ofSeconds(3);

  private final RunLog log;
  private final RunAccess access;
  private final Attempts attempts;
  private final Supplier<Calendars> calendars;
  private final TenantId tenant;
  private final UnderWay underWay;
  private Next heldUp = Next.WAIT;
  private boolean inTrouble;
  private volatile boolean stopped;

  RunDrive(
      RunLog log,
      RunAccess access,
      StepPerformer performer,
      Supplier<Calendars> calendars,
      LastLook look,
      Patience patience) {
    this.log = log;
    this.underWay = new UnderWay(patience);
    this.access = access;
    this.calendars = calendars;
    this.tenant = log.committed().key().tenant();
    this.attempts = new Attempts(log, access, performer, underWay, look);
  }

  /** What came of trying to go on. */
  enum Going {
    /** Something has changed: decide anew. */
    ON,
    /** Nothing can be done at the moment; look again later. */
    HELD_UP
  }

  /** Nothing of the run is under way any more when it returns or throws. */
  void drive() {
    try {
      boolean goesOn = true;
      while (goesOn) {
        goesOn = goOn();
      }
    } finally {
      underWay.end();
    }
  }

  /** Somebody has written up to this event. For any thread. */
  void changed(long sequence) {
    if (log.isBehind(sequence)) {
      underWay.wake();
    }
  }

  /** Nothing more is begun: it ends once what is under way has. For any thread. */
  void stop() {
    stopped = true;
  }

  private boolean goOn() {
    heldUp = Next.WAIT;
    try {
      if (inTrouble) {
        log.reload();
        inTrouble = false;
      }
      return stopped ? await(Next.WAIT) : goOn(log.now());
    } catch (StaleLeaseException e) {
      throw e;
    } catch (JournalException e) {
      if (underWay.isEmpty() && (stopped || !log.hasResults())) {
        throw e;
      }
      return holdOn(e);
    }
  }

  private boolean goOn(Instant now) {
    Next next = RunDecider.next(log.run(), now, underWay.steps());
    return make(next.moves()) == Going.ON || await(next);
  }

  /** Whoever took the run up anew would not know of what is under way, and make it once more. */
  private boolean holdOn(JournalException e) {
    if (!inTrouble) {
      LOG.warn("run={} waits for its journal: {}", log.committed().id(), e.getMessage());
    }
    inTrouble = true;
    return finish(PAUSE, () -> {});
  }

  /** Makes every move; attempts come last, so that they share one commit with all before. */
  private Going make(List<Move> moves) {
    Going going = Going.HELD_UP;
    for (Move move : moves) {
      if (one(move) == Going.ON) {
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
      case Move.Perform _, Move.Probe _ -> heldUp(log.now().plus(PAUSE));
    };
  }

  private Going heldUp(Instant until) {
    heldUp = heldUp.and(Next.sleep(until));
    return Going.HELD_UP;
  }

  private Going keep(RunEvent event) {
    log.record(event);
    return Going.ON;
  }

  /** A run that may start waits for its calendars to open. */
  private Going authorise() {
    Run run = log.run();
    if (run.request().glassUntil().isEmpty()
        && calendars.get().permits(run.plan().calendars(), log.now())
            instanceof Permission.Closed closed) {
      return heldUp(closed.opensAt().orElse(log.now().plus(LONGEST)));
    }
    Decision decision = access.start(tenant, run);
    return switch (decision) {
      case Decision.Allow allow -> keep(new RunEvent.RunStarted(allow.reasons()));
      case Decision.NeedsApproval needs ->
          run.awaitsApproval()
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

  /** Too few whose yes still counts wait for others, as long as anybody may say it. */
  private Going useApproval(Move.UseApproval use) {
    Run run = log.run();
    StepProgress.AwaitingApproval awaiting =
        (StepProgress.AwaitingApproval) run.progress(use.step()).orElseThrow();
    if (!awaiting.digest().equals(Remainder.digest(run, use.step()))) {
      return keep(Outcomes.broken(use.step(), 1, "the approval does not hold any more"));
    }
    List<PersonId> agreed = access.agreed(tenant, run, awaiting.by(), use.rule());
    if (!agreed.isEmpty()) {
      return keep(Outcomes.through(use.step(), "approved by " + names(agreed)));
    }
    return log.now().isBefore(awaiting.until())
        ? Going.HELD_UP
        : keep(Outcomes.broken(use.step(), 1, StepDecider.NOBODY_IN_TIME));
  }

  private static String names(List<PersonId> people) {
    return String.join(", ", people.stream().map(PersonId::value).toList());
  }

  private Going askWindow(Move.AskWindow ask) {
    List<CalendarName> asked = List.of(new CalendarName(ask.calendar()));
    return switch (calendars.get().permits(asked, log.now())) {
      case Permission.Open _ -> keep(Outcomes.through(ask.step(), ask.calendar() + " is open"));
      case Permission.Closed closed ->
          keep(
              closed
                  .opensAt()
                  .<RunEvent>map(at -> new RunEvent.StepWaiting(ask.step(), at))
                  .orElseGet(() -> Outcomes.broken(ask.step(), 1, closed.reason())));
    };
  }

  private Going take(Move.TakeLock take) {
    if (log.take(take.step(), take.lock()).isPresent()) {
      return Going.ON;
    }
    return log.givesWay(take)
        .map(why -> keep(Outcomes.broken(take.step(), 1, why)))
        .orElseGet(() -> heldUp(log.now().plus(PAUSE)));
  }

  /**
   * Waits for what is under way, or leaves the run to whoever wakes it.
   *
   * @return false if this thread has nothing more to do with it
   */
  private boolean await(Next next) {
    Optional<Instant> wakeAt = next.and(heldUp).wakeAt();
    if (stopped && underWay.isEmpty() && !log.hasPending()) {
      return false;
    }
    if (underWay.isEmpty()) {
      RunLog.Commit commit =
          next.moves().isEmpty() ? log.save() : log.saveUntil(wakeAt.orElseThrow());
      return commit == RunLog.Commit.OVERTAKEN;
    }
    if (log.hasPending() && log.save() == RunLog.Commit.OVERTAKEN) {
      return true;
    }
    Duration longest = wakeAt.map(at -> Duration.between(log.now(), at)).orElse(LOOK);
    return finish(longest.compareTo(LOOK) < 0 ? longest : LOOK, log::reload);
  }

  /**
   * Waits for the next that has ended.
   *
   * @param otherwise done where none has
   */
  private boolean finish(Duration longest, Runnable otherwise) {
    try {
      underWay
          .await(longest)
          .ifPresentOrElse(
              it -> log.result(it.event().event(new Outcomes(log.run(), log.now()))), otherwise);
      return true;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
