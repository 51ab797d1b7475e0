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

  /** What is being learnt: a weight for each feature and outcome, feature by feature. */
  private static final class Weights {
    private final int features;
    private final int outcomes;
    private final float[] weights;
    private final float[] scores;
    private final int[] wrong;
    private final float step;

    Weights(int features, int outcomes, float step) {
      this.step = step;
      this.features = features;
      this.outcomes = outcomes;
      this.weights = new float[features * outcomes];
      this.scores = new float[outcomes];
      this.wrong = new int[outcomes];
    }

    void learn(int[] context, float[] values, int truth) {
      score(context, values);
      scores[truth] -= 1;
      int count = 0;
      for (int outcome = 0; outcome < outcomes; outcome++) {
        if (Math.abs(scores[outcome]) > NEGLIGIBLE) {
          wrong[count++] = outcome;
        }
      }
      for (int i = 0; i < context.length; i++) {
        int row = context[i] * outcomes;
        float change = step * values[i];
        for (int j = 0; j < count; j++) {
          weights[row + wrong[j]] -= change * scores[wrong[j]];
        }
      }
    }

    /** Fills in each outcome's probability. */
    private void score(int[] context, float[] values) {
      Arrays.fill(scores, 0);
      for (int i = 0; i < context.length; i++) {
        int row = context[i] * outcomes;
        float value = values[i];
        for (int outcome = 0; outcome < outcomes; outcome++) {
          scores[outcome] += value * weights[row + outcome];
        }
      }
      float most = Float.NEGATIVE_INFINITY;
      for (float score : scores) {
        most = Math.max(most, score);
      }
      float sum = 0;
      for (int outcome = 0; outcome < outcomes; outcome++) {
        scores[outcome] = (float) Math.exp(scores[outcome] - most);
        sum += scores[outcome];
      }
      for (int outcome = 0; outcome < outcomes; outcome++) {
        scores[outcome] /= sum;
      }
    }

    /** As OpenNLP keeps them: of each feature only the outcomes that it speaks about. */
    Context[] contexts() {
      Context[] contexts = new Context[features];
      for (int feature = 0; feature < features; feature++) {
        int row = feature * outcomes;
        int[] kept = IntStream.range(0, outcomes).filter(o -> weights[row + o] != 0).toArray();
        double[] parameters = IntStream.of(kept).mapToDouble(o -> weights[row + o]).toArray();
        contexts[feature] = new Context(kept, parameters);
      }
      return contexts;
    }
  }
}
