package dev.deskhand.torture;

/**
 * A promise that was broken.
 *
 * @param invariant {@code I1} to {@code I8}, as docs/how-to/torture.md lists them
 * @param kind what it counts as
 * @param what run, step and attempts, and what was expected
 */
record Breach(String invariant, Kind kind, String what) {
  /** What a breach counts as. */
  enum Kind {
    LOST,
    DOUBLED,
    /** Said to be unknown though it could be known, or known though it could not. */
    WRONG_UNKNOWN,
    OTHER
  }

  @Override
  public String toString() {
    return invariant + " " + kind.name().toLowerCase(java.util.Locale.ROOT) + ": " + what;
  }
}
