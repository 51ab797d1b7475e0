package dev.deskhand.bot.intent.opennlp;

import dev.deskhand.bot.intent.Intent;
import dev.deskhand.bot.intent.Interpretation;
import dev.deskhand.bot.intent.Interpretation.Ambiguous;
import dev.deskhand.bot.intent.Interpretation.Understood;
import dev.deskhand.bot.intent.Interpretation.Unrecognized;
import dev.deskhand.bot.intent.opennlp.Ranking.Candidate;
import java.util.List;

/**
 * Decides what signals mean. Nothing is recognised when they say that an utterance is about no
 * intent, or when off-topic is likelier than every intent. One intent is understood when its
 * probability reaches the acceptance and is eight times the next one's; otherwise the likely ones
 * are asked about.
 */
final class Decider {
  private static final int MOST_CANDIDATES = 3;
  private static final double LEAD = 8;

  /** A candidate is worth a button from this share of the likeliest one's probability. */
  private static final double WORTH_ASKING = 0.1;

  private final Thresholds thresholds;

  Decider(Thresholds thresholds) {
    this.thresholds = thresholds;
  }

  /** Decides without slots. */
  Interpretation decide(Ranking ranking) {
    if (ranking.candidates().isEmpty() || isStrange(ranking)) {
      return new Unrecognized();
    }
    Candidate best = ranking.candidates().getFirst();
    if (ranking.offTopic() >= best.probability()) {
      return new Unrecognized();
    }
    if (best.probability() >= thresholds.acceptance()
        && best.probability() >= LEAD * probabilityOfSecond(ranking)) {
      return new Understood(best.intent(), List.of(), best.probability());
    }
    return new Ambiguous(likely(ranking), List.of());
  }

  /** Whether an utterance is about no intent, as far as the signals tell. */
  boolean isStrange(Ranking ranking) {
    return thresholds.scope().of(ranking) < thresholds.inScope();
  }

  private static double probabilityOfSecond(Ranking ranking) {
    List<Candidate> candidates = ranking.candidates();
    return candidates.size() < 2 ? 0 : candidates.get(1).probability();
  }

  private static List<Intent> likely(Ranking ranking) {
    double least = WORTH_ASKING * ranking.candidates().getFirst().probability();
    return ranking.candidates().stream()
        .filter(candidate -> candidate.probability() >= least)
        .limit(MOST_CANDIDATES)
        .map(Candidate::intent)
        .toList();
  }
}
