package dev.deskhand.bot.intent.opennlp;

import dev.deskhand.bot.intent.Intent;
import dev.deskhand.bot.intent.opennlp.Ranking.Candidate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the classifiers of both tiers say about one utterance, before it is put together. */
final class Opinions {
  private final List<Optional<Intent>> outcomes;
  private final Voices voices;
  private final double similarity;
  private final double coverage;

  /** How near an utterance is to what was taught; see {@link Ranking}. */
  record Nearness(double similarity, double coverage) {}

  /** Logarithms of how likely each outcome is; all 0 where there is no such tier. */
  static final class Voices {
    private final double[] bySentence;
    private final double[] byWords;
    private final double[] byExamples;

    /**
     * All three.
     *
     * @param byExamples of the sentence's nearness to each outcome's
     */
    Voices(double[] bySentence, double[] byWords, double[] byExamples) {
      this.bySentence = bySentence;
      this.byWords = byWords;
      this.byExamples = byExamples;
    }

    static Voices ofWords(double[] byWords) {
      return new Voices(new double[byWords.length], byWords, new double[byWords.length]);
    }
  }

  /**
   * Opinions.
   *
   * @param outcomes what each number is about; nothing for off topic
   */
  Opinions(List<Optional<Intent>> outcomes, Voices voices, Nearness nearness) {
    this.outcomes = outcomes;
    this.voices = voices;
    this.similarity = nearness.similarity();
    this.coverage = nearness.coverage();
  }

  /** How surprising an outcome is: the negative logarithm of its pooled probability. */
  double surprise(Optional<Intent> outcome, Pool pool) {
    int at = outcomes.indexOf(outcome);
    return at < 0 ? 0 : -Math.log(Math.max(1e-9, pooled(pool)[at]));
  }

  Ranking ranking(Pool pool) {
    double[] probabilities = pooled(pool);
    List<Candidate> candidates = new ArrayList<>(probabilities.length);
    double offTopic = 0;
    double likeliestByWords = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < probabilities.length; i++) {
      Optional<Intent> intent = outcomes.get(i);
      if (intent.isEmpty()) {
        offTopic = probabilities[i];
      } else {
        candidates.add(new Candidate(intent.get(), probabilities[i]));
        likeliestByWords = Math.max(likeliestByWords, voices.byWords[i]);
      }
    }
    return new Ranking(candidates, offTopic, similarity, coverage, Math.exp(likeliestByWords));
  }

  private double[] pooled(Pool pool) {
    double[] pooled = new double[outcomes.size()];
    double most = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < pooled.length; i++) {
      pooled[i] =
          pool.sentences() * voices.bySentence[i]
              + pool.lexical() * voices.byWords[i]
              + pool.examples() * voices.byExamples[i];
      most = Math.max(most, pooled[i]);
    }
    double sum = 0;
    for (int i = 0; i < pooled.length; i++) {
      pooled[i] = Math.exp(pooled[i] - most);
      sum += pooled[i];
    }
    for (int i = 0; i < pooled.length; i++) {
      pooled[i] /= sum;
    }
    return pooled;
  }
}
