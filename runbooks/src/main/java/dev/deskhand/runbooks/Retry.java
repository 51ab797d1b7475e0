package dev.deskhand.runbooks;

import java.time.Duration;

/**
 * How often a step that failed for a passing reason is tried, and how long between.
 *
 * @param attempts in all, at least 1
 * @param first the pause after the first failure; each further one doubles
 * @param longest no pause is longer
 */
public record Retry(int attempts, Duration first, Duration longest) {
  /** Tried once. */
  public static final Retry NEVER = new Retry(1, Duration.ZERO, Duration.ZERO);

  public Retry {
    if (attempts < 1 || attempts > 100 || first.isNegative() || longest.compareTo(first) < 0) {
      throw new IllegalArgumentException("retry: expected 1 to 100 attempts and growing pauses");
    }
  }

  /** The pause after so many failures, from 1. */
  public Duration pauseAfter(int failures) {
    int doublings = Math.min(failures - 1, 20);
    Duration pause = first.multipliedBy(1L << doublings);
    return pause.compareTo(longest) > 0 ? longest : pause;
  }
}
