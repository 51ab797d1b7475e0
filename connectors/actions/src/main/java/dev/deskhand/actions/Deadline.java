package dev.deskhand.actions;

import java.time.Duration;

/**
 * When an attempt is given up, by the monotonic clock.
 *
 * @param at in nanoseconds of {@link System#nanoTime()}
 */
public record Deadline(long at) {
  private static final Duration LEAST = Duration.ofMillis(1);

  /** So long from now. */
  public static Deadline in(Duration timeout) {
    return new Deadline(System.nanoTime() + timeout.toNanos());
  }

  /** What is left: at least a millisecond, since libraries take nothing for "for ever". */
  public Duration remaining() {
    Duration left = Duration.ofNanos(at - System.nanoTime());
    return left.compareTo(LEAST) < 0 ? LEAST : left;
  }

  /** Whether nothing is left. */
  public boolean isOver() {
    return at - System.nanoTime() <= 0;
  }
}
