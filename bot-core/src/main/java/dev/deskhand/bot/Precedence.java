package dev.deskhand.bot;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Lets what is received go before what is worked: whoever sends waits seconds for an
 * acknowledgement and sends again, people wait longer for an answer. As many requests are worked at
 * a time as there are processors, and each first lets pass what is being received, and what follows
 * at once; neither holds up work for long. Thread-safe.
 */
public final class Precedence {
  /** So much of the work goes on while more comes in without a gap. */
  private static final Duration LONGEST_WAIT = Duration.ofMillis(5);

  /** Whoever sends one request after the other sends the next within this time. */
  private static final Duration CALM = Duration.ofNanos(250_000);

  /** What waits looks again so often, so that receiving has nobody to wake. */
  private static final Duration LOOKS_AGAIN = Duration.ofNanos(250_000);

  /** Whoever works this long waits for something else, and holds the others up no longer. */
  private static final Duration LONGEST_WORK = Duration.ofMillis(250);

  private static final int FEWEST = 2;

  private final Semaphore places;
  private final Duration calm;
  private final Duration longestWait;
  private final Duration longestWork;
  private final AtomicInteger receiving = new AtomicInteger();
  private volatile long lastReceived;

  /**
   * For one process.
   *
   * @param most how many requests are worked at a time
   * @param calm so long after the last reception, the next is not waited for
   * @param longestWait how long work lets pass what is received
   * @param longestWork how long work waits for others
   */
  public Precedence(int most, Duration calm, Duration longestWait, Duration longestWork) {
    this.places = new Semaphore(most, true);
    this.calm = calm;
    this.lastReceived = System.nanoTime() - calm.toNanos();
    this.longestWait = longestWait;
    this.longestWork = longestWork;
  }

  /** For one process that has this machine. */
  public static Precedence here() {
    int most = Math.max(FEWEST, Runtime.getRuntime().availableProcessors());
    return new Precedence(most, CALM, LONGEST_WAIT, LONGEST_WORK);
  }

  /** Receives something at once. */
  <T> T receive(Supplier<T> reception) {
    receiving.incrementAndGet();
    try {
      return reception.get();
    } finally {
      lastReceived = System.nanoTime();
      receiving.decrementAndGet();
    }
  }

  /** Works one request when it is its turn; what it throws is thrown. */
  public void work(Runnable work) {
    boolean hasPlace = takesPlace();
    try {
      awaitCalm();
      work.run();
    } finally {
      if (hasPlace) {
        places.release();
      }
    }
  }

  private boolean takesPlace() {
    try {
      return places.tryAcquire(longestWork.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void awaitCalm() {
    long end = System.nanoTime() + longestWait.toNanos();
    while (!isCalm() && end - System.nanoTime() > 0 && !Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(LOOKS_AGAIN.toNanos());
    }
  }

  private boolean isCalm() {
    return receiving.get() == 0 && System.nanoTime() - lastReceived >= calm.toNanos();
  }
}
