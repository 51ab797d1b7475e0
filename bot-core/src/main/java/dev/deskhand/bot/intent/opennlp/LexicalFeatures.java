package dev.deskhand.bot.intent.opennlp;

import java.util.ArrayList;
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

  private final Map<String, Integer> documents = new HashMap<>();
  private final int count;

  private LexicalFeatures(List<Words> taught) {
    this.count = taught.size();
    for (Words words : taught) {
      for (Group group : Group.values()) {
        termsOf(words, group).keySet().forEach(term -> documents.merge(term, 1, Integer::sum));
      }
    }
  }

  /** Learns which terms there are and how common each is. */
  static LexicalFeatures learn(List<Words> taught) {
    return new LexicalFeatures(taught);
  }

  FeatureVector of(Words words) {
    List<String> names = new ArrayList<>();
    List<Double> weights = new ArrayList<>();
    for (Group group : Group.values()) {
      Map<String, Integer> terms = termsOf(words, group);
      double length = Math.sqrt(lengthSquared(terms));
      terms.forEach(
          (term, frequency) -> {
            if (documents.containsKey(term)) {
              names.add(term);
              weights.add(group.share * weight(term, frequency) / length);
            }
          });
    }
    float[] values = new float[weights.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = weights.get(i).floatValue();
    }
    return new FeatureVector(names.toArray(String[]::new), values);
  }

  private double lengthSquared(Map<String, Integer> terms) {
    double sum = 0;
    for (Map.Entry<String, Integer> term : terms.entrySet()) {
      double weight = weight(term.getKey(), term.getValue());
      sum += weight * weight;
    }
    return sum;
  }

  private double weight(String term, int frequency) {
    double rarity = 1 + Math.log((1.0 + count) / (1.0 + documents.getOrDefault(term, 0)));
    return (1 + Math.log(frequency)) * rarity;
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
