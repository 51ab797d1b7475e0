package dev.deskhand.bot.intent.opennlp;

import dev.deskhand.bot.intent.Intent;
import dev.deskhand.bot.intent.IntentCatalogue;
import dev.deskhand.bot.intent.opennlp.Ranking.Candidate;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What authors should look at in a catalogue's sentences. */
public final class Review {
  private static final double TWINS_BY_SENTENCE = 0.85;
  private static final double TWINS_BY_WORDS = 0.6;
  private static final int FEW = 10;

  private Review() {}

  /** Something to look at. */
  public sealed interface Finding {
    /**
     * A sentence that a model of the others takes for another intent's.
     *
     * @param probability of the other intent
     */
    record Confused(String text, Intent intent, Intent taken, double probability)
        implements Finding {}

    /** Two sentences of different intents that say about the same. */
    record Twins(String text, Intent intent, String other, Intent otherIntent) implements Finding {}

    /** An intent with few examples. */
    record Few(Intent intent, int examples) implements Finding {}
  }

  /**
   * Reviews a catalogue: confusions, the surest first, then twins, then intents with few examples.
   * Takes as long as learning it does.
   */
  public static List<Finding> of(
      IntentCatalogue catalogue, Path cacheDirectory, SentenceEncoder encoder) {
    KeptVectors vectors = new KeptVectors(encoder, cacheDirectory);
    List<Lesson> lessons = Lessons.of(catalogue, vectors::of);
    vectors.keep();
    List<Finding> findings = new ArrayList<>();
    if (!lessons.isEmpty()) {
      findings.addAll(confused(lessons));
      findings.addAll(twins(Lessons.ofExamples(catalogue, vectors::of)));
    }
    catalogue
        .examples()
        .forEach(
            (intent, examples) -> {
              if (examples.size() < FEW) {
                findings.add(new Finding.Few(intent, examples.size()));
              }
            });
    return findings;
  }

  private static List<Finding.Confused> confused(List<Lesson> lessons) {
    List<Finding.Confused> confused = new ArrayList<>();
    CrossValidation.heldOut(
        lessons,
        (lesson, ranking) -> {
          Candidate best = ranking.candidates().getFirst();
          Optional<Intent> intent = lesson.intent();
          if (intent.isPresent() && !best.intent().equals(intent.get())) {
            confused.add(
                new Finding.Confused(
                    lesson.words().sentence(), intent.get(), best.intent(), best.probability()));
          }
        });
    confused.sort(Comparator.comparingDouble(Finding.Confused::probability).reversed());
    return confused;
  }

  private static List<Finding.Twins> twins(List<Lesson> lessons) {
    LexicalFeatures features = LexicalFeatures.learn(lessons.stream().map(Lesson::words).toList());
    List<FeatureVector> weighed = lessons.stream().map(l -> features.of(l.words())).toList();
    List<Finding.Twins> twins = new ArrayList<>();
    for (int i = 0; i < lessons.size(); i++) {
      NearestExamples one = new NearestExamples(List.of(weighed.get(i)));
      for (int j = 0; j < i; j++) {
        Lesson lesson = lessons.get(i);
        Lesson other = lessons.get(j);
        if (!lesson.intent().equals(other.intent())
            && lesson.intent().isPresent()
            && other.intent().isPresent()
            && (one.similarity(weighed.get(j)) >= TWINS_BY_WORDS
                || likeness(lesson, other) >= TWINS_BY_SENTENCE)) {
          twins.add(
              new Finding.Twins(
                  lesson.words().sentence(),
                  lesson.intent().get(),
                  other.words().sentence(),
                  other.intent().get()));
        }
      }
    }
    return twins;
  }

  private static double likeness(Lesson one, Lesson other) {
    return SentenceModel.product(one.vector().values(), other.vector().values());
  }
}
