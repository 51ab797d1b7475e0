package dev.deskhand.storage;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Instants as the tables hold them: whole microseconds since 1970. */
final class MicroTime {
  private MicroTime() {}

  static long of(Instant instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
  }

  static Instant from(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }
}
