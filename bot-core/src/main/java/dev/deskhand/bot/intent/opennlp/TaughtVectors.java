package dev.deskhand.bot.intent.opennlp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How near a sentence comes to the examples of the outcomes that a classifier finds likeliest: the
 * logarithm of the mean of exp({@value #SHARPNESS} · (cosine - 1)) over an outcome's examples, a
 * kernel density on the sphere. With many examples it sees what no plane between intents does. The
 * vectors are kept as bytes, and only the likeliest outcomes are looked at, so that thousands of
 * examples cost a fraction of a millisecond. Immutable.
 */
final class TaughtVectors {
  private static final double SHARPNESS = 25;
  private static final int LIKELIEST = 10;
  private static final int NEAREST = 5;

  private final byte[][][] examples;
  private final float scale;
  private final boolean[] isIntent;

  /** What was found. */
  static final class Look {
    private final double[] densities;
    private final double similarity;

    private Look(double[] densities, double similarity) {
      this.densities = densities;
      this.similarity = similarity;
    }

    /** Logarithms, by outcome; the least of those that were looked at for the others. */
    double[] densities() {
      return densities;
    }

    /** The mean cosine of the nearest examples of intents, -1 to 1. */
    double similarity() {
      return similarity;
    }
  }

  /**
   * Vectors.
   *
   * @param outcomes the names of the outcomes, in the classifier's order
   */
  TaughtVectors(List<Lesson> lessons, float[] middle, List<String> outcomes) {
    Map<String, List<float[]>> byName = new HashMap<>();
    this.isIntent = new boolean[outcomes.size()];
    float most = 0;
    for (Lesson lesson : lessons) {
      float[] seen = lesson.vector().from(middle);
      byName.computeIfAbsent(lesson.outcome(), _ -> new ArrayList<>()).add(seen);
      for (float value : seen) {
        most = Math.max(most, Math.abs(value));
      }
      if (lesson.intent().isPresent()) {
        isIntent[outcomes.indexOf(lesson.outcome())] = true;
      }
    }
    this.scale = Math.max(most, Float.MIN_NORMAL) / Byte.MAX_VALUE;
    this.examples = new byte[outcomes.size()][][];
    for (int i = 0; i < examples.length; i++) {
      examples[i] =
          byName.getOrDefault(outcomes.get(i), List.of()).stream()
              .map(this::bytes)
              .toArray(byte[][]::new);
    }
  }

  private byte[] bytes(float[] vector) {
    byte[] bytes = new byte[vector.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) Math.round(vector[i] / scale);
    }
    return bytes;
  }

  /**
   * Looks at the outcomes that are likeliest.
   *
   * @param likelihoods of the outcomes, on any scale that grows
   */
  Look look(float[] seen, double[] likelihoods) {
    int[] likeliest = likeliest(likelihoods);
    double[] nearest = new double[NEAREST];
    Arrays.fill(nearest, -1);
    double[] densities = new double[likelihoods.length];
    double least = 0;
    for (int outcome : likeliest) {
      densities[outcome] = density(outcome, seen, nearest);
      least = Math.min(least, densities[outcome]);
    }
    double[] all = new double[densities.length];
    Arrays.fill(all, least);
    for (int outcome : likeliest) {
      all[outcome] = densities[outcome];
    }
    return new Look(all, Arrays.stream(nearest).filter(cosine -> cosine > -1).average().orElse(0));
  }

  private static int[] likeliest(double[] likelihoods) {
    double[] left = likelihoods.clone();
    int[] likeliest = new int[Math.min(LIKELIEST, left.length)];
    for (int place = 0; place < likeliest.length; place++) {
      int best = 0;
      for (int i = 1; i < left.length; i++) {
        best = left[i] > left[best] ? i : best;
      }
      likeliest[place] = best;
      left[best] = Double.NEGATIVE_INFINITY;
    }
    return likeliest;
  }

  private double density(int outcome, float[] seen, double[] nearest) {
    double sum = 0;
    for (byte[] example : examples[outcome]) {
      double cosine = scale * product(example, seen);
      sum += Math.exp(SHARPNESS * (cosine - 1));
      if (isIntent[outcome]) {
        Nearest.offer(cosine, nearest);
      }
    }
    return examples[outcome].length == 0
        ? -SHARPNESS
        : Math.max(-SHARPNESS, Math.log(sum / examples[outcome].length));
  }

  private static float product(byte[] example, float[] seen) {
    float a = 0;
    float b = 0;
    float c = 0;
    float d = 0;
    int i = 0;
    for (; i + 3 < example.length; i += 4) {
      a += example[i] * seen[i];
      b += example[i + 1] * seen[i + 1];
      c += example[i + 2] * seen[i + 2];
      d += example[i + 3] * seen[i + 3];
    }
    for (; i < example.length; i++) {
      a += example[i] * seen[i];
    }
    return a + b + c + d;
  }
}
