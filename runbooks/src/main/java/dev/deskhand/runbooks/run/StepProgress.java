package dev.deskhand.runbooks.run;

import dev.deskhand.permissions.PersonId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How far a step has come in one direction. Attempts count from 1. */
public sealed interface StepProgress {

  /** An attempt was announced and has no result. */
  record Intended(int attempt, int failures) implements StepProgress {}

  /** An attempt was made and has no result. */
  record Dispatched(int attempt, int failures) implements StepProgress {}

  /**
   * The target was asked about an attempt without a result and did not say, so many times.
   *
   * @param asked how often in a row it gave no answer
   * @param goingOnSince since when it has said that the effect is going on
   * @param endedAt when the attempt ended; empty where the process ended before it
   */
  record Unanswered(
      int attempt,
      int failures,
      int asked,
      String reason,
      Instant askAgainAt,
      Optional<Instant> goingOnSince,
      Optional<Instant> endedAt)
      implements StepProgress {}

  record Succeeded() implements StepProgress {}

  record Skipped() implements StepProgress {}

  /** An attempt failed; it is tried again at a time, or never. */
  record Failed(int attempt, int failures, String reason, Optional<Instant> retryAt)
      implements StepProgress {}

  /** A person has to say. */
  record Uncertain(int attempt, int failures, String reason) implements StepProgress {}

  /** A person said that the last attempt did not happen. */
  record NotDone(int attempt, int failures) implements StepProgress {}

  /** A person gave it up. */
  record GivenUp(String reason) implements StepProgress {}

  /**
   * Others have to say yes before the run goes on.
   *
   * @param digest of what they say it to
   * @param escalatesAt when others are asked, too, if they are and have not been yet
   */
  record AwaitingApproval(
      String digest, Instant until, Optional<Instant> escalatesAt, List<PersonId> by)
      implements StepProgress {
    public AwaitingApproval {
      by = List.copyOf(by);
    }

    static AwaitingApproval of(RunEvent.StepApprovalAsked asked) {
      return new AwaitingApproval(
          asked.digest(), asked.until(), asked.rule().escalatesAt(asked.until()), List.of());
    }

    AwaitingApproval escalated() {
      return new AwaitingApproval(digest, until, Optional.empty(), by);
    }

    AwaitingApproval with(PersonId another) {
      List<PersonId> all = new ArrayList<>(by);
      all.add(another);
      return new AwaitingApproval(digest, until, escalatesAt, all);
    }

    /** When to look again, if nobody says anything. */
    Instant lookAt() {
      return escalatesAt.filter(at -> at.isBefore(until)).orElse(until);
    }
  }

  /** Somebody was asked for values. */
  record AwaitingAnswer(Instant until) implements StepProgress {}

  /** Time passes. */
  record Waiting(Instant until) implements StepProgress {}

  /** The number of the last attempt, 0 before the first. */
  static int attempts(Optional<StepProgress> progress) {
    return progress
        .map(
            it ->
                switch (it) {
                  case Intended intended -> intended.attempt();
                  case Dispatched dispatched -> dispatched.attempt();
                  case Unanswered unanswered -> unanswered.attempt();
                  case Failed failed -> failed.attempt();
                  case Uncertain uncertain -> uncertain.attempt();
                  case NotDone notDone -> notDone.attempt();
                  case AwaitingApproval _, AwaitingAnswer _, Waiting _ -> 0;
                  case Succeeded _, Skipped _, GivenUp _ -> 0;
                })
        .orElse(0);
  }

  /** How many attempts certainly failed. */
  static int failures(Optional<StepProgress> progress) {
    return progress
        .map(
            it ->
                switch (it) {
                  case Intended intended -> intended.failures();
                  case Dispatched dispatched -> dispatched.failures();
                  case Unanswered unanswered -> unanswered.failures();
                  case Failed failed -> failed.failures();
                  case Uncertain uncertain -> uncertain.failures();
                  case NotDone notDone -> notDone.failures();
                  case AwaitingApproval _, AwaitingAnswer _, Waiting _ -> 0;
                  case Succeeded _, Skipped _, GivenUp _ -> 0;
                })
        .orElse(0);
  }
}
