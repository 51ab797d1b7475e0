package dev.deskhand.storage;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Instants as the tables hold them: whole microseconds since 1970. */
final class MicroTime {
  private static final Instant FIRST = Instant.ofEpochSecond(Long.MIN_VALUE / 1_000_000);
  private static final Instant LAST = Instant.ofEpochSecond(Long.MAX_VALUE / 1_000_000);

  private MicroTime() {}

  /** What lies further away than a table can say is the furthest that it can. */
  static long of(Instant instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, withinReach(instant));
  }

  private static Instant withinReach(Instant instant) {
    if (instant.isBefore(FIRST)) {
      return FIRST;
    }
    return instant.isAfter(LAST) ? LAST : instant;
  }

  static Instant from(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }
}
