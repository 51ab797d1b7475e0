package dev.deskhand.bot.intent.time;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Period;
import java.time.ZonedDateTime;
import java.util.Optional;

/** A time that somebody named. */
public sealed interface When {

  /**
   * A day or a moment of it, as the clocks of whoever named it show it.
   *
   * @param role whether something is there or lasts until then
   */
  record Point(LocalDate day, Optional<LocalTime> time, Role role) implements When {}

  /** How long something takes or lasts; one of the two may be zero. */
  record Length(Period period, Duration duration) implements When {}

  /** What a point is for. */
  enum Role {
    ON,
    UNTIL
  }

  /** The day, where one is named. */
  default Optional<LocalDate> date() {
    return switch (this) {
      case Point point -> Optional.of(point.day());
      case Length _ -> Optional.empty();
    };
  }

  /**
   * How long it lasts, from now on: a length as it is, until the end of a day or until a moment.
   * Days have 24 hours; months and years are those of the calendar. Empty for what is no length,
   * and for an end that is past.
   */
  default Optional<Duration> span(ZonedDateTime now) {
    return switch (this) {
      case Length(Period period, Duration duration) ->
          Optional.of(
              Duration.between(now.toLocalDateTime(), now.toLocalDateTime().plus(period))
                  .plus(duration));
      case Point(LocalDate day, Optional<LocalTime> time, Role role) -> {
        ZonedDateTime end =
            time.map(it -> day.atTime(it).atZone(now.getZone()))
                .orElseGet(() -> day.plusDays(1).atStartOfDay(now.getZone()));
        yield role == Role.UNTIL && end.isAfter(now)
            ? Optional.of(Duration.between(now, end))
            : Optional.empty();
      }
    };
  }
}
