package dev.deskhand.runbooks.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Year;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Windows over a whole year, in zones whose clocks are changed by an hour, by half of one, never.
 */
final class ClockChangesTest {
  private static final Year YEAR = Year.of(2026);
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  private static Window daily(String from, String to, ZoneId zone) {
    return new Window(
        new CalendarName("nightly"),
        new Days.Weekly(EnumSet.allOf(DayOfWeek.class)),
        LocalTime.parse(from),
        LocalTime.parse(to),
        zone);
  }

  private static boolean isOrdinary(LocalDate day, ZoneId zone) {
    return Duration.between(day.atStartOfDay(zone), day.plusDays(1).atStartOfDay(zone)).toHours()
            == 24
        && day.atStartOfDay(zone)
            .getOffset()
            .equals(day.plusDays(1).atStartOfDay(zone).getOffset());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Europe/Berlin",
        "America/New_York",
        "America/Santiago",
        "Australia/Lord_Howe",
        "Asia/Kolkata",
        "UTC"
      })
  void every_quarter_of_an_hour_of_a_year_is_inside_or_outside_as_the_clock_on_the_wall_says(
      String name) {
    ZoneId zone = ZoneId.of(name);
    for (String[] edges :
        List.of(
            new String[] {"22:00", "04:00"},
            new String[] {"01:30", "02:30"},
            new String[] {"00:00", "00:00"})) {
      Window window = daily(edges[0], edges[1], zone);
      LocalTime from = window.from();
      LocalTime to = window.to();

      ZonedDateTime at = YEAR.atDay(2).atStartOfDay(zone);
      while (at.getYear() == YEAR.getValue()) {
        LocalDate day = at.toLocalDate();
        if (isOrdinary(day, zone) && isOrdinary(day.minusDays(1), zone)) {
          LocalTime shown = at.toLocalTime();
          boolean inside =
              to.isAfter(from)
                  ? !shown.isBefore(from) && shown.isBefore(to)
                  : !shown.isBefore(from) || shown.isBefore(to);
          assertThat(window.covering(at.toInstant()).isPresent())
              .as("%s %s", at, window)
              .isEqualTo(inside);
        }
        at = at.plus(Duration.ofMinutes(15));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Europe/Berlin", "America/New_York", "America/Santiago", "Australia/Lord_Howe"})
  void no_day_of_a_year_opens_a_window_twice_or_backwards(String name) {
    ZoneId zone = ZoneId.of(name);
    Window window = daily("01:15", "02:45", zone);
    Instant before = Instant.MIN;
    for (int i = 1; i <= YEAR.length(); i++) {
      Optional<Span> opening = window.opening(YEAR.atDay(i));

      assertThat(opening).as("%s in %s", YEAR.atDay(i), zone).isPresent();
      assertThat(opening.get().isEmpty()).isFalse();
      assertThat(opening.get().from()).isAfter(before);
      before = opening.get().to();
    }
  }

  @Test
  void an_edge_in_the_gap_lies_at_its_end_and_a_window_wholly_in_it_does_not_open() {
    LocalDate spring = LocalDate.of(2026, 3, 29);

    assertThat(daily("01:00", "02:30", BERLIN).opening(spring))
        .contains(
            new Span(Instant.parse("2026-03-29T00:00:00Z"), Instant.parse("2026-03-29T01:00:00Z")));
    assertThat(daily("02:30", "04:00", BERLIN).opening(spring))
        .contains(
            new Span(Instant.parse("2026-03-29T01:00:00Z"), Instant.parse("2026-03-29T02:00:00Z")));
    assertThat(daily("02:15", "02:45", BERLIN).opening(spring)).isEmpty();
  }

  @Test
  void an_edge_in_the_overlap_lies_at_its_first_occurrence() {
    LocalDate autumn = LocalDate.of(2026, 10, 25);

    assertThat(daily("02:30", "04:00", BERLIN).opening(autumn))
        .contains(
            new Span(Instant.parse("2026-10-25T00:30:00Z"), Instant.parse("2026-10-25T03:00:00Z")));
    assertThat(daily("02:15", "02:45", BERLIN).opening(autumn))
        .contains(
            new Span(Instant.parse("2026-10-25T00:15:00Z"), Instant.parse("2026-10-25T00:45:00Z")));
  }

  @Test
  void a_blackout_ends_at_the_last_occurrence_of_its_end() {
    ZoneId santiago = ZoneId.of("America/Santiago");
    LocalDateTime midnight = LocalDateTime.parse("2026-04-04T23:30:00");

    assertThat(WallClock.last(midnight, santiago))
        .isEqualTo(WallClock.first(midnight, santiago).plus(Duration.ofHours(1)));
  }
}
