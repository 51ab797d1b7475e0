package dev.deskhand.bot.intent.opennlp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import opennlp.tools.ml.AbstractEventTrainer;
import opennlp.tools.ml.TrainerFactory;
import opennlp.tools.ml.model.Event;
import opennlp.tools.ml.model.MaxentModel;
import opennlp.tools.util.ObjectStreamUtils;
import opennlp.tools.util.TrainingParameters;
import opennlp.tools.util.ext.ExtensionLoader;

/**
 * Trains OpenNLP's maximum entropy classifier on weighted features, with {@link SoftmaxTrainer}.
 * Deterministic: the same events in the same order give the same model.
 */
final class MaxEntTrainer {
  private MaxEntTrainer() {}

  /**
   * Needs two different outcomes at least.
   *
   * @param rounds how often each event is looked at
   * @param step see {@link SoftmaxTrainer#STEP_PARAM}
   */
  static MaxentModel train(List<Event> events, int rounds, double step) {
    ExtensionLoader.registerAllowedPackage(SoftmaxTrainer.class.getPackageName());
    TrainingParameters parameters = new TrainingParameters();
    parameters.put(TrainingParameters.ALGORITHM_PARAM, SoftmaxTrainer.NAME);
    parameters.put(TrainingParameters.CUTOFF_PARAM, 1);
    parameters.put(TrainingParameters.ITERATIONS_PARAM, rounds);
    parameters.put(SoftmaxTrainer.STEP_PARAM, step);
    parameters.put(
        AbstractEventTrainer.DATA_INDEXER_PARAM,
        AbstractEventTrainer.DATA_INDEXER_ONE_PASS_REAL_VALUE);
    try {
      return TrainerFactory.getEventTrainer(parameters, new HashMap<>())
          .train(ObjectStreamUtils.createObjectStream(events));
    } catch (IOException e) {
      throw new UncheckedIOException("training reads from memory only", e);
    }
  }
}
