package dev.deskhand.trees;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads "2", "option two", "the second one", "the last". */
final class Ordinals {
  private static final List<Set<String>> NAMES =
      List.of(
          Set.of("1", "one", "first", "1st"),
          Set.of("2", "two", "second", "2nd"),
          Set.of("3", "three", "third", "3rd"),
          Set.of("4", "four", "fourth", "4th"),
          Set.of("5", "five", "fifth", "5th"),
          Set.of("6", "six", "sixth", "6th"),
          Set.of("7", "seven", "seventh", "7th"),
          Set.of("8", "eight", "eighth", "8th"),
          Set.of("9", "nine", "ninth", "9th"),
          Set.of("10", "ten", "tenth", "10th"));
  private static final Map<String, Integer> POSITIONS = positions();
  private static final Set<String> FILLERS =
      Set.of(
          "the",
          "one",
          "option",
          "number",
          "choice",
          "answer",
          "nr",
          "its",
          "it",
          "is",
          "i",
          "pick",
          "take",
          "choose",
          "would",
          "say",
          "please",
          "that",
          "think",
          "probably");

  private Ordinals() {}

  /**
   * Where the choice stands, from 0; empty if the words say anything else, or too high a number.
   */
  static Optional<Integer> position(Words said, int size) {
    List<String> telling = said.all().stream().filter(word -> !FILLERS.contains(word)).toList();
    if (telling.isEmpty() && said.all().contains("one")) {
      return saysNumberOne(said) ? Optional.of(0) : Optional.empty();
    }
    if (telling.size() != 1) {
      return Optional.empty();
    }
    String word = telling.getFirst();
    Optional<Integer> at =
        "last".equals(word) ? Optional.of(size - 1) : Optional.ofNullable(POSITIONS.get(word));
    return at.or(() -> number(word)).filter(position -> position >= 0 && position < size);
  }

  /** "One" and "option one" are numbers; "that one" and "the one" are not. */
  private static boolean saysNumberOne(Words said) {
    List<String> words = said.all();
    int before = words.indexOf("one") - 1;
    return words.size() == 1
        || (before >= 0
            && Set.of("option", "number", "choice", "answer", "nr").contains(words.get(before)));
  }

  private static Optional<Integer> number(String word) {
    return word.matches("[0-9]{1,2}") ? Optional.of(Integer.parseInt(word) - 1) : Optional.empty();
  }

  private static Map<String, Integer> positions() {
    Map<String, Integer> positions = new HashMap<>();
    for (int at = 0; at < NAMES.size(); at++) {
      for (String name : NAMES.get(at)) {
        positions.put(name, at);
      }
    }
    return Map.copyOf(positions);
  }
}
