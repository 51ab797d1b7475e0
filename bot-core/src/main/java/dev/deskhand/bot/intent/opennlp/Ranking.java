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
 * @param similarity to the nearest examples; at most 1
 * @param coverage the share of its content words that the examples know, 0 to 1
 * @param byWords the probability of the intent that is likeliest by the words alone
 */
record Ranking(
    List<Candidate> candidates,
    double offTopic,
    double similarity,
    double coverage,
    double byWords) {
  private static final Comparator<Candidate> LIKELIEST_FIRST =
      (one, other) -> {
        int order = Double.compare(other.probability(), one.probability());
        return order == 0 ? one.intent().id().compareTo(other.intent().id()) : order;
      };

  Ranking {
    candidates = candidates.stream().sorted(LIKELIEST_FIRST).toList();
  }

  /** An intent and its probability, 0 to 1. */
  record Candidate(Intent intent, double probability) {}

  /** How likely an intent is; 0 when it is no candidate. */
  double probabilityOf(Intent intent) {
    return candidates.stream()
        .filter(candidate -> candidate.intent().equals(intent))
        .mapToDouble(Candidate::probability)
        .findFirst()
        .orElse(0);
  }

  double probabilityOfBest() {
    return candidates.isEmpty() ? 0 : candidates.getFirst().probability();
  }
}
