package dev.deskhand.bot.intent.opennlp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Turns words into weights: stems, pairs of neighbouring stems, and the 2 to 5 characters long
 * parts of words, which forgive typos. A term's weight is (1 + ln tf) · (1 + ln((1 + N) / (1 +
 * df))), the sublinear tf-idf of Manning, Raghavan and Schütze (Introduction to Information
 * Retrieval, 6.4.1). Each group has length 1 before its share: 1 for stems and parts, 0.5 for
 * pairs.
 *
 * <p>What was never seen in learning counts towards the length and is then left out, so that a
 * sentence of unknown words has a short vector, and a model's answer to it stays undecided.
 */
final class LexicalFeatures {
  private static final int SHORTEST_PART = 2;
  private static final int LONGEST_PART = 5;

  /** A kind of terms and how much the kind weighs. */
  private enum Group {
    STEMS(1.0),
    PAIRS(0.5),
    PARTS(1.0);

    private final double share;

    Group(double share) {
      this.share = share;
    }
  }

  /** The square of the length of a vector whose terms are all known. */
  static final double FULL_LENGTH_SQUARED = 1.0 + 0.5 * 0.5 + 1.0;

  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<String> names = new ArrayList<>();
  private final double[] rarities;
  private final double unknown;

  private LexicalFeatures(List<Words> taught) {
    List<Integer> documents = new ArrayList<>();
    for (Words words : taught) {
      for (Group group : Group.values()) {
        for (String term : termsOf(words, group).keySet()) {
          int number = numbers.computeIfAbsent(term, _ -> names.size());
          if (number == names.size()) {
            names.add(term);
            documents.add(0);
          }
          documents.set(number, documents.get(number) + 1);
        }
      }
    }
    this.rarities = documents.stream().mapToDouble(in -> rarity(in, taught.size())).toArray();
    this.unknown = rarity(0, taught.size());
  }

  private static double rarity(int documents, int all) {
    return 1 + Math.log((1.0 + all) / (1.0 + documents));
  }

  /** Learns which terms there are and how common each is. */
  static LexicalFeatures learn(List<Words> taught) {
    return new LexicalFeatures(taught);
  }

  /** The terms, by their numbers. */
  List<String> names() {
    return names;
  }

  FeatureVector of(Words words) {
    Gathered gathered = new Gathered();
    for (Group group : Group.values()) {
      add(termsOf(words, group), group.share, gathered);
    }
    return gathered.vector();
  }

  private void add(Map<String, Integer> terms, double share, Gathered gathered) {
    int first = gathered.size;
    double squares = 0;
    for (Map.Entry<String, Integer> term : terms.entrySet()) {
      Integer number = numbers.get(term.getKey());
      double rarity = number == null ? unknown : rarities[number];
      int frequency = term.getValue();
      double weight = frequency == 1 ? rarity : (1 + Math.log(frequency)) * rarity;
      squares += weight * weight;
      if (number != null) {
        gathered.add(number, weight);
      }
    }
    gathered.scale(first, share / Math.sqrt(squares));
  }

  /** Terms and their weights, as they are found. */
  private static final class Gathered {
    private static final int USUAL = 128;

    private int[] terms = new int[USUAL];
    private double[] weights = new double[USUAL];
    private int size;

    void add(int term, double weight) {
      if (size == terms.length) {
        terms = Arrays.copyOf(terms, 2 * size);
        weights = Arrays.copyOf(weights, 2 * size);
      }
      terms[size] = term;
      weights[size++] = weight;
    }

    void scale(int first, double factor) {
      for (int i = first; i < size; i++) {
        weights[i] *= factor;
      }
    }

    FeatureVector vector() {
      float[] values = new float[size];
      for (int i = 0; i < size; i++) {
        values[i] = (float) weights[i];
      }
      return new FeatureVector(Arrays.copyOf(terms, size), values);
    }
  }

  private static Map<String, Integer> termsOf(Words words, Group group) {
    Map<String, Integer> terms = new LinkedHashMap<>();
    switch (group) {
      case STEMS -> words.stems().forEach(stem -> terms.merge("w:" + stem, 1, Integer::sum));
      case PAIRS -> {
        for (int i = 1; i < words.stems().size(); i++) {
          String pair = "p:" + words.stems().get(i - 1) + "_" + words.stems().get(i);
          terms.merge(pair, 1, Integer::sum);
        }
      }
      case PARTS ->
          words.words().stream()
              .filter(word -> !Shape.isPlaceholder(word))
              .forEach(word -> addParts("<" + word + ">", terms));
    }
    return terms;
  }

  private static void addParts(String word, Map<String, Integer> terms) {
    for (int length = SHORTEST_PART; length <= LONGEST_PART; length++) {
      for (int from = 0; from + length <= word.length(); from++) {
        terms.merge("c:" + word.substring(from, from + length), 1, Integer::sum);
      }
    }
  }
}
