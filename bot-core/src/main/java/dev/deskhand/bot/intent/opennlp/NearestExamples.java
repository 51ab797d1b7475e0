package dev.deskhand.bot.intent.opennlp;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** How near an utterance comes to what was taught: an inverted index over the examples' weights. */
final class NearestExamples {
  private static final int NEAREST = 3;

  /** For each term, the examples that have it, and its weights in them. */
  private final int[][] examples;

  private final float[][] weights;
  private final int count;

  NearestExamples(List<FeatureVector> taught) {
    this.count = taught.size();
    int terms = 1 + taught.stream().flatMapToInt(it -> IntStream.of(it.terms())).max().orElse(-1);
    int[] sizes = new int[terms];
    taught.forEach(vector -> IntStream.of(vector.terms()).forEach(term -> sizes[term]++));
    this.examples = IntStream.of(sizes).mapToObj(int[]::new).toArray(int[][]::new);
    this.weights = IntStream.of(sizes).mapToObj(float[]::new).toArray(float[][]::new);
    int[] filled = new int[terms];
    for (int example = 0; example < count; example++) {
      FeatureVector vector = taught.get(example);
      for (int i = 0; i < vector.size(); i++) {
        int term = vector.terms()[i];
        examples[term][filled[term]] = example;
        weights[term][filled[term]++] = vector.weights()[i];
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
      int term = vector.terms()[i];
      if (term < examples.length) {
        double share = vector.weights()[i] / LexicalFeatures.FULL_LENGTH_SQUARED;
        int[] having = examples[term];
        float[] theirs = weights[term];
        for (int j = 0; j < having.length; j++) {
          cosines[having[j]] += share * theirs[j];
        }
      }
    }
    return cosines;
  }
}
