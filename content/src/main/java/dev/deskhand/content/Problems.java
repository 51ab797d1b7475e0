package dev.deskhand.content;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Collects every problem of a set of files, so that all are told at once. Not thread-safe. */
public final class Problems {
  private static final int NEAR = 3;

  private final List<Problem> found = new ArrayList<>();

  public void add(SourcePosition at, String message) {
    found.add(new Problem(at, message));
  }

  public void addAll(Collection<Problem> problems) {
    found.addAll(problems);
  }

  public boolean isEmpty() {
    return found.isEmpty();
  }

  /** In the order of files, lines and columns. */
  public List<Problem> all() {
    return found.stream()
        .sorted(
            Comparator.comparing((Problem problem) -> problem.at().file())
                .thenComparingInt(problem -> problem.at().line())
                .thenComparingInt(problem -> problem.at().column()))
        .toList();
  }

  /**
   * Ends reading when anything was wrong.
   *
   * @throws ContentException with every problem
   */
  public void throwIfAny() {
    if (!found.isEmpty()) {
      throw new ContentException(all());
    }
  }

  /**
   * The ending of a message about an unknown name: the nearest known one, or all of them. Near is
   * within three edits, and within half of the shorter name.
   */
  public static String suggestion(String name, Collection<String> known) {
    Optional<String> nearest =
        known.stream()
            .sorted()
            .filter(candidate -> isNear(name, candidate))
            .min(Comparator.comparingInt(candidate -> distance(name, candidate)));
    if (nearest.isEmpty() && known.isEmpty()) {
      return "none is known here";
    }
    return nearest
        .map(near -> "did you mean '" + near + "'?")
        .orElseGet(() -> "known are: " + String.join(", ", known.stream().sorted().toList()));
  }

  private static boolean isNear(String a, String b) {
    int allowed = Math.min(NEAR, Math.min(a.length(), b.length()) / 2);
    return Math.abs(a.length() - b.length()) <= allowed && distance(a, b) <= allowed;
  }

  /** Levenshtein's edit distance (1965), by Wagner and Fischer's rows. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(substituted, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
