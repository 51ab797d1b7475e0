package dev.deskhand.runbooks.run;

import dev.deskhand.runbooks.EffectClass;
import dev.deskhand.runbooks.OnFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** Decides what the attempts of one step, done or taken back, come to. Pure. */
final class AttemptDecider {
  /** An attempt that never comes back, time after time, takes the process down: ask a person. */
  private static final int MOST_ATTEMPTS = 100;

  /** A target that gave no answer so often is not asked any more: after a quarter of a minute. */
  private static final int MOST_PROBES = 5;

  /** No effect goes on for longer than any attempt may take. */
  private static final Duration LONGEST_EFFECT = Duration.ofHours(1);

  private static final String FORGOTTEN =
      "it may have happened, and its target does not know its key any more";

  private final Run run;
  private final Instant now;
  private final Set<StepRef> underWay;

  /**
   * Decides at a time.
   *
   * @param underWay the steps that this process is performing or asking about
   */
  AttemptDecider(Run run, Instant now, Set<StepRef> underWay) {
    this.run = run;
    this.now = now;
    this.underWay = underWay;
  }

  Standing of(StepRef ref) {
    if (underWay.contains(ref)) {
      return Standing.waiting();
    }
    Optional<StepProgress> progress = run.progress(ref);
    return progress.isEmpty() ? perform(ref, 1) : of(ref, progress.get());
  }

  private Standing of(StepRef ref, StepProgress progress) {
    return switch (progress) {
      case StepProgress.Succeeded _, StepProgress.Skipped _ -> new Standing.Through();
      case StepProgress.Intended intended -> withoutResult(ref, intended.attempt());
      case StepProgress.Dispatched dispatched ->
          doubt(ref, dispatched.attempt(), "it was begun and has no result");
      case StepProgress.Unanswered unanswered -> askAgain(ref, unanswered);
      case StepProgress.Failed failed -> afterFailure(ref, failed);
      case StepProgress.NotDone notDone -> perform(ref, notDone.attempt() + 1);
      case StepProgress.GivenUp givenUp -> givenUp(ref, givenUp);
      case StepProgress.Uncertain _ -> Standing.waiting();
      case StepProgress.AwaitingApproval _, StepProgress.AwaitingAnswer _, StepProgress.Waiting _ ->
          throw new IllegalStateException(ref + " makes no attempts");
    };
  }

  private static Standing perform(StepRef ref, int attempt) {
    return Standing.open(new Move.Perform(ref, attempt));
  }

  private static Standing doubt(StepRef ref, int attempt, String reason) {
    return Standing.keep(new RunEvent.StepUncertain(ref, attempt, reason));
  }

  /** The process stopped between INTENT and RESULT. */
  private Standing withoutResult(StepRef ref, int attempt) {
    if (attempt >= MOST_ATTEMPTS) {
      return doubt(ref, attempt, attempt + " attempts ended without a result");
    }
    if (isForgotten(ref)) {
      return doubt(ref, attempt, FORGOTTEN);
    }
    return run.plan().effect(ref) == EffectClass.PROBE
        ? Standing.open(new Move.Probe(ref, attempt))
        : perform(ref, attempt + 1);
  }

  /** What the same key would do twice by now. */
  private boolean isForgotten(StepRef ref) {
    return run.plan().effect(ref) == EffectClass.KEYED
        && run.plan()
            .call(ref)
            .window()
            .flatMap(
                window ->
                    Optional.ofNullable(run.steps().begun().get(ref)).map(at -> at.plus(window)))
            .filter(end -> !now.isBefore(end))
            .isPresent();
  }

  private Standing askAgain(StepRef ref, StepProgress.Unanswered unanswered) {
    boolean isTooLong =
        unanswered
            .goingOnSince()
            .filter(since -> now.isAfter(since.plus(LONGEST_EFFECT)))
            .isPresent();
    if (unanswered.asked() >= MOST_PROBES || isTooLong) {
      return doubt(ref, unanswered.attempt(), unanswered.reason());
    }
    return now.isBefore(unanswered.askAgainAt())
        ? new Standing.Open(Next.sleep(unanswered.askAgainAt()))
        : Standing.open(new Move.Probe(ref, unanswered.attempt()));
  }

  private Standing afterFailure(StepRef ref, StepProgress.Failed failed) {
    if (failed.retryAt().isEmpty()) {
      return run.asksAfterFailure(ref)
          ? Standing.waiting()
          : new Standing.Failed(ref + ": " + failed.reason(), OnFailure.ROLL_BACK);
    }
    Instant at = failed.retryAt().get();
    if (now.isBefore(at)) {
      return new Standing.Open(Next.sleep(at));
    }
    return run.steps().doubted().contains(ref) && isForgotten(ref)
        ? doubt(ref, failed.attempt(), FORGOTTEN)
        : perform(ref, failed.attempt() + 1);
  }

  /** Taking back goes on behind an undo that was given up. */
  private static Standing givenUp(StepRef ref, StepProgress.GivenUp givenUp) {
    return ref.direction() == StepRef.Direction.UNDO
        ? new Standing.Through()
        : new Standing.Failed(ref + ": " + givenUp.reason(), OnFailure.ROLL_BACK);
  }

  /**
   * True if an effect of this step may have happened that nobody knows of. INTENT alone says that
   * it did not where DISPATCHED would follow, and nothing happens where one only reads.
   */
  boolean mayHaveHappened(StepRef ref) {
    Optional<StepProgress> progress = run.progress(ref);
    if (underWay.contains(ref) || progress.isEmpty()) {
      return underWay.contains(ref);
    }
    EffectClass effect = run.plan().effect(ref);
    return switch (progress.get()) {
      case StepProgress.Intended _ -> effect != EffectClass.ONCE && effect != EffectClass.READ;
      case StepProgress.Dispatched _, StepProgress.Unanswered _, StepProgress.Uncertain _ -> true;
      case StepProgress.Failed _ -> run.steps().doubted().contains(ref);
      case StepProgress.Succeeded _,
          StepProgress.Skipped _,
          StepProgress.NotDone _,
          StepProgress.GivenUp _,
          StepProgress.AwaitingApproval _,
          StepProgress.AwaitingAnswer _,
          StepProgress.Waiting _ ->
          false;
    };
  }
}
