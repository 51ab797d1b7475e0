package dev.deskhand.bot.trigger;

import dev.deskhand.bot.limit.Rate;
import java.time.Duration;
import java.util.Optional;

/**
 * How often a trigger may begin something.
 *
 * @param cooldown the least time between two of them, for one ticket; for a webhook, altogether
 * @param rate how many altogether
 */
public record Limits(Optional<Duration> cooldown, Optional<Rate> rate) {
  public static final Limits NONE = new Limits(Optional.empty(), Optional.empty());
}
