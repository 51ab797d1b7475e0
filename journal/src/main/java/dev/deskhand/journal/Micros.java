package dev.deskhand.journal;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/**
 * Instants as they are stored everywhere: whole microseconds, the finest that every store keeps.
 */
public final class Micros {
  private Micros() {}

  public static Instant truncate(Instant instant) {
    return instant.truncatedTo(ChronoUnit.MICROS);
  }

  /** The current time of a clock, as it would be read back from a store. */
  public static Instant now(InstantSource clock) {
    return truncate(clock.instant());
  }
}
