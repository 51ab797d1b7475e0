package dev.deskhand.bot.limit;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/**
 * At most so many in each such span; spans follow each other from 1970 on, in UTC.
 *
 * @param per at least a second
 */
public record Rate(int most, Duration per) {
  /** The number of the span that a moment lies in. */
  public long span(Instant at) {
    return Math.floorDiv(at.getEpochSecond(), per.toSeconds());
  }

  /** When the span that a moment lies in is over. */
  public Instant end(Instant at) {
    return Instant.ofEpochSecond((span(at) + 1) * per.toSeconds());
  }

  /** Such as {@code 60 in 1m}. */
  @Override
  public String toString() {
    return most + " in " + per.toString().replace("PT", "").toLowerCase(Locale.ROOT);
  }
}
