package dev.deskhand.bot.intent.opennlp;

import dev.deskhand.bot.intent.Intent;
import java.util.List;
import java.util.Optional;

/**
 * How the opinions of two classifiers, and of the nearest examples, become one: the logarithms of
 * their probabilities are added with these weights (a log-linear opinion pool: Genest and Zidek,
 * 1986). Their size plays the part of a temperature: it sharpens or flattens.
 */
record Pool(double sentences, double lexical, double examples) {
  /** What the words weigh beside the sentence; found on validation data of three benchmarks. */
  private static final double SHARE_OF_WORDS = 0.1;

  /**
   * What the nearest examples weigh beside the sentence where there are many of them; found on
   * validation data. Of few examples they say little, and weigh less.
   */
  private static final double SHARE_OF_EXAMPLES = 0.5;

  private static final double FEW = 5;
  private static final double MANY = 50;

  private static final double LEAST = 0.5;
  private static final double MOST = 12;
  private static final double STEP = 1.12;
  private static final int ENOUGH = 1_500;

  /** Opinions and what would have been right. */
  record Judged(Opinions opinions, Optional<Intent> truth) {}

  /**
   * The one under which what is right is likeliest, where both tiers speak.
   *
   * @param examples how many an intent has, on average
   */
  static Pool likeliestOfBoth(List<Judged> judged, double examples) {
    double share = SHARE_OF_EXAMPLES * Math.clamp((examples - FEW) / (MANY - FEW), 0, 1);
    return likeliest(judged, new Pool(1, SHARE_OF_WORDS, share));
  }

  /** The one under which what is right is likeliest, where words alone speak. */
  static Pool likeliestOfWords(List<Judged> judged) {
    return likeliest(judged, new Pool(0, 1, 0));
  }

  private static Pool likeliest(List<Judged> judged, Pool shape) {
    int stride = 1 + judged.size() / ENOUGH;
    Pool best = shape;
    double least = Double.POSITIVE_INFINITY;
    for (double size = LEAST; size < MOST; size *= STEP) {
      Pool pool =
          new Pool(size * shape.sentences(), size * shape.lexical(), size * shape.examples());
      double surprise = 0;
      for (int i = 0; i < judged.size(); i += stride) {
        surprise += judged.get(i).opinions().surprise(judged.get(i).truth(), pool);
      }
      if (surprise < least) {
        least = surprise;
        best = pool;
      }
    }
    return best;
  }
}
