package dev.deskhand.bot.intent.opennlp;

/** Named weights, as OpenNLP takes them. The arrays have one length and are not changed. */
final class FeatureVector {
  private final String[] names;
  private final float[] weights;

  FeatureVector(String[] names, float[] weights) {
    this.names = names;
    this.weights = weights;
  }

  String[] names() {
    return names;
  }

  float[] weights() {
    return weights;
  }

  int size() {
    return names.length;
  }
}
