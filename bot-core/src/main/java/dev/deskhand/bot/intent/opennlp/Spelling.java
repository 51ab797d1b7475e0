package dev.deskhand.bot.intent.opennlp;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Brings a mistyped word back to one that is one edit away (a letter left out, put in, changed, or
 * two changed places): of those near, the one that fits best between its neighbours, as the taught
 * sentences have them, that is taught, begins with the same letter and is common. All that is one
 * edit away is made and looked up, so that nothing has to be kept but the words and their pairs.
 *
 * <p>Common words of the language are left alone, and so are short ones and those with digits; rare
 * and very short ones only give way to a taught word. Without a language, words have to be longer
 * and nothing else may be as near. Thread-safe.
 */
final class Spelling {
  private static final int SHORTEST = 3;
  private static final int SHORTEST_CERTAIN = 4;
  private static final int SHORTEST_ALONE = 5;

  /** So many words of the language are too common to be doubted. */
  private static final int COMMON = 4_000;

  /** What speaks for a word, on the scale of the logarithm of how rare it is; from validation. */
  private static final double PAIR = 3;

  private static final double TAUGHT = 6;
  private static final double SAME_BEGINNING = 6;

  private final Set<String> taught = new HashSet<>();
  private final Set<String> pairs = new HashSet<>();
  private final Map<String, Integer> language = new HashMap<>();
  private final char[] alphabet;

  /**
   * What is known.
   *
   * @param language its words, the most common first; may be empty
   */
  Spelling(List<Words> lessons, List<String> language) {
    for (Words words : lessons) {
      taught.addAll(words.words());
      String before = "";
      for (String word : words.words()) {
        pairs.add(before + " " + word);
        before = word;
      }
      pairs.add(before + " ");
    }
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

  /** A word and what stands beside it; nothing at the ends of a sentence. */
  private record Place(String before, String word, String behind) {}

  Words repair(Words words) {
    List<String> all = words.words();
    Map<String, String> better = new HashMap<>();
    for (int i = 0; i < all.size(); i++) {
      if (!isRight(all.get(i))) {
        String before = i == 0 ? "" : all.get(i - 1);
        String behind = i == all.size() - 1 ? "" : all.get(i + 1);
        better.put(all.get(i), repair(new Place(before, all.get(i), behind)));
      }
    }
    return better.isEmpty()
        ? words
        : Normaliser.replace(words, word -> better.getOrDefault(word, word));
  }

  private boolean isRight(String word) {
    return word.length() < (language.isEmpty() ? SHORTEST_ALONE : SHORTEST)
        || taught.contains(word)
        || language.getOrDefault(word, COMMON) < COMMON
        || Shape.isPlaceholder(word)
        || word.chars().anyMatch(Character::isDigit);
  }

  private String repair(Place place) {
    Set<String> near = new HashSet<>();
    oneEditAway(
        place.word(),
        other -> {
          if (mayBe(other, place)) {
            near.add(other);
          }
        });
    if (language.isEmpty()) {
      return near.size() == 1 ? near.iterator().next() : place.word();
    }
    String best = place.word();
    double most = language.containsKey(best) ? fitness(best, place) : Double.NEGATIVE_INFINITY;
    for (String other : near) {
      double fitness = fitness(other, place);
      if (fitness > most || (fitness == most && other.compareTo(best) < 0)) {
        most = fitness;
        best = other;
      }
    }
    return best;
  }

  /**
   * Whether a word may have been meant. A rare one of the language only gives way to a taught one
   * that stands beside these neighbours in taught sentences, too.
   */
  private boolean mayBe(String other, Place place) {
    String word = place.word();
    if (language.isEmpty()) {
      return taught.contains(other) && other.charAt(0) == word.charAt(0);
    }
    if (language.containsKey(word)) {
      return taught.contains(other)
          && other.length() >= SHORTEST_CERTAIN
          && pairsOf(other, place) > 0;
    }
    return word.length() < SHORTEST_CERTAIN
        ? taught.contains(other) && other.length() >= SHORTEST_CERTAIN
        : taught.contains(other) || language.containsKey(other);
  }

  private int pairsOf(String word, Place place) {
    return (pairs.contains(place.before() + " " + word) ? 1 : 0)
        + (pairs.contains(word + " " + place.behind()) ? 1 : 0);
  }

  private double fitness(String other, Place place) {
    return PAIR * pairsOf(other, place)
        + (taught.contains(other) ? TAUGHT : 0)
        + (other.charAt(0) == place.word().charAt(0) ? SAME_BEGINNING : 0)
        - Math.log(1 + language.getOrDefault(other, language.size()));
  }

  private void oneEditAway(String word, Consumer<String> found) {
    StringBuilder edited = new StringBuilder(word.length() + 1);
    for (int i = 0; i <= word.length(); i++) {
      String before = word.substring(0, i);
      String from = word.substring(i);
      String behind = from.isEmpty() ? "" : from.substring(1);
      if (!from.isEmpty() && word.length() > SHORTEST_CERTAIN) {
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
