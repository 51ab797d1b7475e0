package dev.deskhand.bot.intent.opennlp;

import dev.deskhand.bot.intent.Intent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;

/**
 * Finds a catalogue's thresholds on the catalogue itself: five times a fifth of each intent's
 * sentences is held out and ranked by a model of the rest.
 *
 * <ul>
 *   <li>The temperature is the one of a grid under which the held-out truth is likeliest (Guo et
 *       al., On Calibration of Modern Neural Networks, 2017).
 *   <li>The similarity is the one that {@value #REJECTED} of the held-out sentences of intents stay
 *       below.
 *   <li>The acceptance is the least probability above which {@value #PRECISION} of what would be
 *       understood is right, off-topic sentences counted as wrong.
 * </ul>
 *
 * Each is kept within bounds that are sane for a small catalogue, which can't say much about
 * itself.
 */
final class CrossValidation {
  private static final int FOLDS = 5;
  private static final double REJECTED = 0.03;
  private static final double PRECISION = 0.97;
  private static final double LEAST_SIMILARITY = 0.05;
  private static final double MOST_SIMILARITY = 0.2;
  private static final double LEAST_ACCEPTANCE = 0.4;
  private static final double MOST_ACCEPTANCE = 0.8;
  private static final double STEP = 0.05;

  /** A sentence that was held out, and what the model of the others said. */
  private record Answer(Ranking ranking, Optional<Intent> truth) {}

  private CrossValidation() {}

  static Thresholds thresholds(List<Lesson> lessons) {
    List<Answer> answers = answers(lessons);
    double temperature = temperature(answers);
    List<Answer> calibrated =
        answers.stream()
            .map(a -> new Answer(a.ranking().atTemperature(temperature), a.truth()))
            .toList();
    return new Thresholds(temperature, similarity(calibrated), acceptance(calibrated));
  }

  private static List<Answer> answers(List<Lesson> lessons) {
    List<List<Lesson>> folds = folds(lessons);
    List<Answer> answers = new ArrayList<>();
    for (List<Lesson> heldOut : folds) {
      List<Lesson> rest =
          folds.stream().filter(fold -> !fold.equals(heldOut)).flatMap(List::stream).toList();
      if (rest.stream().map(Lesson::intent).distinct().count() >= 2) {
        IntentModel model = IntentModel.train(rest);
        heldOut.forEach(
            lesson -> answers.add(new Answer(model.rank(lesson.words()), lesson.intent())));
      }
    }
    return answers;
  }

  /** Deals each intent's sentences out in turn. */
  private static List<List<Lesson>> folds(List<Lesson> lessons) {
    List<List<Lesson>> folds = new ArrayList<>();
    for (int fold = 0; fold < FOLDS; fold++) {
      folds.add(new ArrayList<>());
    }
    Map<Optional<Intent>, Integer> dealt = new HashMap<>();
    for (Lesson lesson : lessons) {
      int turn = dealt.merge(lesson.intent(), 1, Integer::sum);
      folds.get(turn % FOLDS).add(lesson);
    }
    return folds;
  }

  private static double temperature(List<Answer> answers) {
    double best = 1;
    double least = Double.POSITIVE_INFINITY;
    for (double temperature = 0.2; temperature <= 2; temperature += STEP) {
      double surprise = surprise(answers, temperature);
      if (surprise < least) {
        least = surprise;
        best = temperature;
      }
    }
    return best;
  }

  private static double surprise(List<Answer> answers, double temperature) {
    return answers.stream()
        .mapToDouble(
            answer -> {
              Ranking ranking = answer.ranking().atTemperature(temperature);
              double probability =
                  answer.truth().map(ranking::probabilityOf).orElse(ranking.offTopic());
              return -Math.log(Math.max(probability, 1e-6));
            })
        .sum();
  }

  private static double similarity(List<Answer> answers) {
    double[] similarities =
        answers.stream()
            .filter(answer -> answer.truth().isPresent())
            .mapToDouble(answer -> answer.ranking().similarity())
            .sorted()
            .toArray();
    double quantile =
        similarities.length == 0 ? 0 : similarities[(int) (REJECTED * similarities.length)];
    return Math.clamp(quantile, LEAST_SIMILARITY, MOST_SIMILARITY);
  }

  private static double acceptance(List<Answer> answers) {
    return DoubleStream.iterate(LEAST_ACCEPTANCE, p -> p < MOST_ACCEPTANCE, p -> p + STEP)
        .filter(probability -> precision(answers, probability) >= PRECISION)
        .findFirst()
        .orElse(MOST_ACCEPTANCE);
  }

  private static double precision(List<Answer> answers, double probability) {
    List<Answer> accepted =
        answers.stream()
            .filter(a -> !a.ranking().candidates().isEmpty())
            .filter(a -> a.ranking().candidates().getFirst().probability() >= probability)
            .toList();
    long right =
        accepted.stream()
            .filter(
                a -> a.truth().equals(Optional.of(a.ranking().candidates().getFirst().intent())))
            .count();
    return accepted.isEmpty() ? 0 : (double) right / accepted.size();
  }
}
