package dev.deskhand.runbooks.calendar.yaml;

import dev.deskhand.content.Problems;
import dev.deskhand.content.yaml.YamlMapping;
import dev.deskhand.content.yaml.YamlNode;
import dev.deskhand.runbooks.calendar.CalendarName;
import dev.deskhand.runbooks.calendar.Days;
import dev.deskhand.runbooks.calendar.Window;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Reads one maintenance window. */
final class WindowReader {
  private static final Map<String, Integer> WHICH =
      Map.of("first", 1, "second", 2, "third", 3, "fourth", 4, "last", -1);

  private final Problems problems;
  private final ZoneId zone;

  WindowReader(Problems problems, ZoneId zone) {
    this.problems = problems;
    this.zone = zone;
  }

  Optional<Window> read(CalendarName name, YamlMapping written) {
    written.allowOnly(problems, "days", "monthly", "from", "to", "time-zone");
    ZoneId own =
        written.find("time-zone").isPresent() ? CalendarReader.zone(written, problems) : zone;
    Optional<LocalTime> from = time(written, "from");
    Optional<LocalTime> to = time(written, "to");
    Optional<Days> days = days(written);
    if (from.isEmpty() || to.isEmpty() || days.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new Window(name, days.get(), from.get(), to.get(), own));
  }

  private Optional<Days> days(YamlMapping written) {
    boolean isWeekly = written.find("days").isPresent();
    boolean isMonthly = written.find("monthly").isPresent();
    if (isWeekly == isMonthly) {
      problems.add(
          written.at(),
          "a window opens on days: [sat, sun], or monthly: second saturday; write one of them");
      return Optional.empty();
    }
    return isWeekly ? weekly(written) : monthly(written);
  }

  private Optional<Days> weekly(YamlMapping written) {
    Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
    for (YamlNode node : written.list("days")) {
      day(node).ifPresent(days::add);
    }
    return days.isEmpty() ? Optional.empty() : Optional.of(new Days.Weekly(days));
  }

  private Optional<Days> monthly(YamlMapping written) {
    String text = written.text("monthly", problems).strip().toLowerCase(Locale.ROOT);
    int space = text.indexOf(' ');
    Integer which = space < 0 ? null : WHICH.get(text.substring(0, space));
    DayOfWeek day = space < 0 ? null : names().get(text.substring(space + 1).strip());
    if (which == null || day == null) {
      problems.add(
          written.placeOf("monthly"),
          "'monthly': expected first, second, third, fourth or last, and a day, such as second"
              + " saturday; found '"
              + text
              + "'");
      return Optional.empty();
    }
    return Optional.of(new Days.Monthly(which, day));
  }

  private Optional<DayOfWeek> day(YamlNode node) {
    String text = node.asText("a day", problems).strip().toLowerCase(Locale.ROOT);
    Optional<DayOfWeek> day = Optional.ofNullable(names().get(text));
    if (day.isEmpty()) {
      problems.add(
          node.at(), "unknown day '" + text + "': " + Problems.suggestion(text, names().keySet()));
    }
    return day;
  }

  /** {@code sat} and {@code saturday}. */
  private static Map<String, DayOfWeek> names() {
    Map<String, DayOfWeek> names = new TreeMap<>();
    for (DayOfWeek day : List.of(DayOfWeek.values())) {
      String name = day.name().toLowerCase(Locale.ROOT);
      names.put(name, day);
      names.put(name.substring(0, 3), day);
    }
    return names;
  }

  private Optional<LocalTime> time(YamlMapping written, String key) {
    String text = written.text(key, problems).strip();
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(text.equals("24:00") ? LocalTime.MIDNIGHT : LocalTime.parse(text));
    } catch (DateTimeException _) {
      problems.add(
          written.placeOf(key),
          "'" + key + "': expected a time such as 22:00, found '" + text + "'");
      return Optional.empty();
    }
  }
}
