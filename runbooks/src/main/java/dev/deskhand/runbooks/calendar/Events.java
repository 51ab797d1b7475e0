package dev.deskhand.runbooks.calendar;

import biweekly.Biweekly;
import biweekly.ICalendar;
import biweekly.component.VEvent;
import biweekly.io.ParseWarning;
import biweekly.io.TimezoneAssignment;
import biweekly.property.DateOrDateTimeProperty;
import biweekly.util.com.google.ical.compat.javautil.DateIterator;
import dev.deskhand.content.Problems;
import dev.deskhand.content.SourcePosition;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TimeZone;

/**
 * The events of an iCalendar file (RFC 5545) as one blackout: {@code VEVENT} with {@code DTSTART},
 * {@code DTEND} or {@code DURATION}, {@code RRULE}, {@code RDATE} and {@code EXDATE}. Days and
 * times without a zone of their own are the calendar's. Thread-safe: the file is never changed.
 */
public final class Events implements Blackout {
  private static final int MOST_OCCURRENCES = 20_000;

  /** The library's numbers for a time zone that is known by its name alone. */
  private static final Set<Integer> HARMLESS = Set.of(37, 43);

  private final CalendarName name;
  private final List<Series> series;

  /**
   * An event and its repetitions, each as long by the clock on the wall as the first.
   *
   * @param read the zone in which the library reads it: this machine's for whole days
   * @param zone where it is meant
   */
  private record Series(VEvent event, ZoneId read, ZoneId zone, Duration length) {
    Optional<Span> covering(Instant at) {
      DateIterator starts = event.getDateIterator(TimeZone.getTimeZone(read));
      starts.advanceTo(Date.from(at.minus(length).minus(Duration.ofDays(2))));
      for (int i = 0; i < MOST_OCCURRENCES && starts.hasNext(); i++) {
        Span span = from(LocalDateTime.ofInstant(starts.next().toInstant(), read));
        if (span.includes(at)) {
          return Optional.of(span);
        }
        if (span.from().isAfter(at)) {
          return Optional.empty();
        }
      }
      return Optional.empty();
    }

    private Span from(LocalDateTime start) {
      return new Span(WallClock.first(start, zone), WallClock.last(start.plus(length), zone));
    }
  }

  private Events(CalendarName name, List<Series> series) {
    this.name = name;
    this.series = List.copyOf(series);
  }

  /**
   * Reads a file.
   *
   * @param file its name as it appears in messages
   * @param zone of days and of times without a zone
   * @return empty when it has problems, which are added
   */
  public static Optional<Blackout> read(
      CalendarName name, String file, String text, ZoneId zone, Problems problems) {
    List<List<ParseWarning>> warnings = new ArrayList<>();
    List<ICalendar> calendars =
        Biweekly.parse(text).defaultTimezone(TimeZone.getTimeZone(zone)).warnings(warnings).all();
    Problems own = new Problems();
    warnings.stream()
        .flatMap(List::stream)
        .filter(warning -> warning.getCode() == null || !HARMLESS.contains(warning.getCode()))
        .forEach(warning -> own.add(place(file, warning), "iCalendar: " + warning.getMessage()));
    List<Series> series = new ArrayList<>();
    for (ICalendar calendar : calendars) {
      for (VEvent event : calendar.getEvents()) {
        series(calendar, event, zone)
            .ifPresentOrElse(
                series::add,
                () -> own.add(start(file), "an event without DTSTART, or without any length"));
      }
    }
    if (series.isEmpty() && own.isEmpty()) {
      own.add(start(file), "no VEVENT in it: expected an iCalendar file with events");
    }
    problems.addAll(own.all());
    return own.isEmpty() ? Optional.of(new Events(name, series)) : Optional.empty();
  }

  @Override
  public CalendarName name() {
    return name;
  }

  /** The longest-lasting of those that include the moment. */
  @Override
  public Optional<Span> covering(Instant at) {
    return series.stream()
        .flatMap(it -> it.covering(at).stream())
        .max(Comparator.comparing(Span::to));
  }

  private static Optional<Series> series(ICalendar calendar, VEvent event, ZoneId otherwise) {
    if (event.getDateStart() == null || event.getDateStart().getValue() == null) {
      return Optional.empty();
    }
    boolean isDays = !event.getDateStart().getValue().hasTime();
    ZoneId zone = isDays ? otherwise : zone(calendar, event.getDateStart(), otherwise);
    ZoneId read = isDays ? ZoneId.systemDefault() : zone;
    return length(event, read)
        .filter(length -> !length.isZero() && !length.isNegative())
        .map(length -> new Series(event, read, zone, length));
  }

  private static ZoneId zone(ICalendar calendar, DateOrDateTimeProperty start, ZoneId otherwise) {
    TimezoneAssignment assigned = calendar.getTimezoneInfo().getTimezone(start);
    return assigned == null ? otherwise : assigned.getTimeZone().toZoneId();
  }

  private static Optional<Duration> length(VEvent event, ZoneId read) {
    if (event.getDateEnd() != null) {
      LocalDateTime from = shown(event.getDateStart(), read);
      return Optional.of(Duration.between(from, shown(event.getDateEnd(), read)));
    }
    if (event.getDuration() != null) {
      return Optional.of(Duration.ofMillis(event.getDuration().getValue().toMillis()));
    }
    return event.getDateStart().getValue().hasTime()
        ? Optional.empty()
        : Optional.of(Duration.ofDays(1));
  }

  private static LocalDateTime shown(DateOrDateTimeProperty property, ZoneId zone) {
    return LocalDateTime.ofInstant(property.getValue().toInstant(), zone);
  }

  private static SourcePosition place(String file, ParseWarning warning) {
    Integer line = warning.getLineNumber();
    return line == null ? start(file) : new SourcePosition(file, line, 1);
  }

  private static SourcePosition start(String file) {
    return new SourcePosition(file, 1, 1);
  }
}
