package dev.deskhand.runbooks;

import java.time.Duration;

/**
 * How often a step that failed for a passing reason is tried, and how long between.
 *
 * @param attempts in all, at least 1
 * @param first the pause after the first failure; each further one doubles
 * @param longest no pause is longer, but for what chance adds
 */
public record Retry(int attempts, Duration first, Duration longest, On on) {
  /** Tried once. */
  public static final Retry NEVER = new Retry(1, Duration.ZERO, Duration.ZERO, On.TRANSIENT);

  /** One part in so many is the most that chance adds to a pause. */
  private static final int CHANCE = 5;

  /** After which failures it is tried again. */
  public enum On {
    /** Those that may pass by themselves. */
    TRANSIENT,
    /** All of them. */
    ANY
  }

  public Retry {
    if (attempts < 1 || attempts > 100 || first.isNegative() || longest.compareTo(first) < 0) {
      throw new IllegalArgumentException("retry: expected 1 to 100 attempts and growing pauses");
    }
  }

  /**
   * The pause after so many failures, from 1: it doubles, and is up to a fifth longer, so that what
   * failed together is not tried again together.
   *
   * @param chance any number; the same gives the same pause
   */
  public Duration pauseAfter(int failures, int chance) {
    int doublings = Math.min(failures - 1, 20);
    Duration pause = first.multipliedBy(1L << doublings);
    Duration capped = pause.compareTo(longest) > 0 ? longest : pause;
    long extra = capped.toMillis() / CHANCE;
    return extra == 0 ? capped : capped.plusMillis(Math.floorMod((long) chance, extra + 1));
  }
}
