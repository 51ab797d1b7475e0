package dev.deskhand.app;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that runs as the machine's does, and can be moved on. Thread-safe. */
final class MovedClock implements InstantSource {
  private volatile Duration ahead = Duration.ZERO;

  @Override
  public Instant instant() {
    return InstantSource.system().instant().plus(ahead);
  }

  void moveOn(Duration further) {
    ahead = ahead.plus(further);
  }
}
