package dev.deskhand.slack;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that starts at the present and moves when a test says so. */
final class SettableClock implements InstantSource {
  private Instant now = InstantSource.system().instant();

  @Override
  public synchronized Instant instant() {
    return now;
  }

  synchronized void pass(Duration time) {
    now = now.plus(time);
  }
}
