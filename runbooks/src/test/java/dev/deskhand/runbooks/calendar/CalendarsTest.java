package dev.deskhand.runbooks.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.content.Problem;
import dev.deskhand.content.Problems;
import dev.deskhand.runbooks.calendar.yaml.CalendarReader;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class CalendarsTest {
  private static final String HOLIDAYS =
      """
      BEGIN:VCALENDAR
      VERSION:2.0
      PRODID:-//Example//Holidays//EN
      BEGIN:VEVENT
      UID:1
      DTSTAMP:20260101T000000Z
      DTSTART;VALUE=DATE:20251225
      DTEND;VALUE=DATE:20251227
      RRULE:FREQ=YEARLY
      SUMMARY:Christmas
      END:VEVENT
      BEGIN:VEVENT
      UID:2
      DTSTAMP:20260101T000000Z
      DTSTART;TZID=Europe/Berlin:20260105T020000
      DURATION:PT90M
      RRULE:FREQ=WEEKLY;BYDAY=MO
      EXDATE;TZID=Europe/Berlin:20261123T020000
      SUMMARY:Backup
      END:VEVENT
      END:VCALENDAR
      """
          .replace("\n", "\r\n");

  private static final String WEEKENDS =
      """
      calendar: weekends
      time-zone: Europe/Berlin
      windows:
        saturday-night: { days: [sat], from: "22:00", to: "04:00" }
        patch-day: { monthly: second tuesday, from: "20:00", to: "24:00" }
      blackouts:
        freeze: { from: 2026-11-28, to: 2026-11-29 }
      """;

  private static final String OFFICE =
      """
      calendar: office
      time-zone: Europe/Berlin
      blackouts:
        holidays: { file: holidays.ics }
      """;

  private final Problems problems = new Problems();
  private final Calendars calendars =
      new Calendars(
          List.of(read("weekends", WEEKENDS).orElseThrow(), read("office", OFFICE).orElseThrow()));

  private Optional<Calendar> read(String name, String text) {
    return new CalendarReader(Map.of("holidays.ics", HOLIDAYS))
        .read(name + ".calendar.yaml", text, problems);
  }

  private Permission at(String instant, String... names) {
    return calendars.permits(
        Arrays.stream(names).map(CalendarName::new).toList(), Instant.parse(instant));
  }

  private static Permission closed(String reason, String opensAt) {
    return new Permission.Closed(reason, Optional.of(Instant.parse(opensAt)));
  }

  @Test
  void what_stands_in_no_calendar_may_always_start() {
    assertThat(at("2026-11-20T12:00:00Z")).isEqualTo(new Permission.Open());
  }

  @Test
  void outside_every_window_it_is_closed_and_says_which_opens_next() {
    assertThat(at("2026-11-20T12:00:00Z", "weekends"))
        .isEqualTo(
            closed(
                "Outside the maintenance window 'saturday-night'; it opens on Sat 21 Nov 22:00"
                    + " (Europe/Berlin).",
                "2026-11-21T21:00:00Z"));
  }

  @Test
  void a_window_goes_on_behind_midnight_and_its_end_does_not_belong_to_it() {
    assertThat(at("2026-11-22T02:59:59Z", "weekends")).isEqualTo(new Permission.Open());
    assertThat(at("2026-11-22T03:00:00Z", "weekends")).isInstanceOf(Permission.Closed.class);
  }

  @Test
  void the_second_tuesday_of_a_month_opens_until_the_end_of_the_day() {
    assertThat(at("2026-12-08T22:59:00Z", "weekends")).isEqualTo(new Permission.Open());
    assertThat(at("2026-12-08T23:00:00Z", "weekends")).isInstanceOf(Permission.Closed.class);
    assertThat(at("2026-12-15T20:00:00Z", "weekends")).isInstanceOf(Permission.Closed.class);
  }

  @Test
  void a_blackout_outweighs_an_open_window() {
    assertThat(at("2026-11-28T22:00:00Z", "weekends"))
        .isEqualTo(
            closed(
                "In the blackout 'freeze'; it opens on Mon 30 Nov 00:00 (Europe/Berlin)."
                    .replace("Mon 30 Nov 00:00", "Sat 5 Dec 22:00"),
                "2026-12-05T21:00:00Z"));
  }

  @Test
  void a_year_that_is_another_is_named() {
    assertThat(at("2026-12-25T12:00:00Z", "weekends", "office"))
        .isEqualTo(
            closed(
                "Outside the maintenance window 'saturday-night'; it opens on Sun 27 Dec 00:00"
                    + " (Europe/Berlin).",
                "2026-12-26T23:00:00Z"));
    assertThat(((Permission.Closed) at("2026-12-27T12:00:00Z", "weekends")).reason())
        .contains("Sat 2 Jan 2027 22:00");
  }

  @Test
  void events_of_an_icalendar_file_repeat_by_the_clock_on_the_wall() {
    assertThat(at("2026-07-06T00:30:00Z", "office")).isInstanceOf(Permission.Closed.class);
    assertThat(at("2026-11-16T01:30:00Z", "office"))
        .isEqualTo(
            closed(
                "In the blackout 'holidays'; it opens on Mon 16 Nov 03:30 (Europe/Berlin).",
                "2026-11-16T02:30:00Z"));
    assertThat(at("2026-11-23T01:30:00Z", "office")).isEqualTo(new Permission.Open());
    assertThat(at("2031-12-26T22:59:00Z", "office")).isInstanceOf(Permission.Closed.class);
  }

  @Test
  void a_calendar_that_nobody_knows_is_closed() {
    assertThat(at("2026-11-20T12:00:00Z", "weekend"))
        .isEqualTo(
            new Permission.Closed(
                "No calendar is called 'weekend': did you mean 'weekends'?", Optional.empty()));
  }

  @Test
  void all_problems_of_a_file_are_told_at_once_with_their_places() {
    String broken =
        """
        calendar: broken
        time-zone: Europe/Berlln
        windows:
          one: { days: [sat, sunnday], from: "25:00", to: "04:00" }
          two: { monthly: fifth monday, from: "01:00", to: "04:00" }
          three: { from: "01:00", to: "04:00" }
        blackouts:
          four: { from: 2026-12-24, to: 2026-12-01 }
          five: { file: holiday.ics }
          six: { when: never }
        """;

    assertThat(read("broken", broken)).isEmpty();

    assertThat(problems.all().stream().map(Problem::toString))
        .containsExactly(
            "broken.calendar.yaml:2:12: 'time-zone': no time zone is called 'Europe/Berlln': did"
                + " you mean 'Europe/Berlin'?",
            "broken.calendar.yaml:4:22: unknown day 'sunnday': did you mean 'sunday'?",
            "broken.calendar.yaml:4:38: 'from': expected a time such as 22:00, found '25:00'",
            "broken.calendar.yaml:5:19: 'monthly': expected first, second, third, fourth or last,"
                + " and a day, such as second saturday; found 'fifth monday'",
            "broken.calendar.yaml:6:10: a window opens on days: [sat, sun], or monthly: second"
                + " saturday; write one of them",
            "broken.calendar.yaml:8:33: 'to': the last day lies before the first",
            "broken.calendar.yaml:9:17: 'file': no file 'holiday.ics' stands in the catalogue: did"
                + " you mean 'holidays.ics'?",
            "broken.calendar.yaml:10:8: 'from' is missing: write from: …",
            "broken.calendar.yaml:10:10: unknown key 'when': known are: file, from, to");
  }

  @Test
  void an_icalendar_file_without_events_is_a_problem() {
    assertThat(
            Events.read(
                new CalendarName("empty"),
                "empty.ics",
                "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n",
                java.time.ZoneId.of("UTC"),
                problems))
        .isEmpty();
    assertThat(problems.all()).hasSize(1);
  }
}
