package dev.deskhand.bot.intent.opennlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import opennlp.tools.ml.model.Event;
import opennlp.tools.ml.model.MaxentModel;
import org.junit.jupiter.api.Test;

class ClassifierTest {
  private static final List<String> FEATURES = List.of("door", "key", "window", "never seen");

  private final MaxentModel model =
      MaxEntTrainer.train(
          List.of(
              new Event("open", new String[] {"door", "key"}, new float[] {1, 0.5f}),
              new Event("look", new String[] {"window"}, new float[] {1}),
              new Event("look", new String[] {"window", "door"}, new float[] {1, 0.2f})),
          10,
          1);

  @Test
  void answers_as_the_model_of_opennlp_does() {
    Classifier classifier = Classifier.of(model, FEATURES);
    double[] theirs = model.eval(new String[] {"door", "window"}, new float[] {0.7f, 0.3f});

    double[] ours =
        classifier.logarithms(new int[] {0, 2, 3}, new float[] {0.7f, 0.3f, 0.4f}, 1e-9);

    for (int i = 0; i < theirs.length; i++) {
      assertThat(classifier.outcomes().get(i)).isEqualTo(model.getOutcome(i));
      assertThat(Math.exp(ours[i])).isCloseTo(theirs[i], within(1e-6));
    }
  }

  @Test
  void becomes_the_same_model_again() {
    MaxentModel again = Classifier.of(model, FEATURES).model();
    String[] names = {"key", "window"};
    float[] values = {0.4f, 0.9f};

    assertThat(again.eval(names, values)).containsExactly(model.eval(names, values), within(1e-6));
  }
}
