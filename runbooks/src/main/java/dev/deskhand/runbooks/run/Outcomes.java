package dev.deskhand.runbooks.run;

import dev.deskhand.runbooks.Retry;
import dev.deskhand.runbooks.action.ActionResult;
import dev.deskhand.runbooks.action.ActionResult.Failed.Cause;
import dev.deskhand.runbooks.action.ProbeResult;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** Turns what came of an attempt into the event that says so. Pure. */
final class Outcomes {
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  private static final String NOT_MADE =
      "not made: too long after its announcement; the process stood still, or the database is slow";

  /** So many attempts more than its runbook grants are announced before its step fails. */
  private static final int MOST_NOT_MADE = 12;

  private final Run run;
  private final Instant now;

  Outcomes(Run run, Instant now) {
    this.run = run;
    this.now = now;
  }

  RunEvent.Result of(StepRef step, int attempt, ActionResult result) {
    return switch (result) {
      case ActionResult.Done done -> done(step, attempt, done);
      case ActionResult.Failed failed -> failed(step, attempt, failed);
      case ActionResult.Uncertain uncertain -> uncertain(step, attempt, uncertain.reason());
    };
  }

  RunEvent.Result of(StepRef step, int attempt, ProbeResult answer) {
    return switch (answer) {
      case ProbeResult.Happened happened -> of(step, attempt, happened.result());
      case ProbeResult.DidNotHappen _ ->
          new RunEvent.StepFailed(
              step, attempt, Cause.TRANSIENT, "it did not happen", againAfterProbe(step));
      case ProbeResult.StillRunning _ -> goingOn(step, attempt);
      case ProbeResult.CannotTell cannot -> unanswered(step, attempt, cannot.reason());
    };
  }

  /**
   * The attempt had no effect for a reason that is none of the target's: it is made anew, at once
   * and then after pauses, so that a database that is slow is not kept busy with announcements.
   */
  RunEvent.Result notMade(StepRef step, int attempt) {
    Duration pause = attempt == 1 ? Duration.ZERO : doubling(attempt - 2);
    Optional<Instant> retryAt =
        attempt < retry(step).attempts() + MOST_NOT_MADE
            ? Optional.of(now.plus(pause))
            : Optional.empty();
    return new RunEvent.StepFailed(step, attempt, Cause.TRANSIENT, NOT_MADE, retryAt);
  }

  /** It is done, without an attempt on any target. */
  static RunEvent.Result through(StepRef step, String evidence) {
    return new RunEvent.StepSucceeded(step, 1, Map.of(), evidence);
  }

  /** It can't be done this way, now or later. */
  static RunEvent.Result broken(StepRef step, int attempt, String reason) {
    return new RunEvent.StepFailed(step, attempt, Cause.PERMANENT, reason, Optional.empty());
  }

  private RunEvent.Result done(StepRef step, int attempt, ActionResult.Done done) {
    if (step.direction() == StepRef.Direction.UNDO) {
      return new RunEvent.StepSucceeded(step, attempt, done.output(), done.evidence());
    }
    Place.Found place = new Place(run.plan()).of(step.step());
    Map<String, String> output = new TreeMap<>(done.output());
    if (place.step().content() instanceof PlannedStep.Act act && !act.output().isEmpty()) {
      Lookup lookup = new Lookup(run, place.names());
      try {
        act.output()
            .forEach(
                (name, source) ->
                    output.put(name, lookup.text(source, Map.of("result", done.output()))));
      } catch (IllegalArgumentException e) {
        return new RunEvent.StepUncertain(
            step, attempt, "it happened, and its output can't be computed: " + e.getMessage());
      }
    }
    return new RunEvent.StepSucceeded(step, attempt, output, done.evidence());
  }

  /** That this attempt did not happen says nothing about an earlier one. */
  private RunEvent.Result failed(StepRef step, int attempt, ActionResult.Failed failed) {
    Optional<Instant> retryAt =
        failed.cause() == Cause.TRANSIENT || retry(step).on() == Retry.On.ANY
            ? retryAt(step).map(at -> later(at, failed.pause()))
            : Optional.empty();
    return retryAt.isEmpty() && run.steps().doubted().contains(step)
        ? new RunEvent.StepUncertain(
            step, attempt, "an earlier attempt may have happened; the last one: " + failed.reason())
        : new RunEvent.StepFailed(step, attempt, failed.cause(), failed.reason(), retryAt);
  }

  /** Not before the target wants to be asked again. */
  private Instant later(Instant at, Optional<Duration> pause) {
    Instant asked = now.plus(pause.orElse(Duration.ZERO));
    return asked.isAfter(at) ? asked : at;
  }

  private RunEvent.Result uncertain(StepRef step, int attempt, String reason) {
    Optional<Instant> retryAt = retryAt(step);
    return switch (run.plan().effect(step)) {
      case PROBE -> new RunEvent.StepUnanswered(step, attempt, reason, now);
      case READ -> new RunEvent.StepFailed(step, attempt, Cause.TRANSIENT, reason, retryAt);
      case IDEMPOTENT, KEYED, TX ->
          retryAt
              .<RunEvent.Result>map(at -> new RunEvent.StepUnclear(step, attempt, reason, at))
              .orElseGet(() -> new RunEvent.StepUncertain(step, attempt, reason));
      case ONCE -> new RunEvent.StepUncertain(step, attempt, reason);
    };
  }

  /** What a crash cut short is begun again; a target that keeps swallowing it has its retries. */
  private Optional<Instant> againAfterProbe(StepRef step) {
    return run.progress(step).orElse(null) instanceof StepProgress.Unanswered
        ? retryAt(step)
        : Optional.of(now);
  }

  private RunEvent.Result unanswered(StepRef step, int attempt, String reason) {
    int asked =
        run.progress(step).orElse(null) instanceof StepProgress.Unanswered before
            ? before.asked()
            : 0;
    return new RunEvent.StepUnanswered(step, attempt, reason, now.plus(doubling(asked)));
  }

  /** The longer it goes on, the less often it is asked for. */
  private RunEvent.Result goingOn(StepRef step, int attempt) {
    Instant since =
        run.progress(step).orElse(null) instanceof StepProgress.Unanswered before
            ? before.goingOnSince().orElse(now)
            : now;
    Duration quarter = Duration.between(since, now).dividedBy(4);
    Duration pause = quarter.compareTo(Duration.ofSeconds(1)) < 0 ? doubling(0) : quarter;
    return new RunEvent.StepUnanswered(
        step, attempt, "it is still going on", now.plus(capped(pause)), Optional.of(since));
  }

  /** One second, two, four, and so on to half a minute. */
  private static Duration doubling(int times) {
    return capped(Duration.ofSeconds(1L << Math.clamp(times, 0, 5)));
  }

  private static Duration capped(Duration pause) {
    return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
  }

  private Optional<Instant> retryAt(StepRef step) {
    Retry retry = retry(step);
    int failures = run.steps().failures(step) + 1;
    return failures < retry.attempts()
        ? Optional.of(now.plus(retry.pauseAfter(failures, chance(step, failures))))
        : Optional.empty();
  }

  private Retry retry(StepRef step) {
    return run.plan().act(step.step()).retry();
  }

  /** Different for each run, step and failure, and the same whenever it is asked. */
  private int chance(StepRef step, int failures) {
    return Objects.hash(run.digest(), run.request().origin(), step.toString(), failures);
  }
}
