package dev.deskhand.runbooks.calendar;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;

/** A time in which nothing starts. */
public sealed interface Blackout permits Blackout.Dates, Events {
  CalendarName name();

  /** Its time that includes a moment. */
  Optional<Span> covering(Instant at);

  /**
   * Whole days.
   *
   * @param last belongs to it
   */
  record Dates(CalendarName name, LocalDate first, LocalDate last, ZoneId zone)
      implements Blackout {
    @Override
    public Optional<Span> covering(Instant at) {
      Span span =
          new Span(
              WallClock.first(first.atTime(LocalTime.MIDNIGHT), zone),
              WallClock.last(last.plusDays(1).atTime(LocalTime.MIDNIGHT), zone));
      return Optional.of(span).filter(it -> it.includes(at));
    }
  }
}
