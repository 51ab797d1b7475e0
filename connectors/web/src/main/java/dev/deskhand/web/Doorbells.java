package dev.deskhand.web;

import dev.deskhand.permissions.PersonId;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Tells open pages that their conversation has grown. A bell holds one ring: whoever is slow hears
 * of several at once and reads them all from the journal, so nobody waits for a slow page and
 * nothing piles up for it. Thread-safe.
 */
final class Doorbells implements AutoCloseable {
  static final int BELLS_A_PERSON = 20;

  private final Map<PersonId, Set<Bell>> bells = new HashMap<>();
  private boolean closed;

  /** Rung at least once after each growth. One thread waits for it. */
  static final class Bell {
    private final Semaphore ring = new Semaphore(0);

    /** True when it rang, false when the time was up. */
    boolean await(Duration longest) throws InterruptedException {
      return ring.tryAcquire(longest.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Called under the doorbells' lock. A ring that still waits says the same. */
    private void press() {
      if (ring.availablePermits() == 0) {
        ring.release();
      }
    }
  }

  /** A new bell; empty when the person has too many pages open, or the doors are closed. */
  synchronized Optional<Bell> hang(PersonId person) {
    Set<Bell> own = bells.computeIfAbsent(person, fresh -> new HashSet<>());
    if (closed || own.size() >= BELLS_A_PERSON) {
      return Optional.empty();
    }
    Bell bell = new Bell();
    own.add(bell);
    return Optional.of(bell);
  }

  synchronized void remove(PersonId person, Bell bell) {
    bells.computeIfPresent(
        person,
        (id, own) -> {
          own.remove(bell);
          return own.isEmpty() ? null : own;
        });
  }

  synchronized void ring(PersonId person) {
    bells.getOrDefault(person, Set.of()).forEach(Bell::press);
  }

  synchronized boolean isClosed() {
    return closed;
  }

  /** Rings everybody for the last time. */
  @Override
  public synchronized void close() {
    closed = true;
    bells.values().forEach(own -> own.forEach(Bell::press));
  }
}
