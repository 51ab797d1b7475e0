package dev.deskhand.trees;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A sentence's words, without case, punctuation and invisible characters.
 *
 * @param all at most 40; what is longer answers no question and has none
 */
record Words(List<String> all) {
  private static final int MAX_CHARACTERS = 300;
  private static final int MAX_WORDS = 40;
  private static final int SHORTEST_PART = 3;
  private static final int ONE_TYPO = 4;
  private static final int TWO_TYPOS = 8;
  private static final Set<String> NEGATIONS =
      Set.of(
          "no", "not", "nothing", "never", "none", "without", "cant", "dont", "doesnt", "didnt",
          "isnt", "wont", "wasnt", "hasnt", "havent", "arent");

  Words {
    all = List.copyOf(all);
  }

  static Words of(String text) {
    if (text.length() > MAX_CHARACTERS) {
      return new Words(List.of());
    }
    String plain =
        Normalizer.normalize(text, Normalizer.Form.NFKC)
            .toLowerCase(Locale.ROOT)
            .replaceAll("[\\p{Cf}\\p{Cc}&&[^\\n\\r\\t]]", "")
            .replaceAll("(?<=\\p{L})['’ʼ`](?=\\p{L})", "")
            .replaceAll("[^\\p{L}\\p{M}\\p{N}]+", " ")
            .strip();
    if (plain.isEmpty()) {
      return new Words(List.of());
    }
    List<String> words = contracted(List.of(plain.split(" ")));
    return words.size() > MAX_WORDS ? new Words(List.of()) : new Words(words);
  }

  /** "Did not" becomes "didnt", so that both spellings are one. */
  private static List<String> contracted(List<String> words) {
    List<String> contracted = new ArrayList<>();
    for (String word : words) {
      String last = contracted.isEmpty() ? "" : contracted.getLast();
      if (word.equals("not") && NEGATIONS.contains(last + "nt")) {
        contracted.set(contracted.size() - 1, last + "nt");
      } else {
        contracted.add(word.equals("cannot") ? "cant" : word);
      }
    }
    return contracted;
  }

  boolean isEmpty() {
    return all.isEmpty();
  }

  static boolean isNegation(String word) {
    return NEGATIONS.contains(word);
  }

  /** True if the other's words all stand in this, typing errors aside, or all of this in them. */
  boolean resembles(Words other) {
    if (negated() != other.negated() || other.letters() < SHORTEST_PART) {
      return false;
    }
    return holds(other) || (!isEmpty() && all.size() > 1 && other.holds(this));
  }

  private boolean holds(Words part) {
    List<String> left = new ArrayList<>(all);
    for (String word : part.all()) {
      int at = indexOf(left, word);
      if (at < 0) {
        return false;
      }
      left.remove(at);
    }
    return true;
  }

  private boolean negated() {
    return all.stream().anyMatch(Words::isNegation);
  }

  private int letters() {
    return all.stream().mapToInt(String::length).sum();
  }

  private static int indexOf(List<String> words, String wanted) {
    int exact = words.indexOf(wanted);
    if (exact >= 0) {
      return exact;
    }
    for (int at = 0; at < words.size(); at++) {
      if (isNear(words.get(at), wanted)) {
        return at;
      }
    }
    return -1;
  }

  private static boolean isNear(String word, String typed) {
    int shorter = Math.min(word.length(), typed.length());
    if (shorter < ONE_TYPO || isNegation(word) || isNegation(typed)) {
      return false;
    }
    return typos(word, typed) <= (shorter < TWO_TYPOS ? 1 : 2);
  }

  /**
   * Letters left out, put in, changed or swapped with their neighbour (optimal string alignment).
   */
  private static int typos(String a, String b) {
    int[][] cost = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        cost[i][j] = i == 0 || j == 0 ? i + j : cheapest(cost, a, b, i, j);
      }
    }
    return cost[a.length()][b.length()];
  }

  private static int cheapest(int[][] cost, String a, String b, int i, int j) {
    boolean same = a.charAt(i - 1) == b.charAt(j - 1);
    int changed = cost[i - 1][j - 1] + (same ? 0 : 1);
    int best = Math.min(changed, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
    boolean swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
  }
}
