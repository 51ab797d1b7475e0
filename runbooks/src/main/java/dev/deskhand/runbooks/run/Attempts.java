package dev.deskhand.runbooks.run;

import dev.deskhand.journal.JournalException;
import dev.deskhand.journal.TenantId;
import dev.deskhand.permissions.Decision;
import dev.deskhand.runbooks.EffectClass;
import dev.deskhand.runbooks.action.ActionResult;
import dev.deskhand.runbooks.action.Fence;
import dev.deskhand.runbooks.action.FencedException;
import dev.deskhand.runbooks.action.ProbeResult;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes attempts: each is allowed by the policies now, announced durably, and then made on a thread
 * of its own. What may begin together is announced in one commit. Owned by the run's thread.
 */
final class Attempts {
  private static final Logger LOG = LoggerFactory.getLogger(Attempts.class);

  private static final String TOO_LATE =
      "too long after its announcement; the process stood still, or the database is slow";

  private static final String UNANNOUNCED = "its announcement was not answered";

  private final RunLog log;
  private final RunAccess access;
  private final StepPerformer performer;
  private final UnderWay underWay;
  private final LastLook look;
  private final TenantId tenant;
  private final RunId id;

  Attempts(
      RunLog log, RunAccess access, StepPerformer performer, UnderWay underWay, LastLook look) {
    this.log = log;
    this.access = access;
    this.performer = performer;
    this.underWay = underWay;
    this.look = look;
    this.tenant = log.committed().key().tenant();
    this.id = log.committed().id();
  }

  /** Makes all attempts and asks all questions among these moves, unless one is refused. */
  RunDrive.Going make(List<Move> moves) {
    List<RunEvent.StepIntended> intents = new ArrayList<>();
    List<Move.Probe> probes = new ArrayList<>();
    List<RunEvent> refusals = new ArrayList<>();
    for (Move move : moves) {
      if (move instanceof Move.Perform perform) {
        switch (access.perform(tenant, log.run(), perform.step())) {
          case Decision.Allow allow ->
              intents.add(
                  new RunEvent.StepIntended(perform.step(), perform.attempt(), allow.reasons()));
          case Decision other -> refusals.add(refusal(perform, other));
        }
      } else if (move instanceof Move.Probe probe) {
        access
            .refusal(tenant, log.run(), probe.step())
            .ifPresentOrElse(why -> refusals.add(unaskable(probe, why)), () -> probes.add(probe));
      }
    }
    if (!refusals.isEmpty()) {
      refusals.forEach(this::recordUnlessEnded);
      return RunDrive.Going.ON;
    }
    return intents.isEmpty() && probes.isEmpty() ? RunDrive.Going.HELD_UP : begin(intents, probes);
  }

  private void recordUnlessEnded(RunEvent refusal) {
    if (!log.run().hasEnded()) {
      log.record(refusal);
    }
  }

  private RunDrive.Going begin(List<RunEvent.StepIntended> intents, List<Move.Probe> probes) {
    long announced = System.nanoTime();
    RunLog.Commit commit = intents.isEmpty() ? log.save() : announce(intents, intents);
    switch (commit) {
      case OVERTAKEN -> {
        return RunDrive.Going.ON;
      }
      case FROZEN -> {
        return RunDrive.Going.HELD_UP;
      }
      case COMMITTED -> {}
    }
    probes.forEach(this::ask);
    intents.stream().filter(intent -> !isOnce(intent)).forEach(intent -> start(intent, announced));
    List<RunEvent.StepIntended> once = intents.stream().filter(this::isOnce).toList();
    return once.isEmpty() ? RunDrive.Going.ON : dispatch(once);
  }

  /** Of what can't be repeated, INTENT alone says that nothing happened: one more commit. */
  private RunDrive.Going dispatch(List<RunEvent.StepIntended> once) {
    List<RunEvent.StepDispatched> dispatches =
        once.stream().map(it -> new RunEvent.StepDispatched(it.step(), it.attempt())).toList();
    long announced = System.nanoTime();
    return switch (announce(dispatches, once)) {
      case OVERTAKEN -> RunDrive.Going.ON;
      case FROZEN -> RunDrive.Going.HELD_UP;
      case COMMITTED -> {
        once.forEach(intent -> start(intent, announced));
        yield RunDrive.Going.ON;
      }
    };
  }

