package dev.deskhand.trees;

/** What became of a runbook that a walk handed over to. */
public enum RunOutcome {
  SUCCEEDED,
  /** It did not do its work, or took it back. */
  FAILED,
  /** It was not begun: not allowed, or not approved. */
  REFUSED,
  /** Nobody can say whether it did its work. */
  UNKNOWN
}
