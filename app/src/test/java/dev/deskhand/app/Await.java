package dev.deskhand.app;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for a condition itself, with a deadline. */
final class Await {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final long PAUSE_MILLIS = 20;

  private Await() {}

  /** Asks until it holds; fails with the description when patience ends. */
  static void until(String what, BooleanSupplier holds) {
    var _ = some(what, () -> holds.getAsBoolean() ? Optional.of(what) : Optional.empty());
  }

  /** The same, for what takes longer than most. */
  static void until(String what, Duration patience, BooleanSupplier holds) {
    var _ = some(what, patience, () -> holds.getAsBoolean() ? Optional.of(what) : Optional.empty());
  }

  /** Asks until there is something; fails with the description when patience ends. */
  static <T> T some(String what, Supplier<Optional<T>> asked) {
    return some(what, PATIENCE, asked);
  }

  /** The same, for what takes longer than most. */
  static <T> T some(String what, Duration patience, Supplier<Optional<T>> asked) {
    long end = System.nanoTime() + patience.toNanos();
    CountDownLatch never = new CountDownLatch(1);
    Optional<T> found = asked.get();
    while (found.isEmpty()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("not within " + patience.toSeconds() + " s: " + what);
      }
      pause(never);
      found = asked.get();
    }
    return found.get();
  }

  private static void pause(CountDownLatch never) {
    try {
      boolean _ = never.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting", e);
    }
  }
}
