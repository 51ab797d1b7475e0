package dev.deskhand.bot.intent.opennlp;

/** A sentence's meaning as an encoder sees it; of no size where there is none. */
final class SentenceVector {
  static final SentenceVector NONE = new SentenceVector(new float[0]);

  private final float[] values;

  SentenceVector(float[] values) {
    this.values = values;
  }

  float[] values() {
    return values;
  }

  /** Seen from a place in the middle of many, and of length 1 again. */
  float[] from(float[] middle) {
    float[] seen = new float[values.length];
    double squares = 0;
    for (int i = 0; i < seen.length; i++) {
      seen[i] = values[i] - middle[i];
      squares += (double) seen[i] * seen[i];
    }
    double length = Math.sqrt(Math.max(squares, 1e-12));
    for (int i = 0; i < seen.length; i++) {
      seen[i] = (float) (seen[i] / length);
    }
    return seen;
  }
}
