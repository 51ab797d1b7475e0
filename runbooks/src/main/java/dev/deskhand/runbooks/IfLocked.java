package dev.deskhand.runbooks;

import java.util.Locale;

/** What becomes of a run that wants a lock which another run holds. */
public enum IfLocked {
  /** It waits until the lock is free. What is meant when a step is silent. */
  WAIT,
  /** It is refused, and its requester reads which run holds the lock. */
  REFUSE;

  /** The name that files use, such as {@code refuse}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
