package dev.deskhand.bot.trigger;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import dev.deskhand.runbooks.calendar.WallClock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Optional;

/**
 * Times by the five fields of a crontab: minute, hour, day of the month, month, day of the week. A
 * time that clocks skip comes once, at the end of the gap; one that comes twice counts at its first
 * occurrence. Thread-safe.
 */
public final class Cron {
  private static final int MOST_STEPS = 10_000;

  private final String text;
  private final ExecutionTime times;

  private Cron(String text, ExecutionTime times) {
    this.text = text;
    this.times = times;
  }

  /**
   * Reads an expression such as {@code 0 3 * * 1-5}.
   *
   * @throws IllegalArgumentException saying what is wrong with it
   */
  public static Cron parse(String text) {
    var definition = CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX);
    return new Cron(text, ExecutionTime.forCron(new CronParser(definition).parse(text).validate()));
  }

  /** The first occurrence after a moment, in a zone; empty if there never is any. */
  public Optional<Instant> next(Instant after, ZoneId zone) {
    ZonedDateTime shown = onWall(after, zone);
    for (int i = 0; i < MOST_STEPS; i++) {
      Optional<ZonedDateTime> next = times.nextExecution(shown);
      if (next.isEmpty()) {
        return Optional.empty();
      }
      Instant at = WallClock.first(next.get().toLocalDateTime(), zone);
      if (at.isAfter(after)) {
        return Optional.of(at);
      }
      shown = next.get();
    }
    return Optional.empty();
  }

  /** The last occurrence that is not after a moment; empty if there never was any. */
  public Optional<Instant> last(Instant until, ZoneId zone) {
    return times
        .lastExecution(onWall(until, zone).plusNanos(1))
        .map(it -> WallClock.first(it.toLocalDateTime(), zone));
  }

  /** The wall's own time, in which no clock is ever changed. */
  private static ZonedDateTime onWall(Instant at, ZoneId zone) {
    return LocalDateTime.ofInstant(at, zone).atZone(ZoneOffset.UTC);
  }

  @Override
  public String toString() {
    return text;
  }
}
