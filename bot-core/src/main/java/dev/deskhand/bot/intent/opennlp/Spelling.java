package dev.deskhand.bot.intent.opennlp;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Brings a mistyped word back to one that is one edit away (a letter left out, put in, changed, or
 * two changed places): a taught word, or else one of the language. All that is one edit away is
 * made and looked up, so that nothing has to be kept but the words. Words of the language are left
 * alone, and so are short ones and those with digits. Without a language, words have to be longer
 * and nothing else may be as near. Thread-safe.
 */
final class Spelling {
  private static final int SHORTEST = 4;
  private static final int SHORTEST_ALONE = 5;

  private final Set<String> taught = new HashSet<>();
  private final Map<String, Integer> language = new HashMap<>();
  private final char[] alphabet;

  /**
   * What is known.
   *
   * @param language its words, the most common first; may be empty
   */
  Spelling(List<Words> lessons, List<String> language) {
    lessons.forEach(words -> taught.addAll(words.words()));
    language.forEach(word -> this.language.putIfAbsent(word, this.language.size()));
    StringBuilder letters = new StringBuilder();
    taught.forEach(
        word -> word.chars().filter(Character::isLetter).forEach(letters::appendCodePoint));
    this.alphabet =
        letters
            .chars()
            .distinct()
            .sorted()
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString()
            .toCharArray();
  }

  Words repair(Words words) {
    return words.words().stream().allMatch(this::isRight)
        ? words
        : Normaliser.replace(words, word -> isRight(word) ? word : repair(word));
  }

  private boolean isRight(String word) {
    return word.length() < (language.isEmpty() ? SHORTEST_ALONE : SHORTEST)
        || taught.contains(word)
        || language.containsKey(word)
        || Shape.isPlaceholder(word)
        || word.chars().anyMatch(Character::isDigit);
  }

  private String repair(String word) {
    Set<String> ofLessons = new HashSet<>();
    Set<String> ofLanguage = new HashSet<>();
    oneEditAway(
        word,
        other -> {
          if (taught.contains(other)) {
            ofLessons.add(other);
          } else if (language.containsKey(other)) {
            ofLanguage.add(other);
          }
        });
    if (language.isEmpty()) {
      ofLessons.removeIf(other -> other.charAt(0) != word.charAt(0));
      return ofLessons.size() == 1 ? ofLessons.iterator().next() : word;
    }
    return best(word, ofLessons.isEmpty() ? ofLanguage : ofLessons);
  }

  /** With the right first letter, then the most common. */
  private String best(String word, Set<String> near) {
    String best = word;
    int least = Integer.MAX_VALUE;
    for (String other : near) {
      int cost =
          language.getOrDefault(other, language.size())
              + (other.charAt(0) == word.charAt(0) ? 0 : language.size());
      if (cost < least || (cost == least && other.compareTo(best) < 0)) {
        least = cost;
        best = other;
      }
    }
    return best;
  }

  private void oneEditAway(String word, Consumer<String> found) {
    StringBuilder edited = new StringBuilder(word.length() + 1);
    for (int i = 0; i <= word.length(); i++) {
      String before = word.substring(0, i);
      String from = word.substring(i);
      String behind = from.isEmpty() ? "" : from.substring(1);
      if (!from.isEmpty() && word.length() > SHORTEST) {
        found.accept(before + behind);
      }
      if (from.length() > 1) {
        found.accept(before + from.charAt(1) + from.charAt(0) + from.substring(2));
      }
      for (char letter : alphabet) {
        edited.setLength(0);
        found.accept(edited.append(before).append(letter).append(from).toString());
        if (!from.isEmpty()) {
          edited.setLength(0);
          found.accept(edited.append(before).append(letter).append(behind).toString());
        }
      }
    }
  }
}
