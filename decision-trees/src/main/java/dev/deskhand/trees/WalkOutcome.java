package dev.deskhand.trees;

/** How a walk ended. */
public enum WalkOutcome {
  SOLVED,
  /** A person takes over. */
  ESCALATED,
  /** The requester does not want it any more. */
  ABANDONED,
  /** Somebody of the desk took the ticket meanwhile; no tree ends so. */
  YIELDED
}
