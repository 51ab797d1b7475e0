package dev.deskhand.torture;

import dev.deskhand.runbooks.EffectClass;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What a scenario counts. Thread-safe. */
final class Tally {
  private static final int MOST_SHOWN = 20;

  private final Map<String, Long> counts = new TreeMap<>();
  private final Map<Breach.Kind, Long> kinds = new EnumMap<>(Breach.Kind.class);
  private final List<String> shown = new ArrayList<>();
  private final Set<Place> places = new HashSet<>();
  private final Set<Place> seen = new HashSet<>();
  private long points;

  /** An attack that was survived or not. */
  synchronized void point(String what) {
    points++;
    counts.merge(what, 1L, Long::sum);
  }

  /** Where engines are meant to die, all in all. */
  synchronized void expect(Collection<Place> more) {
    places.addAll(more);
  }

  /** An engine died at a point. */
  synchronized void died(Place place) {
    seen.add(place);
    point("died " + place);
  }

  /** The points of steps of a class at which nobody died yet. */
  synchronized Set<Point> spared(EffectClass effect, String database) {
    Set<Point> spared = EnumSet.noneOf(Point.class);
    places.stream()
        .filter(it -> it.effect() == effect && it.database().equals(database))
        .filter(it -> !seen.contains(it))
        .forEach(it -> spared.add(it.point()));
    return spared;
  }

  synchronized void count(String what, long times) {
    counts.merge(what, times, Long::sum);
  }

  /**
   * What a checker found.
   *
   * @param replay how to see it again
   */
  synchronized void found(List<Breach> breaches, String replay) {
    for (Breach breach : breaches) {
      kinds.merge(breach.kind(), 1L, Long::sum);
      if (shown.size() < MOST_SHOWN) {
        shown.add("  " + breach + "\n    again: " + replay);
      }
    }
  }

  synchronized long points() {
    return points;
  }

  synchronized boolean isClean() {
    return kinds.isEmpty();
  }

  /** The line of a scenario, and below it what was broken. */
  synchronized String line(String scenario, long seconds) {
    StringBuilder line = new StringBuilder();
    line.append(
        "%-10s %d points, %d lost, %d doubled, %d wrong unknown, %d other, %d s"
            .formatted(
                scenario,
                points,
                kinds.getOrDefault(Breach.Kind.LOST, 0L),
                kinds.getOrDefault(Breach.Kind.DOUBLED, 0L),
                kinds.getOrDefault(Breach.Kind.WRONG_UNKNOWN, 0L),
                kinds.getOrDefault(Breach.Kind.OTHER, 0L),
                seconds));
    shown.forEach(breach -> line.append('\n').append(breach));
    return line + coverage();
  }

  /** At how many places somebody died, and at which nobody did. */
  private String coverage() {
    if (places.isEmpty()) {
      return "";
    }
    Set<Place> spared = new LinkedHashSet<>(places);
    spared.removeAll(seen);
    Map<String, Set<Point>> points = new TreeMap<>();
    spared.forEach(
        it ->
            points
                .computeIfAbsent(it.database() + ", " + it.effect().label(), _ -> new TreeSet<>())
                .add(it.point()));
    StringBuilder told = new StringBuilder();
    told.append(
        "\n  died at %d of %d places (point × effect class × database)"
            .formatted(places.size() - spared.size(), places.size()));
    points.forEach(
        (where, missing) ->
            told.append("\n  none died, ").append(where).append(": ").append(missing));
    return told.toString();
  }

  /** What was found, in a few words. */
  synchronized String summary() {
    return "%s after %d points".formatted(kinds.isEmpty() ? "not found" : "found " + kinds, points);
  }

  /** How often what was done, a line each. */
  synchronized String details() {
    StringBuilder all = new StringBuilder();
    counts.forEach((what, times) -> all.append("  %8d %s%n".formatted(times, what)));
    return all.toString();
  }
}
