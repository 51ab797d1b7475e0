package dev.deskhand.runbooks.run;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * Ends waits whose time is over. A thread that parks with a time of its own wakes a timer each
 * time; here all who wait are looked at together, twenty times a second while there are any.
 * Thread-safe.
 */
final class Patience {
  private static final Duration EVERY = Duration.ofMillis(50);

  private final Set<Wait> waits = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean looking = new AtomicBoolean();

  /** A wait that ends; each is one of its own. */
  static final class Wait {
    private final long until;
    private final Runnable over;

    private Wait(long until, Runnable over) {
      this.until = until;
      this.over = over;
    }
  }

  /**
   * Begins a wait.
   *
   * @param longest after this time, at most 50 ms later, {@code over} is called once
   */
  Wait begin(Duration longest, Runnable over) {
    Wait wait = new Wait(System.nanoTime() + longest.toNanos(), over);
    waits.add(wait);
    lookAfterThem();
    return wait;
  }

  /** Ends it before its time; {@code over} may just be called. */
  void end(Wait wait) {
    waits.remove(wait);
  }

  private void lookAfterThem() {
    if (!looking.get() && looking.compareAndSet(false, true)) {
      Thread.ofVirtual().name("patience").start(this::look);
    }
  }

  /**
   * Most waits end within microseconds: one that begins later in the pause is looked after, too.
   */
  private void look() {
    try {
      do {
        LockSupport.parkNanos(EVERY.toNanos());
        long now = System.nanoTime();
        waits.removeIf(wait -> isOver(wait, now));
      } while (!waits.isEmpty());
    } finally {
      looking.set(false);
    }
    if (!waits.isEmpty()) {
      lookAfterThem();
    }
  }

  private static boolean isOver(Wait wait, long now) {
    boolean isOver = now - wait.until >= 0;
    if (isOver) {
      wait.over.run();
    }
    return isOver;
  }
}
