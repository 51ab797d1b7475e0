package dev.deskhand.desks;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * How far a signed time may be from ours, in both directions: a captured request is worth nothing
 * afterwards, and none can be made to keep for later.
 */
public record TimeWindow(InstantSource clock, Duration width) {
  /** The width that vendors recommend. */
  public static TimeWindow fiveMinutes(InstantSource clock) {
    return new TimeWindow(clock, Duration.ofMinutes(5));
  }

  public boolean includes(Instant time) {
    return Duration.between(time, clock.instant()).abs().compareTo(width) <= 0;
  }
}
