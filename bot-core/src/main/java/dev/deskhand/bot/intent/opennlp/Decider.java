package dev.deskhand.bot.intent.opennlp;

import dev.deskhand.bot.intent.Intent;
import dev.deskhand.bot.intent.Interpretation;
import dev.deskhand.bot.intent.Interpretation.Ambiguous;
import dev.deskhand.bot.intent.Interpretation.Understood;
import dev.deskhand.bot.intent.Interpretation.Unrecognized;
import dev.deskhand.bot.intent.opennlp.Ranking.Candidate;
import java.util.List;

/**
 * Decides what signals mean. Nothing is recognised when the utterance is unlike every example (even
 * more unlike, when most of its words of content are unknown). When off-topic is likelier than
 * every intent, nothing is recognised either, unless the utterance is in known words and near to
 * examples: then it is asked about. One intent is understood when its probability reaches the
 * acceptance and is twice the next one's; otherwise the likely ones are asked about.
 */
final class Decider {
  private static final int MOST_CANDIDATES = 3;
  private static final double LEAD = 2;

  /** A candidate is worth a button from this share of the likeliest one's probability. */
  private static final double WORTH_ASKING = 0.2;

  /** Utterances of fewer known words have to be nearer to an example. */
  private static final double LEAST_COVERAGE = 0.34;

  private static final double KNOWN = 0.6;
  private static final double NEAR = 1.3;

  private final Thresholds thresholds;

  Decider(Thresholds thresholds) {
    this.thresholds = thresholds;
  }

  /** Decides without slots. */
  Interpretation decide(Ranking raw) {
    Ranking ranking = raw.atTemperature(thresholds.temperature());
    if (ranking.candidates().isEmpty() || isUnlikeExamples(ranking)) {
      return new Unrecognized();
    }
    Candidate best = ranking.candidates().getFirst();
    if (ranking.offTopic() >= best.probability()) {
      return isNear(ranking) ? new Ambiguous(likely(ranking), List.of()) : new Unrecognized();
    }
    if (best.probability() >= thresholds.acceptance()
        && best.probability() >= LEAD * probabilityOfSecond(ranking)) {
      return new Understood(best.intent(), List.of(), best.probability());
    }
    return new Ambiguous(likely(ranking), List.of());
  }

  private boolean isUnlikeExamples(Ranking ranking) {
    double share = ranking.coverage() < LEAST_COVERAGE ? NEAR : 1;
    return ranking.similarity() < share * thresholds.similarity();
  }

  private boolean isNear(Ranking ranking) {
    return ranking.coverage() > KNOWN && ranking.similarity() >= NEAR * thresholds.similarity();
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
