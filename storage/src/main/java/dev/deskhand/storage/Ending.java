package dev.deskhand.storage;

/** Waits for threads that were told to end. */
final class Ending {
  private Ending() {}

  /** Waits however long it takes; an interrupt meanwhile is kept for the caller. */
  static void await(Thread thread) {
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
