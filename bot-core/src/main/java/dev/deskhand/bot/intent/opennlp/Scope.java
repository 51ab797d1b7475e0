package dev.deskhand.bot.intent.opennlp;

import java.util.Arrays;
import java.util.List;

/**
 * Tells utterances that an intent may be about from others, by several signals at once: a logistic
 * regression on them. Trained by gradient descent on standardised signals, each side counting the
 * same however many examples it has. Deterministic.
 *
 * @param weights of the signals, the bias last
 */
record Scope(List<Double> weights) {
  private static final int SIGNALS = 6;
  private static final int ROUNDS = 300;
  private static final double STEP = 0.5;
  private static final double DECAY = 1e-3;
  private static final double LEAST = 1e-4;

  Scope {
    weights = List.copyOf(weights);
  }

  /** How many numbers {@link #weights} holds. */
  static final int SIZE = SIGNALS + 1;

  /** The log-odds that an utterance is about an intent. */
  double of(Ranking ranking) {
    double[] signals = signals(ranking);
    double score = weights.get(SIGNALS);
    for (int i = 0; i < SIGNALS; i++) {
      score += weights.get(i) * signals[i];
    }
    return score;
  }

  private static double[] signals(Ranking ranking) {
    double best = ranking.probabilityOfBest();
    double entropy = 0;
    for (Ranking.Candidate candidate : ranking.candidates()) {
      entropy -= candidate.probability() * Math.log(Math.max(LEAST, candidate.probability()));
    }
    return new double[] {
      Math.log((best + LEAST) / (1 - best + LEAST)),
      entropy,
      ranking.similarity(),
      Math.log(ranking.offTopic() + LEAST),
      ranking.byWords(),
      ranking.coverage()
    };
  }

  static Scope learn(List<Ranking> inside, List<Ranking> outside) {
    double[][] signals = new double[inside.size() + outside.size()][];
    Arrays.setAll(
        signals, i -> signals(i < inside.size() ? inside.get(i) : outside.get(i - inside.size())));
    double[] means = new double[SIGNALS];
    double[] deviations = new double[SIGNALS];
    standardise(signals, means, deviations);
    double[] weights = descend(signals, inside.size());
    Double[] raw = new Double[SIZE];
    double bias = weights[SIGNALS];
    for (int i = 0; i < SIGNALS; i++) {
      raw[i] = weights[i] / deviations[i];
      bias -= raw[i] * means[i];
    }
    raw[SIGNALS] = bias;
    return new Scope(List.of(raw));
  }

  private static void standardise(double[][] signals, double[] means, double[] deviations) {
    for (int i = 0; i < SIGNALS; i++) {
      int signal = i;
      means[i] = Arrays.stream(signals).mapToDouble(s -> s[signal]).average().orElse(0);
      double variance =
          Arrays.stream(signals)
              .mapToDouble(s -> Math.pow(s[signal] - means[signal], 2))
              .average()
              .orElse(1);
      deviations[i] = Math.sqrt(variance) + LEAST;
      for (double[] example : signals) {
        example[i] = (example[i] - means[i]) / deviations[i];
      }
    }
  }

  private static double[] descend(double[][] signals, int inside) {
    double[] weights = new double[SIZE];
    double[] shares = {0.5 / Math.max(1, signals.length - inside), 0.5 / Math.max(1, inside)};
    for (int round = 0; round < ROUNDS; round++) {
      double[] gradient = new double[SIZE];
      for (int example = 0; example < signals.length; example++) {
        int truth = example < inside ? 1 : 0;
        double score = weights[SIGNALS];
        for (int i = 0; i < SIGNALS; i++) {
          score += weights[i] * signals[example][i];
        }
        double wrong = shares[truth] * (1 / (1 + Math.exp(-score)) - truth);
        for (int i = 0; i < SIGNALS; i++) {
          gradient[i] += wrong * signals[example][i];
        }
        gradient[SIGNALS] += wrong;
      }
      for (int i = 0; i < SIZE; i++) {
        weights[i] -= STEP * (gradient[i] + DECAY * weights[i]);
      }
    }
    return weights;
  }
}
