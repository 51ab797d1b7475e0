package dev.deskhand.runbooks.run;

import dev.deskhand.permissions.Decision.ApprovalRule;
import dev.deskhand.runbooks.IfLocked;

/** One thing that a run needs now. */
sealed interface Move {
  /** Ask the policies whether it may begin. */
  record Authorise() implements Move {}

  /** Write down what follows from what is known. */
  record Keep(RunEvent event) implements Move {}

  /** Make an attempt. */
  record Perform(StepRef step, int attempt) implements Move {}

  /** Ask the target whether the attempt happened that has no result. */
  record Probe(StepRef step, int attempt) implements Move {}

  /** Ask others to say yes to the rest of the run. */
  record AskApproval(StepRef step, ApprovalRule rule) implements Move {}

  /** Enough others have said yes: see whether that holds. */
  record UseApproval(StepRef step, ApprovalRule rule) implements Move {}

  /** See whether a maintenance window is open. */
  record AskWindow(StepRef step, String calendar) implements Move {}

  /** Keep other runs from doing the same meanwhile. */
  record TakeLock(StepRef step, String lock, IfLocked ifLocked) implements Move {}
}
