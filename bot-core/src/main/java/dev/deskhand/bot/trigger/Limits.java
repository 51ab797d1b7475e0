package dev.deskhand.bot.trigger;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How often a trigger may begin something.
 *
 * @param cooldown the least time between two of them, for one ticket; for a webhook, altogether
 * @param rate how many altogether
 */
public record Limits(Optional<Duration> cooldown, Optional<Rate> rate) {
  public static final Limits NONE = new Limits(Optional.empty(), Optional.empty());

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
  }
}
