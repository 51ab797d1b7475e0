package dev.deskhand.bot.intent.opennlp;

import dev.deskhand.bot.intent.Intent;
import java.util.Comparator;
import java.util.List;

/**
 * What the signals say about an utterance, before anything is decided.
 *
 * @param candidates every intent, the likeliest first
 * @param offTopic the probability that it is about nothing of the catalogue; with the candidates'
 *     it sums to 1
 * @param similarity to the nearest examples, 0 to 1
 * @param coverage the share of its content words that the examples know, 0 to 1
 */
record Ranking(List<Candidate> candidates, double offTopic, double similarity, double coverage) {
  Ranking {
    candidates =
        candidates.stream()
            .sorted(
                Comparator.comparingDouble(Candidate::probability)
                    .reversed()
                    .thenComparing(candidate -> candidate.intent().id()))
            .toList();
  }

  /** An intent and its probability, 0 to 1. */
  record Candidate(Intent intent, double probability) {}

  /** The same with probabilities sharpened (below 1) or flattened (above 1). */
  Ranking atTemperature(double temperature) {
    double power = 1 / temperature;
    double off = Math.pow(offTopic, power);
    double sum = off + candidates.stream().mapToDouble(c -> Math.pow(c.probability(), power)).sum();
    return new Ranking(
        candidates.stream()
            .map(c -> new Candidate(c.intent(), Math.pow(c.probability(), power) / sum))
            .toList(),
        off / sum,
        similarity,
        coverage);
  }

  /** How likely an intent is; 0 when it is no candidate. */
  double probabilityOf(Intent intent) {
    return candidates.stream()
        .filter(candidate -> candidate.intent().equals(intent))
        .mapToDouble(Candidate::probability)
        .findFirst()
        .orElse(0);
  }
}
