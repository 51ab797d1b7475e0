package dev.deskhand.bot.intent.opennlp;

import java.lang.Character.UnicodeScript;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
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

  /** So many words of one text are repaired: more are no sentence. */
  private static final int MOST_DOUBTED = 40;

  private static final int MOST_LETTERS = 100;

  /** So many words of the language are too common to be doubted. */
  private static final int COMMON = 4_000;

  /** What speaks for a word, on the scale of the logarithm of how rare it is; from validation. */
  private static final double PAIR = 3;

  private static final double TAUGHT = 6;
  private static final double SAME_BEGINNING = 6;

  private final Set<String> taught = new HashSet<>();
  private final Set<String> pairs = new HashSet<>();
  private final Map<String, Integer> language = new HashMap<>();
  private final Map<UnicodeScript, char[]> alphabets = new EnumMap<>(UnicodeScript.class);

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
    Map<UnicodeScript, Set<Character>> letters = new EnumMap<>(UnicodeScript.class);
    taught.stream()
        .flatMapToInt(String::chars)
        .filter(Character::isLetter)
        .forEach(
            letter ->
                letters
                    .computeIfAbsent(UnicodeScript.of(letter), _ -> new TreeSet<>())
                    .add((char) letter));
    letters.forEach((script, its) -> alphabets.put(script, arrayOf(its)));
  }

  /** A script of more letters has a word in each, and no typos of one letter. */
  private static char[] arrayOf(Set<Character> letters) {
    if (letters.size() > MOST_LETTERS) {
      return new char[0];
    }
    StringBuilder all = new StringBuilder();
    letters.forEach(all::append);
    return all.toString().toCharArray();
  }

  /** A word and what stands beside it; nothing at the ends of a sentence. */
  private record Place(String before, String word, String behind) {}

  /** Each doubted word at its own place; behind the first {@value #MOST_DOUBTED} none is. */
  Words repair(Words words) {
    List<String> all = words.words();
    Map<String, Deque<String>> better = new HashMap<>();
    int doubted = 0;
    for (int i = 0; i < all.size() && doubted < MOST_DOUBTED; i++) {
      if (!isRight(all.get(i))) {
        doubted++;
        String before = i == 0 ? "" : all.get(i - 1);
        String behind = i == all.size() - 1 ? "" : all.get(i + 1);
        better
            .computeIfAbsent(all.get(i), _ -> new ArrayDeque<>())
            .add(repair(new Place(before, all.get(i), behind)));
      }
    }
    return better.isEmpty() ? words : Normaliser.replace(words, word -> next(better, word));
  }

  private static String next(Map<String, Deque<String>> better, String word) {
    Deque<String> inOrder = better.getOrDefault(word, new ArrayDeque<>());
    return inOrder.isEmpty() ? word : inOrder.remove();
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
    char[] alphabet = alphabets.getOrDefault(UnicodeScript.of(word.codePointAt(0)), new char[0]);
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
