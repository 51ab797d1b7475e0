package dev.deskhand.trees;

/** How a walk ended. */
public enum WalkOutcome {
  SOLVED,
  /** A person takes over. */
  ESCALATED
}
