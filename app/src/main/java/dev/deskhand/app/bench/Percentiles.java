package dev.deskhand.app.bench;

import java.util.Arrays;

/** Durations in order; a percentile is the smallest that so many of them do not exceed. */
final class Percentiles {
  private static final double NANOS_IN_A_MILLISECOND = 1e6;

  private final long[] sorted;

  /**
   * Sorts a copy.
   *
   * @param nanos at least one
   */
  Percentiles(long... nanos) {
    if (nanos.length == 0) {
      throw new IllegalArgumentException("nothing was measured");
    }
    this.sorted = nanos.clone();
    Arrays.sort(sorted);
  }

  /**
   * By nearest rank, in milliseconds.
   *
   * @param percent above 0, at most 100
   */
  double millis(double percent) {
    int rank = (int) Math.ceil(percent / 100 * sorted.length);
    return sorted[Math.max(rank, 1) - 1] / NANOS_IN_A_MILLISECOND;
  }
}
