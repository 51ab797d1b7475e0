package dev.deskhand.bot.intent.opennlp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How near an utterance comes to what was taught: an inverted index over the examples' weights. */
final class NearestExamples {
  private static final int NEAREST = 3;

  private record Posting(int example, float weight) {}

  private final Map<String, List<Posting>> postings = new HashMap<>();
  private final int count;

  NearestExamples(List<FeatureVector> examples) {
    this.count = examples.size();
    for (int example = 0; example < count; example++) {
      FeatureVector vector = examples.get(example);
      for (int i = 0; i < vector.size(); i++) {
        postings
            .computeIfAbsent(vector.names()[i], _ -> new ArrayList<>())
            .add(new Posting(example, vector.weights()[i]));
      }
    }
  }

  /** The mean cosine of the {@value #NEAREST} nearest examples, 0 to 1. */
  double similarity(FeatureVector vector) {
    double[] products = new double[count];
    for (int i = 0; i < vector.size(); i++) {
      for (Posting posting : postings.getOrDefault(vector.names()[i], List.of())) {
        products[posting.example()] += posting.weight() * (double) vector.weights()[i];
      }
    }
    Arrays.sort(products);
    int considered = Math.min(NEAREST, count);
    double sum = 0;
    for (int i = 0; i < considered; i++) {
      sum += products[count - 1 - i];
    }
    return considered == 0 ? 0 : sum / considered / LexicalFeatures.FULL_LENGTH_SQUARED;
  }
}
