package dev.deskhand.runbooks.calendar;

import dev.deskhand.content.Problems;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** All calendars of an installation, by name. Pure: it is told what time it is. Thread-safe. */
public final class Calendars {
  /** Where there are none. */
  public static final Calendars NONE = new Calendars(List.of());

  private static final DateTimeFormatter SHORT =
      DateTimeFormatter.ofPattern("EEE d MMM HH:mm", Locale.ENGLISH);
  private static final DateTimeFormatter LONG =
      DateTimeFormatter.ofPattern("EEE d MMM yyyy HH:mm", Locale.ENGLISH);
  private static final Duration HORIZON = Duration.ofDays(400);
  private static final int MOST_ROUNDS = 1_000;

  private final Map<CalendarName, Calendar> byName;

  public Calendars(Collection<Calendar> all) {
    byName =
        all.stream().collect(Collectors.toUnmodifiableMap(Calendar::name, Function.identity()));
  }

  public Set<CalendarName> names() {
    return byName.keySet();
  }

  /**
   * Whether something that stands in these calendars may start at a moment: all of them have to be
   * open. A calendar that is not known is closed.
   */
  public Permission permits(Collection<CalendarName> names, Instant at) {
    Optional<CalendarName> unknown =
        names.stream().filter(name -> !byName.containsKey(name)).findFirst();
    if (unknown.isPresent()) {
      String name = unknown.get().value();
      List<String> known = byName.keySet().stream().map(CalendarName::value).toList();
      return new Permission.Closed(
          "No calendar is called '" + name + "': " + Problems.suggestion(name, known),
          Optional.empty());
    }
    List<Calendar> asked = names.stream().distinct().map(byName::get).toList();
    Optional<Calendar> closed = asked.stream().filter(it -> !it.isOpen(at)).findFirst();
    if (closed.isEmpty()) {
      return new Permission.Open();
    }
    Optional<Instant> opensAt = opensAt(asked, at);
    return new Permission.Closed(
        why(closed.get(), at) + "; " + when(closed.get().zone(), at, opensAt) + ".", opensAt);
  }

  private static Optional<Instant> opensAt(List<Calendar> all, Instant from) {
    Instant at = from;
    for (int i = 0; i < MOST_ROUNDS && at.isBefore(from.plus(HORIZON)); i++) {
      Instant now = at;
      Optional<Calendar> closed = all.stream().filter(it -> !it.isOpen(now)).findFirst();
      if (closed.isEmpty()) {
        return Optional.of(at);
      }
      Optional<Instant> next = closed.get().opensAt(at);
      if (next.isEmpty()) {
        return Optional.empty();
      }
      at = next.get();
    }
    return Optional.empty();
  }

  private static String why(Calendar calendar, Instant at) {
    return calendar
        .blackout(at)
        .map(it -> "In the blackout '" + it.name() + "'")
        .orElseGet(() -> outside(calendar, at));
  }

  private static String outside(Calendar calendar, Instant at) {
    return calendar
        .nextWindow(at)
        .map(it -> "Outside the maintenance window '" + it.name() + "'")
        .orElseGet(() -> "Outside the maintenance windows of '" + calendar.name() + "'");
  }

  private static String when(ZoneId zone, Instant now, Optional<Instant> opensAt) {
    return opensAt
        .map(at -> "it opens on " + shown(at.atZone(zone), now.atZone(zone)) + " (" + zone + ")")
        .orElse("it does not open within a year");
  }

  private static String shown(ZonedDateTime at, ZonedDateTime now) {
    return (at.getYear() == now.getYear() ? SHORT : LONG).format(at);
  }
}
