package dev.deskhand.bot;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Lets what is received go before what is worked: whoever sends waits seconds for an
 * acknowledgement and sends again, people wait longer for an answer. As many requests are worked at
 * a time as there are processors, and each first lets pass what is being received; neither holds up
 * work for long. Thread-safe.
 */
public final class Precedence {
  /** So much of the work goes on while more comes in without a gap. */
  private static final Duration LONGEST_WAIT = Duration.ofMillis(5);

  /** Whoever works this long waits for something else, and holds the others up no longer. */
  private static final Duration LONGEST_WORK = Duration.ofMillis(250);

  private static final int FEWEST = 2;

  private final Semaphore places;
  private final Duration longestWait;
  private final Duration longestWork;
  private int receiving;

  /**
   * For one process.
   *
   * @param most how many requests are worked at a time
   * @param longestWait how long work lets pass what is received
   * @param longestWork how long work waits for others
   */
  public Precedence(int most, Duration longestWait, Duration longestWork) {
    this.places = new Semaphore(most, true);
    this.longestWait = longestWait;
    this.longestWork = longestWork;
  }

  /** For one process that has this machine. */
  public static Precedence here() {
    return new Precedence(
        Math.max(FEWEST, Runtime.getRuntime().availableProcessors()), LONGEST_WAIT, LONGEST_WORK);
  }

  /** Receives something at once. */
  <T> T receive(Supplier<T> reception) {
    arrived();
    try {
      return reception.get();
    } finally {
      left();
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

  private synchronized void arrived() {
    receiving++;
  }

  private synchronized void left() {
    receiving--;
    if (receiving == 0) {
      notifyAll();
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

  private synchronized void awaitCalm() {
    long end = System.nanoTime() + longestWait.toNanos();
    try {
      for (long left = end - System.nanoTime();
          receiving > 0 && left > 0;
          left = end - System.nanoTime()) {
        TimeUnit.NANOSECONDS.timedWait(this, left);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
