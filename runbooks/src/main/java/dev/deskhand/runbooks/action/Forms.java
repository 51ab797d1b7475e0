package dev.deskhand.runbooks.action;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The forms in which secrets may stand in a text, found by their first four characters, so that
 * many secrets cost no more than few. Immutable.
 */
final class Forms {
  /** What is shorter is no secret, but chance. */
  static final int SHORTEST = 4;

  static final Forms NONE = new Forms(Set.of());

  private final Map<String, List<String>> byBeginning = new HashMap<>();
  private final Set<String> shortBeginnings = new HashSet<>();
  private final List<String> all;
  private final int longest;

  /** Those of at least {@link #SHORTEST} characters. */
  Forms(Collection<String> forms) {
    this.all =
        forms.stream()
            .filter(form -> form.length() >= SHORTEST)
            .distinct()
            .sorted(Comparator.comparingInt(String::length).reversed())
            .toList();
    this.longest = all.isEmpty() ? 0 : all.getFirst().length();
    Map<String, List<String>> found = new HashMap<>();
    for (String form : all) {
      found.computeIfAbsent(form.substring(0, SHORTEST), _ -> new ArrayList<>()).add(form);
      for (int length = 1; length < SHORTEST; length++) {
        shortBeginnings.add(form.substring(0, length));
      }
    }
    found.forEach((beginning, known) -> byBeginning.put(beginning, List.copyOf(known)));
  }

  /** The longest first. */
  List<String> all() {
    return all;
  }

  int longest() {
    return longest;
  }

  /** How long the longest form is that stands there; 0 if none does. */
  int longestAt(StringBuilder text, int at) {
    for (String form : beginningAt(text, at)) {
      if (form.length() <= text.length() - at && isAt(text, at, form, form.length())) {
        return form.length();
      }
    }
    return 0;
  }

  /** True if a form may have begun there that goes on behind the text's end. */
  boolean isOpenAt(StringBuilder text, int at) {
    int left = text.length() - at;
    if (left < SHORTEST) {
      return shortBeginnings.contains(text.substring(at));
    }
    return beginningAt(text, at).stream()
        .anyMatch(form -> form.length() > left && isAt(text, at, form, left));
  }

  private List<String> beginningAt(StringBuilder text, int at) {
    return text.length() - at < SHORTEST
        ? List.of()
        : byBeginning.getOrDefault(text.substring(at, at + SHORTEST), List.of());
  }

  private static boolean isAt(StringBuilder text, int at, String form, int length) {
    for (int i = 0; i < length; i++) {
      if (text.charAt(at + i) != form.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
