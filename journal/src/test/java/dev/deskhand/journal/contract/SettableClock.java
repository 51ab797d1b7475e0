package dev.deskhand.journal.contract;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * A clock that stands until it is moved. Begins between two microseconds, as real clocks do.
 * Thread-safe.
 */
public final class SettableClock implements InstantSource {
  private Instant now = Instant.parse("2026-03-01T09:00:00.123456789Z");

  @Override
  public synchronized Instant instant() {
    return now;
  }

  public synchronized void advance(Duration duration) {
    now = now.plus(duration);
  }
}
