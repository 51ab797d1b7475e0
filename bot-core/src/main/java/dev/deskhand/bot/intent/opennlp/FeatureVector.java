package dev.deskhand.bot.intent.opennlp;

/** Weights of numbered terms. The arrays have one length and are not changed. */
final class FeatureVector {
  private final int[] terms;
  private final float[] weights;

  FeatureVector(int[] terms, float[] weights) {
    this.terms = terms;
    this.weights = weights;
  }

  int[] terms() {
    return terms;
  }

  float[] weights() {
    return weights;
  }

  int size() {
    return terms.length;
  }
}
