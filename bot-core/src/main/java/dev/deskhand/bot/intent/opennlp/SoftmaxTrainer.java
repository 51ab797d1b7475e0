package dev.deskhand.bot.intent.opennlp;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import opennlp.tools.ml.AbstractEventTrainer;
import opennlp.tools.ml.maxent.quasinewton.QNModel;
import opennlp.tools.ml.model.Context;
import opennlp.tools.ml.model.DataIndexer;
import opennlp.tools.ml.model.MaxentModel;
import opennlp.tools.util.TrainingParameters;

/**
 * A trainer for OpenNLP's maximum entropy model by stochastic gradient descent from zero, stopped
 * early, which keeps weights small as a Gaussian prior would. It stands where the quasi-Newton
 * trainer does and writes the same model, but takes a second for hundreds of outcomes where that
 * one takes minutes, because an example changes only the weights of the outcomes that it is wrong
 * about. OpenNLP makes it by its name in {@link TrainingParameters#ALGORITHM_PARAM}. Deterministic:
 * the same events in the same order give the same model.
 *
 * <p>A step of its own for each weight (AdaGrad) was tried and is worse on few examples: it lets
 * rare features shout.
 */
public final class SoftmaxTrainer extends AbstractEventTrainer {
  static final String NAME = SoftmaxTrainer.class.getName();

  /** How far a step goes; 1 is good where the features of an event have a length of about 1. */
  static final String STEP_PARAM = "Step";

  private static final int ITERATIONS = 20;

  /** Below this share of being wrong an outcome's weights are left as they are. */
  private static final float NEGLIGIBLE = 1e-3f;

  /** From this share of the outcomes on, all are corrected at once: one in so many. */
  private static final int MANY = 8;

  /** Made by OpenNLP, which then hands over the parameters. */
  public SoftmaxTrainer() {}

  @Override
  public boolean isSortAndMerge() {
    return false;
  }

  @Override
  public MaxentModel doTrain(DataIndexer indexer) {
    int iterations =
        trainingParameters.getIntParameter(TrainingParameters.ITERATIONS_PARAM, ITERATIONS);
    Weights weights =
        new Weights(
            indexer.getPredLabels().length,
            indexer.getOutcomeLabels().length,
            (float) trainingParameters.getDoubleParameter(STEP_PARAM, 1));
    int[] order = IntStream.range(0, indexer.getContexts().length).toArray();
    Random random = new Random(1);
    for (int i = 0; i < iterations; i++) {
      shuffle(order, random);
      for (int event : order) {
        weights.learn(
            indexer.getContexts()[event],
            indexer.getValues()[event],
            indexer.getOutcomeList()[event]);
      }
    }
    return new QNModel(weights.contexts(), indexer.getPredLabels(), indexer.getOutcomeLabels());
  }

  private static void shuffle(int[] order, Random random) {
    for (int i = order.length - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      int kept = order[i];
      order[i] = order[other];
      order[other] = kept;
    }
  }

  /**
   * What is being learnt: a weight for each feature and outcome. Each feature has an array of its
   * own: the compiler then sees that loops over outcomes touch no place twice, and works on many at
   * once.
   */
  private static final class Weights {
    private final float[][] weights;
    private final float[] scores;
    private final int[] wrong;
    private final float step;

    Weights(int features, int outcomes, float step) {
      this.step = step;
      this.weights = new float[features][outcomes];
      this.scores = new float[outcomes];
      this.wrong = new int[outcomes];
    }

    void learn(int[] context, float[] values, int truth) {
      score(context, values);
      scores[truth] -= 1;
      int count = 0;
      for (int outcome = 0; outcome < scores.length; outcome++) {
        if (Math.abs(scores[outcome]) > NEGLIGIBLE) {
          wrong[count++] = outcome;
        } else {
          scores[outcome] = 0;
        }
      }
      boolean isMost = MANY * count > scores.length;
      for (int i = 0; i < context.length; i++) {
        if (isMost) {
          add(-step * values[i], scores, weights[context[i]]);
        } else {
          correct(weights[context[i]], -step * values[i], count);
        }
      }
    }

    private void correct(float[] row, float change, int count) {
      for (int j = 0; j < count; j++) {
        row[wrong[j]] += change * scores[wrong[j]];
      }
    }

    /** Fills in each outcome's probability. */
    private void score(int[] context, float[] values) {
      Arrays.fill(scores, 0);
      for (int i = 0; i < context.length; i++) {
        add(values[i], weights[context[i]], scores);
      }
      float most = Float.NEGATIVE_INFINITY;
      for (float score : scores) {
        most = Math.max(most, score);
      }
      float sum = 0;
      for (int outcome = 0; outcome < scores.length; outcome++) {
        scores[outcome] = (float) Math.exp(scores[outcome] - most);
        sum += scores[outcome];
      }
      for (int outcome = 0; outcome < scores.length; outcome++) {
        scores[outcome] /= sum;
      }
    }

    private static void add(float times, float[] what, float[] to) {
      for (int i = 0; i < to.length; i++) {
        to[i] += times * what[i];
      }
    }

    /** As OpenNLP keeps them: of each feature only the outcomes that it speaks about. */
    Context[] contexts() {
      return Arrays.stream(weights).map(Weights::context).toArray(Context[]::new);
    }

    private static Context context(float[] row) {
      int[] about = IntStream.range(0, row.length).filter(o -> row[o] != 0).toArray();
      return new Context(about, IntStream.of(about).mapToDouble(o -> row[o]).toArray());
    }
  }
}
