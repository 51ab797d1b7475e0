package dev.deskhand.bot.intent.evaluation;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * How good predictions are. Shares are 0 to 100.
 *
 * @param accuracy of all sentences, how many got their label
 * @param macroF1 the mean over the labels of the harmonic mean of precision and recall
 * @param inScopeAccuracy of the sentences about intents, how many got their label
 * @param ece the expected calibration error of the likeliest intents of sentences about intents:
 *     how far confidences are from the share that is right, in 15 equal bands (Guo et al., 2017)
 * @param outOfScope where there are sentences out of scope
 * @param p50Micros the median of the times, in microseconds
 * @param p99Micros the time that one in a hundred takes longer than
 */
public record Report(
    double accuracy,
    double macroF1,
    double inScopeAccuracy,
    double ece,
    Optional<OutOfScope> outOfScope,
    double p50Micros,
    double p99Micros) {
  private static final int BANDS = 15;

  /**
   * How what is out of scope is told.
   *
   * @param recall of what is out of scope, how much was told
   * @param precision of what was told to be out of scope, how much was
   * @param auroc how often a sentence in scope has the higher score of two, 0 to 1
   */
  public record OutOfScope(double recall, double precision, double auroc) {}

  /** Measures; of at least one prediction. */
  public static Report of(List<Prediction> predictions) {
    List<Prediction> inside = those(predictions, p -> p.sentence().label().isPresent());
    List<Prediction> outside = those(predictions, p -> p.sentence().label().isEmpty());
    long[] nanos = predictions.stream().mapToLong(Prediction::nanos).sorted().toArray();
    return new Report(
        share(predictions, Prediction::isRight),
        macroF1(predictions),
        share(inside, Prediction::isRight),
        ece(inside),
        outside.isEmpty()
            ? Optional.empty()
            : Optional.of(
                new OutOfScope(
                    share(outside, Prediction::isRight),
                    share(those(predictions, p -> p.label().isEmpty()), Prediction::isRight),
                    auroc(inside, outside))),
        nanos[nanos.length / 2] / 1e3,
        nanos[Math.min(nanos.length - 1, nanos.length * 99 / 100)] / 1e3);
  }

  private static List<Prediction> those(List<Prediction> predictions, Predicate<Prediction> which) {
    return predictions.stream().filter(which).toList();
  }

  private static double share(List<Prediction> predictions, Predicate<Prediction> which) {
    return predictions.isEmpty()
        ? 0
        : 100.0 * predictions.stream().filter(which).count() / predictions.size();
  }

  private static double macroF1(List<Prediction> predictions) {
    Set<String> labels =
        predictions.stream()
            .map(p -> p.sentence().label().orElse(LabelledReader.OUT_OF_SCOPE))
            .collect(Collectors.toCollection(TreeSet::new));
    Map<String, Long> right = count(predictions, p -> p.isRight() ? p.label() : Optional.of(" "));
    Map<String, Long> said = count(predictions, Prediction::label);
    Map<String, Long> meant = count(predictions, p -> p.sentence().label());
    OptionalDouble mean =
        labels.stream()
            .mapToDouble(
                label ->
                    200.0
                        * right.getOrDefault(label, 0L)
                        / (said.getOrDefault(label, 0L) + meant.getOrDefault(label, 0L)))
            .average();
    return mean.orElse(0);
  }

  private static Map<String, Long> count(
      List<Prediction> predictions, Function<Prediction, Optional<String>> label) {
    return predictions.stream()
        .collect(
            Collectors.groupingBy(
                p -> label.apply(p).orElse(LabelledReader.OUT_OF_SCOPE), Collectors.counting()));
  }

  private static double ece(List<Prediction> inside) {
    double[] confident = new double[BANDS];
    double[] right = new double[BANDS];
    for (Prediction prediction : inside) {
      int band = Math.min(BANDS - 1, (int) (prediction.confidence() * BANDS));
      confident[band] += prediction.confidence();
      right[band] += prediction.isBestRight() ? 1 : 0;
    }
    double error = 0;
    for (int band = 0; band < BANDS; band++) {
      error += Math.abs(confident[band] - right[band]);
    }
    return inside.isEmpty() ? 0 : 100 * error / inside.size();
  }

  /** By the ranks of the scores (Mann and Whitney); equal scores share theirs. */
  private static double auroc(List<Prediction> inside, List<Prediction> outside) {
    double[] known = inside.stream().mapToDouble(Prediction::inScope).sorted().toArray();
    double wins = 0;
    for (Prediction stranger : outside) {
      int below = rank(known, stranger.inScope(), -1);
      int notAbove = rank(known, stranger.inScope(), 1);
      wins += known.length - (below + notAbove) / 2.0;
    }
    return known.length == 0 ? 0 : wins / known.length / outside.size();
  }

  /** How many of sorted values are below a value, or not above it. */
  private static int rank(double[] sorted, double value, int side) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      int compared = Double.compare(sorted[middle], value);
      if (compared < 0 || (compared == 0 && side > 0)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
