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
 * @param byWords the probability of the intent that is likeliest by the words alone
 * @param nearness how near it is to what was taught: similarity to the nearest examples, at most 1;
 *     coverage, the share of its content words that the examples know, 0 to 1; and others
 * @param ofBest what each classifier says of the likeliest intent
 */
record Ranking(
    List<Candidate> candidates,
    double offTopic,
    double byWords,
    Opinions.Nearness nearness,
    Said ofBest) {
  private static final Comparator<Candidate> LIKELIEST_FIRST =
      (one, other) -> {
        int order = Double.compare(other.probability(), one.probability());
        return order == 0 ? one.intent().id().compareTo(other.intent().id()) : order;
      };

  Ranking {
    candidates = candidates.stream().sorted(LIKELIEST_FIRST).toList();
  }

  /** Logarithms of how likely an outcome is; 0 where there is no such classifier. */
  record Said(double bySentence, double byWords, double byExamples) {}

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
