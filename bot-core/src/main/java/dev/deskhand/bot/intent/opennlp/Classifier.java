package dev.deskhand.bot.intent.opennlp;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import opennlp.tools.ml.maxent.quasinewton.QNModel;
import opennlp.tools.ml.model.AbstractModel;
import opennlp.tools.ml.model.Context;
import opennlp.tools.ml.model.MaxentModel;

/**
 * What a maximum entropy model of OpenNLP learnt, laid out for being asked thousands of times: a
 * weight for each feature's number and outcome, side by side, in half the room and a fraction of
 * the time that looking every feature up by its name takes. Its answers are the model's. Immutable.
 */
final class Classifier {
  private final List<String> features;
  private final List<String> outcomes;

  /** For each feature, of each outcome. */
  private final float[][] weights;

  private Classifier(List<String> features, List<String> outcomes, float[][] weights) {
    this.features = features;
    this.outcomes = outcomes;
    this.weights = weights;
  }

  /**
   * A classifier.
   *
   * @param model one that {@link SoftmaxTrainer} made
   * @param features by their numbers; those that the model does not know say nothing
   */
  static Classifier of(MaxentModel model, List<String> features) {
    if (!(model instanceof AbstractModel known)
        || !(known.getDataStructures()[1] instanceof Map<?, ?> contexts)) {
      throw new IllegalArgumentException("not a model with weights: " + model.getClass());
    }
    int outcomes = model.getNumOutcomes();
    float[][] weights = new float[features.size()][outcomes];
    for (int feature = 0; feature < features.size(); feature++) {
      if (contexts.get(features.get(feature)) instanceof Context context) {
        int[] about = context.getOutcomes();
        for (int i = 0; i < about.length; i++) {
          weights[feature][about[i]] = (float) context.getParameters()[i];
        }
      }
    }
    return new Classifier(
        features, IntStream.range(0, outcomes).mapToObj(model::getOutcome).toList(), weights);
  }

  /** The model again, in the form that OpenNLP keeps. */
  MaxentModel model() {
    Context[] contexts = Arrays.stream(weights).map(Classifier::context).toArray(Context[]::new);
    return new QNModel(contexts, features.toArray(String[]::new), outcomes.toArray(String[]::new));
  }

  private static Context context(float[] row) {
    int[] about = IntStream.range(0, row.length).filter(it -> row[it] != 0).toArray();
    return new Context(about, IntStream.of(about).mapToDouble(it -> row[it]).toArray());
  }

  List<String> outcomes() {
    return outcomes;
  }

  /**
   * The logarithm of each outcome's probability.
   *
   * @param numbers of features
   * @param values of these features
   * @param least what is less likely is said to be so likely
   */
  double[] logarithms(int[] numbers, float[] values, double least) {
    int count = outcomes.size();
    float[] scores = new float[count];
    for (int i = 0; i < numbers.length; i++) {
      add(values[i], weights[numbers[i]], scores);
    }
    float most = Float.NEGATIVE_INFINITY;
    for (float score : scores) {
      most = Math.max(most, score);
    }
    double sum = 0;
    for (float score : scores) {
      sum += Math.exp(score - most);
    }
    double all = most + Math.log(sum);
    double bound = Math.log(least);
    return IntStream.range(0, count).mapToDouble(i -> Math.max(bound, scores[i] - all)).toArray();
  }

  private static void add(float times, float[] what, float[] to) {
    for (int i = 0; i < to.length; i++) {
      to[i] += times * what[i];
    }
  }

  /** The numbers of all features, in their order. */
  int[] all() {
    int[] numbers = new int[features.size()];
    Arrays.setAll(numbers, i -> i);
    return numbers;
  }
}