  /** Where it fails, whatever is found of it afterwards, no attempt was made. */
  private RunLog.Commit announce(
      List<? extends RunEvent.OfStep> announcements, List<RunEvent.StepIntended> intents) {
    try {
      return log.announce(announcements);
    } catch (JournalException e) {
      Outcomes outcomes = new Outcomes(log.run(), log.now());
      intents.forEach(it -> log.result(outcomes.notMade(it.step(), it.attempt(), UNANNOUNCED)));
      throw e;
    }
  }

  private boolean isOnce(RunEvent.StepIntended intent) {
    return log.run().plan().effect(intent.step()) == EffectClass.ONCE;
  }

  private void start(RunEvent.StepIntended intent, long announced) {
    StepRef step = intent.step();
    int number = intent.attempt();
    Fence fence = look.before(log.run().plan().scopes(List.of(step)), announced);
    LOG.info("run={} step={} attempt={}", id, step, number);
    try {
      Attempt attempt = Attempt.of(id, log.run(), step, number);
      underWay.start(
          step,
          attempt.timeout().plus(StepPerformer.GRACE),
          () -> performed(step, attempt, announced, fence),
          outcomes -> outcomes.of(step, number, StepPerformer.late(attempt)));
    } catch (IllegalArgumentException e) {
      log.result(Outcomes.broken(step, number, String.valueOf(e.getMessage())));
    }
  }

  private UnderWay.Ending performed(StepRef step, Attempt attempt, long announced, Fence fence) {
    if (!LastLook.isFresh(announced)) {
      return outcomes -> outcomes.notMade(step, attempt.number(), TOO_LATE);
    }
    try {
      ActionResult result = performer.perform(attempt, fence);
      return outcomes -> outcomes.of(step, attempt.number(), result);
    } catch (FencedException e) {
      LOG.warn(
          "run={} step={} attempt={} not made: {}", id, step, attempt.number(), e.getMessage());
      return outcomes -> outcomes.notMade(step, attempt.number(), String.valueOf(e.getMessage()));
    }
  }

  private void ask(Move.Probe probe) {
    Attempt attempt = Attempt.of(id, log.run(), probe.step(), probe.attempt());
    LOG.info("run={} step={} attempt={} probed", id, probe.step(), probe.attempt());
    underWay.start(
        probe.step(),
        attempt.timeout().plus(StepPerformer.GRACE),
        () -> {
          var answer = performer.probe(attempt);
          return outcomes -> outcomes.of(probe.step(), probe.attempt(), answer);
        },
        outcomes ->
            outcomes.of(
                probe.step(),
                probe.attempt(),
                new ProbeResult.CannotTell(StepPerformer.noAnswer(attempt))));
  }

  /**
   * A run that is no longer allowed ends here if all that may have happened is known and nothing is
   * to be taken back. Otherwise its step fails; what may have happened of it already is for a
   * person to say.
   */
  private RunEvent refusal(Move.Perform move, Decision decision) {
    String why = decision.reasons().sentence();
    StepRef step = move.step();
    if (new AttemptDecider(log.run(), log.now(), underWay.steps()).mayHaveHappened(step)) {
      return new RunEvent.StepUncertain(
          step, move.attempt() - 1, "it may not be tried again: " + why);
    }
    return RunDecider.mayEnd(log.run(), log.now(), underWay.steps())
        ? new RunEvent.RunEnded(RunOutcome.REFUSED, why)
        : Outcomes.broken(step, move.attempt(), why);
  }

  private static RunEvent unaskable(Move.Probe probe, String why) {
    return new RunEvent.StepUncertain(
        probe.step(), probe.attempt(), "it may not be asked for: " + why);
  }
}
