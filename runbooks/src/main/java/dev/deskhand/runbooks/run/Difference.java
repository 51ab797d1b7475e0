package dev.deskhand.runbooks.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** What became other between two readings of a state, for people. */
final class Difference {
  private Difference() {}

  /** One line for each value that differs: what it was, and what it is. */
  static String of(Map<String, String> before, Map<String, String> after) {
    List<String> lines = new ArrayList<>();
    TreeSet<String> names = new TreeSet<>(before.keySet());
    names.addAll(after.keySet());
    for (String name : names) {
      String was = before.getOrDefault(name, "(nothing)");
      String is = after.getOrDefault(name, "(nothing)");
      if (!was.equals(is)) {
        lines.add(name + ": " + was.strip() + " → " + is.strip());
      }
    }
    return lines.isEmpty() ? "nothing changed" : String.join("\n", lines);
  }
}
