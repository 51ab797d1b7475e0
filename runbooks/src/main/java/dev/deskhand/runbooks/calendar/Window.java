package dev.deskhand.runbooks.calendar;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;

/**
 * A maintenance window. One that ends at or before the time of day at which it begins ends on the
 * next day.
 *
 * @param days on which it opens
 */
public record Window(CalendarName name, Days days, LocalTime from, LocalTime to, ZoneId zone) {
  private static final int LONGEST_SEARCH_DAYS = 400;

  /** Its opening that includes a moment. */
  Optional<Span> covering(Instant at) {
    LocalDate today = LocalDate.ofInstant(at, zone);
    return opening(today)
        .filter(span -> span.includes(at))
        .or(() -> opening(today.minusDays(1)).filter(span -> span.includes(at)));
  }

  /** Its first opening that begins after a moment, within some 400 days. */
  Optional<Span> after(Instant at) {
    LocalDate day = LocalDate.ofInstant(at, zone);
    for (int i = 0; i < LONGEST_SEARCH_DAYS; i++) {
      Optional<Span> opening = opening(day.plusDays(i)).filter(span -> span.from().isAfter(at));
      if (opening.isPresent()) {
        return opening;
      }
    }
    return Optional.empty();
  }

  /** Its opening that begins on a day; none where the clocks skip it as a whole. */
  Optional<Span> opening(LocalDate day) {
    if (!days.include(day)) {
      return Optional.empty();
    }
    LocalDate lastDay = to.isAfter(from) ? day : day.plusDays(1);
    Span span =
        new Span(
            WallClock.first(day.atTime(from), zone), WallClock.first(lastDay.atTime(to), zone));
    return Optional.of(span).filter(it -> !it.isEmpty());
  }
}
