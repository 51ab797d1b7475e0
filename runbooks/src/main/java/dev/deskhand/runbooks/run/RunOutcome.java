package dev.deskhand.runbooks.run;

/** How a run ended. */
public enum RunOutcome {
  SUCCEEDED,
  FAILED,
  /** It failed, and everything that could be taken back was. */
  ROLLED_BACK,
  /**
   * It was not allowed, approval was declined or came too late, or its runbook says no before it
   * has changed anything.
   */
  REFUSED,
  CANCELLED
}
