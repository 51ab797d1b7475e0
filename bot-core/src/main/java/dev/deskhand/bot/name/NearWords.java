package dev.deskhand.bot.name;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Which of many words are nearly like one. What is left of each word's beginning when one or two of
 * its letters are left out is kept as a hash, in order; words that are nearly alike have such a
 * rest in common (symmetric deletes: Garbe, SymSpell, 2012). So tens of thousands of words cost a
 * few look-ups, and some megabytes. Immutable.
 */
final class NearWords {
  private static final int BEGINNING = 7;
  private static final int SHORT = 4;
  private static final int LONG = 8;
  private static final int MOST_EDITS = 2;

  private final String[] words;

  /** A hash in the upper half, the number of its word in the lower, in rising order. */
  private final long[] rests;

  NearWords(Collection<String> words) {
    this.words = words.stream().distinct().toArray(String[]::new);
    long[] all = new long[64];
    int count = 0;
    for (int i = 0; i < this.words.length; i++) {
      // A word that is two letters shorter may be meant by a long one.
      int edits = this.words[i].length() + MOST_EDITS >= LONG ? MOST_EDITS : 1;
      for (String rest : rests(this.words[i], edits)) {
        if (count == all.length) {
          all = Arrays.copyOf(all, 2 * count);
        }
        all[count++] = key(rest) | i;
      }
    }
    this.rests = Arrays.copyOf(all, count);
    Arrays.sort(this.rests);
  }

  /** A word and in how many places it is different. */
  record Near(String word, int edits) {}

  /** So many edits are a slip in a word of this length. */
  static int allowed(String word) {
    return word.length() < SHORT ? 0 : word.length() < LONG ? 1 : MOST_EDITS;
  }

  List<Near> to(String word) {
    int allowed = allowed(word);
    Set<Integer> candidates = new LinkedHashSet<>();
    for (String rest : rests(word, allowed)) {
      collect(key(rest), candidates);
    }
    return candidates.stream()
        .map(number -> new Near(words[number], distance(word, words[number])))
        .filter(near -> near.edits() <= allowed)
        .toList();
  }

  private void collect(long key, Set<Integer> candidates) {
    int at = Arrays.binarySearch(rests, key);
    for (int i = at < 0 ? -at - 1 : at; i < rests.length && sameHash(rests[i], key); i++) {
      candidates.add((int) rests[i]);
    }
  }

  private static boolean sameHash(long one, long other) {
    return one >>> Integer.SIZE == other >>> Integer.SIZE;
  }

  /** Without the sign, so that the order of keys is that of hashes. */
  private static long key(String rest) {
    return (long) (rest.hashCode() & Integer.MAX_VALUE) << Integer.SIZE;
  }

  private static Set<String> rests(String word, int edits) {
    String beginning = word.substring(0, Math.min(BEGINNING, word.length()));
    Set<String> rests = new LinkedHashSet<>();
    rests.add(beginning);
    Set<String> last = rests;
    for (int i = 0; i < edits; i++) {
      Set<String> shorter = new LinkedHashSet<>();
      for (String longer : last) {
        for (int place = 0; place < longer.length(); place++) {
          shorter.add(longer.substring(0, place) + longer.substring(place + 1));
        }
      }
      rests.addAll(shorter);
      last = shorter;
    }
    return rests;
  }

  /** Edits, with two neighbours that changed places as one (Damerau 1964, of adjacent letters). */
  private static int distance(String a, String b) {
    if (Math.abs(a.length() - b.length()) > MOST_EDITS) {
      return Integer.MAX_VALUE;
    }
    int[][] edits = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        edits[i][j] = i == 0 || j == 0 ? i + j : step(edits, a, b, i, j);
      }
    }
    return edits[a.length()][b.length()];
  }

  private static int step(int[][] edits, String a, String b, int i, int j) {
    int same = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
    int best = Math.min(edits[i - 1][j - 1] + same, Math.min(edits[i - 1][j], edits[i][j - 1]) + 1);
    boolean isSwapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return isSwapped ? Math.min(best, edits[i - 2][j - 2] + 1) : best;
  }
}
