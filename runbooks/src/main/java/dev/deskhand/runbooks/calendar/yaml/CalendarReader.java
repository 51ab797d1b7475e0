package dev.deskhand.runbooks.calendar.yaml;

import dev.deskhand.content.Problems;
import dev.deskhand.content.SourcePosition;
import dev.deskhand.content.yaml.YamlMapping;
import dev.deskhand.content.yaml.YamlNode;
import dev.deskhand.content.yaml.YamlReader;
import dev.deskhand.runbooks.calendar.Blackout;
import dev.deskhand.runbooks.calendar.Calendar;
import dev.deskhand.runbooks.calendar.CalendarName;
import dev.deskhand.runbooks.calendar.Events;
import dev.deskhand.runbooks.calendar.Window;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a calendar from its file, {@code NAME.calendar.yaml}; docs/calendar-format.md describes it.
 * Every problem is told, with its place. Thread-safe.
 */
public final class CalendarReader {
  /** How a calendar's file ends. */
  public static final String ENDING = ".calendar.yaml";

  /** How the files end that blackouts may name. */
  public static final String EVENTS_ENDING = ".ics";

  private final Map<String, String> eventFiles;

  /** Reads calendars that may name these iCalendar files, by their names. */
  public CalendarReader(Map<String, String> eventFiles) {
    this.eventFiles = Map.copyOf(eventFiles);
  }

  /**
   * Reads one file.
   *
   * @param file its path as it appears in messages; its last part must be the calendar's name
   * @return empty if there is a problem
   */
  public Optional<Calendar> read(String file, String text, Problems problems) {
    Problems own = new Problems();
    Optional<Calendar> calendar =
        YamlReader.read(file, text, own)
            .map(root -> root.asMapping("a calendar", own))
            .flatMap(root -> read(root, own));
    problems.addAll(own.all());
    return own.isEmpty() ? calendar : Optional.empty();
  }

  private Optional<Calendar> read(YamlMapping root, Problems problems) {
    root.allowOnly(problems, "calendar", "time-zone", "windows", "blackouts");
    Optional<CalendarName> name = name(root, problems);
    ZoneId zone = zone(root, problems);
    List<Window> windows = new ArrayList<>();
    named(root, "windows", problems)
        .forEach(
            (window, node) ->
                new WindowReader(problems, zone).read(window, node).ifPresent(windows::add));
    List<Blackout> blackouts = new ArrayList<>();
    named(root, "blackouts", problems)
        .forEach(
            (blackout, node) -> blackout(blackout, node, zone, problems).ifPresent(blackouts::add));
    if (root.find("windows").isEmpty() && root.find("blackouts").isEmpty()) {
      problems.add(root.at(), "nothing in it: write windows: or blackouts: …");
    }
    return name.map(it -> new Calendar(it, zone, windows, blackouts));
  }

  private static Optional<CalendarName> name(YamlMapping root, Problems problems) {
    String name = root.text("calendar", problems);
    String path = root.at().file();
    String last = path.substring(path.lastIndexOf('/') + 1);
    if (name.isEmpty()) {
      return Optional.empty();
    }
    if (!last.equals(name + ENDING)) {
      problems.add(
          root.placeOf("calendar"),
          "calendar '"
              + name
              + "' stands in the file '"
              + last
              + "': call the file '"
              + name
              + ENDING
              + "', or change the name");
    }
    return named(root.placeOf("calendar"), name, problems);
  }

  private static Optional<CalendarName> named(SourcePosition at, String name, Problems problems) {
    if (CalendarName.isValid(name)) {
      return Optional.of(new CalendarName(name));
    }
    problems.add(
        at,
        "'"
            + name
            + "': expected a name like saturday-night, of a-z, 0-9 and '-', a letter first,"
            + " at most 60");
    return Optional.empty();
  }

  private static Map<CalendarName, YamlMapping> named(
      YamlMapping root, String key, Problems problems) {
    Map<CalendarName, YamlMapping> all = new java.util.LinkedHashMap<>();
    YamlMapping written = root.mapping(key, problems);
    for (Map.Entry<String, YamlNode> entry : written.values().entrySet()) {
      SourcePosition at = written.keys().getOrDefault(entry.getKey(), written.at());
      named(at, entry.getKey(), problems)
          .ifPresent(name -> all.put(name, entry.getValue().asMapping("'" + name + "'", problems)));
    }
    return all;
  }

  static ZoneId zone(YamlMapping mapping, Problems problems) {
    String text = mapping.text("time-zone", problems);
    try {
      return text.isBlank() ? ZoneId.of("UTC") : ZoneId.of(text);
    } catch (DateTimeException _) {
      problems.add(
          mapping.placeOf("time-zone"),
          "'time-zone': no time zone is called '"
              + text
              + "': "
              + Problems.suggestion(text, ZoneId.getAvailableZoneIds())
                  .replaceFirst(
                      "known are: .*", "write one such as Europe/Berlin or America/New_York"));
      return ZoneId.of("UTC");
    }
  }

  private Optional<Blackout> blackout(
      CalendarName name, YamlMapping written, ZoneId zone, Problems problems) {
    written.allowOnly(problems, "from", "to", "file");
    Optional<String> file = written.optionalText("file", problems);
    if (file.isPresent()) {
      return events(name, file.get(), written.placeOf("file"), zone, problems);
    }
    Optional<LocalDate> first = date(written, "from", problems);
    Optional<LocalDate> last =
        written.find("to").isPresent() ? date(written, "to", problems) : first;
    if (first.isEmpty() || last.isEmpty()) {
      return Optional.empty();
    }
    if (last.get().isBefore(first.get())) {
      problems.add(written.placeOf("to"), "'to': the last day lies before the first");
    }
    return Optional.of(new Blackout.Dates(name, first.get(), last.get(), zone));
  }

  private Optional<Blackout> events(
      CalendarName name, String file, SourcePosition at, ZoneId zone, Problems problems) {
    String text = eventFiles.get(file);
    if (text == null) {
      problems.add(
          at,
          "'file': no file '"
              + file
              + "' stands in the catalogue: "
              + Problems.suggestion(file, eventFiles.keySet()));
      return Optional.empty();
    }
    return Events.read(name, file, text, zone, problems);
  }

  private static Optional<LocalDate> date(YamlMapping written, String key, Problems problems) {
    String text = written.text(key, problems);
    try {
      return text.isBlank() ? Optional.empty() : Optional.of(LocalDate.parse(text.strip()));
    } catch (DateTimeException _) {
      problems.add(
          written.placeOf(key),
          "'" + key + "': expected a day such as 2026-12-24, found '" + text + "'");
      return Optional.empty();
    }
  }
}
