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
    double[] greatest = new double[Math.min(NEAREST, count)];
    for (double cosine : cosines(vector)) {
      Nearest.offer(cosine, greatest);
    }
    return Arrays.stream(greatest).average().orElse(0);
  }

  /** How like each example is, 0 to 1, in their order. */
  double[] cosines(FeatureVector vector) {
    double[] cosines = new double[count];
    for (int i = 0; i < vector.size(); i++) {
      for (Posting posting : postings.getOrDefault(vector.names()[i], List.of())) {
        cosines[posting.example()] +=
            posting.weight() * (double) vector.weights()[i] / LexicalFeatures.FULL_LENGTH_SQUARED;
      }
    }
    return cosines;
  }
}
