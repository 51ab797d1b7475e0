package dev.deskhand.web;

import io.javalin.http.HttpStatus;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Lets a few files through at a time, since each is in memory as a whole. Thread-safe. */
final class FilePassage {
  private static final int MOST_AT_ONCE = 2;
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Semaphore room = new Semaphore(MOST_AT_ONCE, true);

  /**
   * Does work with a file once there is room.
   *
   * @throws RequestRefusedException if there is none for a while
   */
  void pass(Runnable work) {
    if (!isRoom()) {
      throw new RequestRefusedException(
          HttpStatus.SERVICE_UNAVAILABLE,
          "Many files are on their way just now. Try again in a moment.");
    }
    try {
      work.run();
    } finally {
      room.release();
    }
  }

  private boolean isRoom() {
    try {
      return room.tryAcquire(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
