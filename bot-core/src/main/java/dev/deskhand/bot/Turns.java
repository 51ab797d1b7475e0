package dev.deskhand.bot;

import dev.deskhand.journal.VersionConflictException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Has things decided and committed that others may overtake, a person's count of today for one: the
 * first time at once, then one after another, so that each meets only what is new. Thread-safe.
 */
final class Turns {
  private static final int MOST_CONFLICTS = 200;

  private final ReentrantLock overtaken = new ReentrantLock(true);

  /**
   * Repeats an attempt until what it was decided from is still so when it is committed.
   *
   * @param attempt throws {@link VersionConflictException} where it was overtaken
   * @throws VersionConflictException if that happened too often
   */
  <T> T take(Supplier<T> attempt) {
    try {
      return attempt.get();
    } catch (VersionConflictException _) {
      return among(attempt);
    }
  }

  private <T> T among(Supplier<T> attempt) {
    overtaken.lock();
    try {
      for (int conflicts = 2; ; conflicts++) {
        try {
          return attempt.get();
        } catch (VersionConflictException e) {
          if (conflicts >= MOST_CONFLICTS) {
            throw e;
          }
        }
      }
    } finally {
      overtaken.unlock();
    }
  }
}
