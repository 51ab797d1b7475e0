package dev.deskhand.journal;

import java.util.Random;
import java.util.stream.LongStream;

/** Seeds for tests that make their cases up and name the one that failed. */
public final class Seeds {
  private static final long FRESH = Long.getLong("deskhand.seed", new Random().nextInt(1_000_000));

  private Seeds() {}

  /**
   * The same ones in each run, and as many that are new in each: {@code -Ddeskhand.seed=N} begins
   * these with one that failed.
   */
  public static LongStream each(int count) {
    return LongStream.concat(LongStream.range(0, count), LongStream.range(FRESH, FRESH + count));
  }
}
