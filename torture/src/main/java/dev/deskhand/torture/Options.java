package dev.deskhand.torture;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What stands behind a scenario's name, as {@code --name value}.
 *
 * @param begun by the machine's monotonic clock
 */
record Options(Map<String, String> values, long begun) {
  private static final Set<String> KNOWN =
      Set.of(
          "points",
          "minutes",
          "seed",
          "database",
          "by",
          "effect",
          "plot",
          "folder",
          "first",
          "lineages",
          "lives",
          "pauses",
          "details");

  Options {
    values = Map.copyOf(values);
  }

  /** Of an attack that begins now. */
  Options(Map<String, String> values) {
    this(values, System.nanoTime());
  }

  /**
   * Reads them.
   *
   * @throws IllegalArgumentException naming what is not understood
   */
  static Options read(List<String> words) {
    Map<String, String> values = new HashMap<>();
    for (int i = 0; i < words.size(); i += 2) {
      String name = words.get(i).replaceFirst("^--", "");
      if (!KNOWN.contains(name) || i + 1 == words.size()) {
        throw new IllegalArgumentException(
            words.get(i) + ": expected one of --" + KNOWN + " and its value");
      }
      values.put(name, words.get(i + 1));
    }
    return new Options(values);
  }

  /** The same with some values set. */
  Options with(Map<String, String> more) {
    Map<String, String> all = new HashMap<>(values);
    all.putAll(more);
    return new Options(all, begun);
  }

  int points(int fallback) {
    return number("points", fallback);
  }

  /** Whether the attack may go on; it may for ever where nobody said how long. */
  boolean hasTime() {
    long passed = (System.nanoTime() - begun) / 60_000_000_000L;
    return passed < number("minutes", Integer.MAX_VALUE);
  }

  long seed() {
    return Long.parseLong(values.getOrDefault("seed", "1"));
  }

  int number(String name, int fallback) {
    return Integer.parseInt(values.getOrDefault(name, Integer.toString(fallback)));
  }

  boolean by(String how) {
    return how.equals(values.get("by"));
  }

  boolean wants(String name, String value) {
    return values.getOrDefault(name, value).equals(value);
  }

  /** Those that are tortured. */
  List<String> databases() {
    return Stream.of("sqlite", "postgres").filter(it -> wants("database", it)).toList();
  }

  Wanted wanted() {
    return Wanted.read(values.getOrDefault("effect", "any"), values.getOrDefault("plot", "any"));
  }

  /** Where databases and records are made, and deleted again. */
  Path folder() {
    return Path.of(values.getOrDefault("folder", System.getProperty("java.io.tmpdir", "/tmp")));
  }
}
