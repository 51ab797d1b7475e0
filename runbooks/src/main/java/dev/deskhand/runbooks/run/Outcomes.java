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

  /**
   * So long after an attempt's time-out nothing of it is on its way any more: proxies and desks
   * give a request up after a minute, and Linux a connection whose process has ended after 100
   * seconds (tcp_orphan_retries).
   */
  private static final Duration LONGEST_WAY = Duration.ofMinutes(2);

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
      case ProbeResult.DidNotHappen _ -> didNotHappen(step, attempt);
      case ProbeResult.NotThere _ -> notThere(step, attempt);
      case ProbeResult.StillRunning _ ->
          goingOn(step, attempt, "it is still going on", now.plus(LONGEST_PAUSE));
      case ProbeResult.CannotTell cannot -> unanswered(step, attempt, cannot.reason());
    };
  }

  /**
   * The attempt had no effect for a reason that is none of the target's: it is made anew, at once
   * and then after pauses, so that a database that is slow is not kept busy with announcements.
   */
  RunEvent.Result notMade(StepRef step, int attempt, String reason) {
    Duration pause = attempt == 1 ? Duration.ZERO : doubling(attempt - 2);
    Optional<Instant> retryAt =
        attempt < retry(step).attempts() + MOST_NOT_MADE
            ? Optional.of(now.plus(pause))
            : Optional.empty();
    return inDoubt(
        new RunEvent.StepFailed(step, attempt, Cause.TRANSIENT, "not made: " + reason, retryAt));
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

  private RunEvent.Result failed(StepRef step, int attempt, ActionResult.Failed failed) {
    Optional<Instant> retryAt =
        failed.cause() == Cause.TRANSIENT || retry(step).on() == Retry.On.ANY
            ? retryAt(step).map(at -> later(at, failed.pause()))
            : Optional.empty();
    return inDoubt(
        new RunEvent.StepFailed(step, attempt, failed.cause(), failed.reason(), retryAt));
  }

  /** That the last attempt did not happen says nothing about an earlier one. */
  private RunEvent.Result inDoubt(RunEvent.StepFailed last) {
    return last.retryAt().isEmpty() && run.steps().doubted().contains(last.step())
        ? new RunEvent.StepUncertain(
            last.step(),
            last.attempt(),
            "an earlier attempt may have happened; the last one: " + last.reason())
        : last;
  }

  /** Not before the target wants to be asked again. */
  private Instant later(Instant at, Optional<Duration> pause) {
    Instant asked = now.plus(pause.orElse(Duration.ZERO));
    return asked.isAfter(at) ? asked : at;
  }

  private RunEvent.Result uncertain(StepRef step, int attempt, String reason) {
    Optional<Instant> retryAt = retryAt(step);
    return switch (run.plan().effect(step)) {
      case PROBE ->
          new RunEvent.StepUnanswered(
              step, attempt, reason, now, Optional.empty(), Optional.of(now));
      case READ -> new RunEvent.StepFailed(step, attempt, Cause.TRANSIENT, reason, retryAt);
      case IDEMPOTENT, KEYED, TX ->
          retryAt
              .<RunEvent.Result>map(at -> new RunEvent.StepUnclear(step, attempt, reason, at))
              .orElseGet(() -> new RunEvent.StepUncertain(step, attempt, reason));
      case ONCE -> new RunEvent.StepUncertain(step, attempt, reason);
    };
  }

  /** What a crash cut short is begun again; a target that keeps swallowing it has its retries. */
  private RunEvent.Result didNotHappen(StepRef step, int attempt) {
    Optional<Instant> retryAt = endedAt(step).isPresent() ? retryAt(step) : Optional.of(now);
    return new RunEvent.StepFailed(step, attempt, Cause.TRANSIENT, "it did not happen", retryAt);
  }

  private RunEvent.Result notThere(StepRef step, int attempt) {
    Instant begun = run.steps().begun().getOrDefault(step, now);
    Instant arrived = begun.plus(run.plan().act(step.step()).timeout()).plus(LONGEST_WAY);
    return now.isBefore(arrived)
        ? goingOn(step, attempt, "it is not there, and may be on its way", arrived)
        : didNotHappen(step, attempt);
  }

  private RunEvent.Result unanswered(StepRef step, int attempt, String reason) {
    int asked = asked(step).map(StepProgress.Unanswered::asked).orElse(0);
    return new RunEvent.StepUnanswered(
        step, attempt, reason, now.plus(doubling(asked)), Optional.empty(), endedAt(step));
  }

  /**
   * The longer it goes on, the less often it is asked for.
   *
   * @param latest when it is asked again at the latest
   */
  private RunEvent.Result goingOn(StepRef step, int attempt, String reason, Instant latest) {
    Instant since = asked(step).flatMap(StepProgress.Unanswered::goingOnSince).orElse(now);
    Duration quarter = Duration.between(since, now).dividedBy(4);
    Duration pause = quarter.compareTo(Duration.ofSeconds(1)) < 0 ? doubling(0) : quarter;
    Instant next = now.plus(capped(pause));
    return new RunEvent.StepUnanswered(
        step,
        attempt,
        reason,
        next.isBefore(latest) ? next : latest,
        Optional.of(since),
        endedAt(step));
  }

  private Optional<Instant> endedAt(StepRef step) {
    return asked(step).flatMap(StepProgress.Unanswered::endedAt);
  }

  private Optional<StepProgress.Unanswered> asked(StepRef step) {
    return run.progress(step)
        .filter(StepProgress.Unanswered.class::isInstance)
        .map(StepProgress.Unanswered.class::cast);
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
