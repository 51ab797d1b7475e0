package dev.deskhand.runbooks.run;

import java.time.Instant;

/** What a run needs next. */
sealed interface Next {
  /** Ask the policies whether it may begin. */
  record Authorise() implements Next {}

  /** Make an attempt. */
  record Perform(StepRef step, int attempt) implements Next {}

  /** Its condition does not hold. */
  record Skip(StepRef step) implements Next {}

  /** Ask the target whether the attempt happened that has no result. */
  record Probe(StepRef step, int attempt) implements Next {}

  /** The attempt has no result, and nobody can be asked but a person. */
  record Doubt(StepRef step, int attempt, String reason) implements Next {}

  /** Nobody approved in time. */
  record ExpireApproval() implements Next {}

  record RollBack(String reason) implements Next {}

  record End(RunOutcome outcome, String reason) implements Next {}

  /** Look again at a time. */
  record Sleep(Instant until) implements Next {}

  /** Wait until a person speaks. */
  record Await() implements Next {}

  /** It has ended. */
  record Nothing() implements Next {}
}
