package dev.deskhand.bot.intent.opennlp;

import dev.deskhand.bot.intent.Intent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Finds a catalogue's thresholds on the catalogue itself: five times a fifth of each intent's
 * sentences is held out and ranked by a model of the rest. Where there are enough intents, a fifth
 * of them is held out whole, too: their sentences are about something that the rest does not know,
 * as real ones that are out of scope will be.
 *
 * <ul>
 *   <li>The pool is the one of a grid under which the held-out truth is likeliest (with one
 *       classifier that is its temperature: Guo et al., On Calibration of Modern Neural Networks,
 *       2017).
 *   <li>The scope is learnt from what was known, against what was not.
 *   <li>In scope is what {@value #REJECTED} of the held-out sentences of intents stay below, or a
 *       smaller share where intents have many examples: {@value #REJECTED_OF_INTENT} of them each.
 *   <li>The acceptance is the least probability above which {@value #PRECISION} of what would be
 *       understood is right, off-topic sentences counted as wrong.
 * </ul>
 *
 * Each is kept within bounds that are sane for a small catalogue, which can't say much about
 * itself.
 */
final class CrossValidation {
  private static final int TOGETHER = 2;
  private static final int FOLDS = 5;
  private static final int MANY_INTENTS = 10;
  private static final double REJECTED = 0.05;

  /** So many sentences of an intent may be lost; found on validation data. */
  private static final double REJECTED_OF_INTENT = 0.9;

  private static final double PRECISION = 0.97;
  private static final double LEAST_ACCEPTANCE = 0.4;
  private static final double MOST_ACCEPTANCE = 0.8;
  private static final double STEP = 0.05;

  /** A lesson that was held out, and what a model of others says. */
  private record Examined(Opinions opinions, Lesson lesson, Optional<Intent> truth) {
    boolean isKnown() {
      return lesson.intent().equals(truth);
    }
  }

  /** What a model made of it. */
  private record Answer(Ranking ranking, Optional<Intent> truth) {
    boolean isRight() {
      return truth.isPresent()
          && !ranking.candidates().isEmpty()
          && ranking.candidates().getFirst().intent().equals(truth.get());
    }
  }

  private CrossValidation() {}

  static Thresholds thresholds(List<Lesson> lessons) {
    return thresholds(examined(lessons, inTurn(lessons)), IntentModel.examples(lessons));
  }

  /** The thresholds that lessons give which a model was not taught. */
  static Thresholds thresholds(IntentModel model, List<Lesson> lessons) {
    return thresholds(
        lessons.stream().map(lesson -> examine(lesson, model, lesson.intent())).toList(),
        model.examples());
  }

  private static Thresholds thresholds(List<Examined> examined, OptionalDouble examples) {
    Pool pool = pool(examined, examples);
    List<Answer> answers =
        examined.stream().map(e -> new Answer(e.opinions().ranking(pool), e.truth())).toList();
    List<Ranking> inside = rankings(answers, Optional::isPresent);
    Scope scope = Scope.learn(inside, rankings(answers, Optional::isEmpty));
    return new Thresholds(
        pool, scope, inScope(scope, inside, rejected(examples)), acceptance(answers));
  }

  private static Pool pool(List<Examined> examined, OptionalDouble examples) {
    List<Pool.Judged> judged =
        examined.stream()
            .filter(Examined::isKnown)
            .map(e -> new Pool.Judged(e.opinions(), e.truth()))
            .toList();
    return examples.isPresent()
        ? Pool.likeliestOfBoth(judged, examples.getAsDouble())
        : Pool.likeliestOfWords(judged);
  }

  private static List<Ranking> rankings(List<Answer> answers, Predicate<Optional<Intent>> truth) {
    return answers.stream().filter(a -> truth.test(a.truth())).map(Answer::ranking).toList();
  }

  /** Whether an intent is held out whole in a fold. */
  @FunctionalInterface
  private interface Unknown {
    Unknown NONE = (_, _) -> false;

    boolean is(Lesson lesson, int fold);
  }

  /** A fifth of the intents in each fold, where there are enough of them. */
  private static Unknown inTurn(List<Lesson> lessons) {
    Map<Intent, Integer> numbers = new HashMap<>();
    lessons.forEach(l -> l.intent().ifPresent(i -> numbers.putIfAbsent(i, numbers.size())));
    return numbers.size() < MANY_INTENTS
        ? Unknown.NONE
        : (lesson, fold) ->
            lesson.intent().map(it -> numbers.getOrDefault(it, 0) % FOLDS).orElse(-1) == fold;
  }

  /** Shows what a model of the others says about each lesson that is about an intent. */
  static void heldOut(List<Lesson> lessons, BiConsumer<Lesson, Ranking> shown) {
    List<Examined> examined = examined(lessons, Unknown.NONE);
    Pool pool = pool(examined, IntentModel.examples(lessons));
    examined.forEach(e -> shown.accept(e.lesson(), e.opinions().ranking(pool)));
  }

  /** Two at a time, since a start or a reload waits for it; each takes some 60 MB meanwhile. */
  private static List<Examined> examined(List<Lesson> lessons, Unknown unknown) {
    int[] turns = turns(lessons);
    List<Examined> all = new ArrayList<>();
    for (int first = 0; first < FOLDS; first += TOGETHER) {
      IntStream.range(first, Math.min(first + TOGETHER, FOLDS))
          .parallel()
          .mapToObj(fold -> examined(lessons, turns, fold, unknown))
          .toList()
          .forEach(all::addAll);
    }
    return all;
  }

  private static List<Examined> examined(
      List<Lesson> lessons, int[] turns, int fold, Unknown unknown) {
    List<Lesson> rest =
        IntStream.range(0, turns.length)
            .filter(i -> turns[i] != fold && !unknown.is(lessons.get(i), fold))
            .mapToObj(lessons::get)
            .toList();
    if (rest.stream().map(Lesson::intent).distinct().count() < 2) {
      return List.of();
    }
    IntentModel model = IntentModel.train(rest);
    return IntStream.range(0, turns.length)
        .filter(i -> turns[i] == fold)
        .mapToObj(lessons::get)
        .map(it -> examine(it, model, unknown.is(it, fold) ? Optional.empty() : it.intent()))
        .toList();
  }

  private static Examined examine(Lesson lesson, IntentModel model, Optional<Intent> truth) {
    return new Examined(model.opinions(lesson.words(), lesson.vector()), lesson, truth);
  }

  /** Deals each intent's sentences out in turn. */
  private static int[] turns(List<Lesson> lessons) {
    Map<Optional<Intent>, Integer> dealt = new HashMap<>();
    return lessons.stream()
        .mapToInt(lesson -> dealt.merge(lesson.intent(), 1, Integer::sum) % FOLDS)
        .toArray();
  }

  /** With more examples an intent's sentences lie closer together, and fewer have to be lost. */
  private static double rejected(OptionalDouble examples) {
    return examples.isPresent()
        ? Math.min(REJECTED, REJECTED_OF_INTENT / Math.max(1, examples.getAsDouble()))
        : REJECTED;
  }

  private static double inScope(Scope scope, List<Ranking> inside, double rejected) {
    double[] scores = inside.stream().mapToDouble(scope::of).sorted().toArray();
    return scores.length == 0 ? 0 : scores[(int) (rejected * scores.length)];
  }

  private static double acceptance(List<Answer> answers) {
    return DoubleStream.iterate(LEAST_ACCEPTANCE, p -> p < MOST_ACCEPTANCE, p -> p + STEP)
        .filter(probability -> precision(answers, probability) >= PRECISION)
        .findFirst()
        .orElse(MOST_ACCEPTANCE);
  }

  private static double precision(List<Answer> answers, double probability) {
    List<Answer> accepted =
        answers.stream().filter(a -> a.ranking().probabilityOfBest() >= probability).toList();
    long right = accepted.stream().filter(Answer::isRight).count();
    return accepted.isEmpty() ? 0 : (double) right / accepted.size();
  }
}
