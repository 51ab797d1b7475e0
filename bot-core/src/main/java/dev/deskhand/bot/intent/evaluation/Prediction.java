package dev.deskhand.bot.intent.evaluation;

import java.util.Optional;

/**
 * What a parser made of one sentence.
 *
 * @param label what it is taken for; none for out of scope
 * @param best the likeliest label, whether it is in scope or not
 * @param confidence the probability of {@code best}, 0 to 1
 * @param inScope grows with how surely it is about an intent
 * @param nanos how long the parser took, end to end
 */
public record Prediction(
    Labelled sentence,
    Optional<String> label,
    Optional<String> best,
    double confidence,
    double inScope,
    long nanos) {
  boolean isRight() {
    return label.equals(sentence.label());
  }

  boolean isBestRight() {
    return best.equals(sentence.label());
  }
}
