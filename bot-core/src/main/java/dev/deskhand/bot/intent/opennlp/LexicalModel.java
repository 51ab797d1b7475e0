package dev.deskhand.bot.intent.opennlp;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import opennlp.tools.ml.model.Event;
import opennlp.tools.ml.model.MaxentModel;

/** Tier A: a classifier of the words themselves. Thread-safe. */
final class LexicalModel {
  private static final int ROUNDS = 10;
  private static final double STEP = 0.5;

  private final LexicalFeatures features;
  private final Optional<NearestExamples> nearest;
  private final Classifier classifier;

  private LexicalModel(List<Lesson> lessons, LexicalFeatures features, MaxentModel classifier) {
    this.features = features;
    this.classifier = Classifier.of(classifier, features.names());
    this.nearest =
        Lessons.haveVectors(lessons)
            ? Optional.empty()
            : Optional.of(
                new NearestExamples(
                    Lessons.sampleOfTaught(lessons).stream()
                        .map(lesson -> features.of(lesson.words()))
                        .toList()));
  }

  static LexicalModel train(List<Lesson> lessons) {
    LexicalFeatures features = featuresOf(lessons);
    List<Event> events = new ArrayList<>();
    for (Lesson lesson : lessons) {
      FeatureVector vector = features.of(lesson.words());
      String[] names =
          IntStream.of(vector.terms()).mapToObj(features.names()::get).toArray(String[]::new);
      events.add(new Event(lesson.outcome(), names, vector.weights()));
    }
    return new LexicalModel(lessons, features, MaxEntTrainer.train(events, ROUNDS, STEP));
  }

  /** The same model from a classifier that was trained before on these lessons. */
  static LexicalModel restore(List<Lesson> lessons, MaxentModel classifier) {
    return new LexicalModel(lessons, featuresOf(lessons), classifier);
  }

  Classifier classifier() {
    return classifier;
  }

  FeatureVector featuresOf(Words words) {
    return features.of(words);
  }

  /** Logarithms of the outcomes' probabilities. */
  double[] logarithms(FeatureVector vector, double least) {
    return classifier.logarithms(vector.terms(), vector.weights(), least);
  }

  /** To the nearest examples, 0 to 1; 0 where sentences have vectors, which tell better. */
  double similarity(FeatureVector vector) {
    return nearest.map(examples -> examples.similarity(vector)).orElse(0.0);
  }

  /** To each of the lessons that {@link Lessons#sampleOfTaught} deals. */
  double[] similarities(FeatureVector vector) {
    return nearest.map(examples -> examples.cosines(vector)).orElseGet(() -> new double[0]);
  }

  private static LexicalFeatures featuresOf(List<Lesson> lessons) {
    return LexicalFeatures.learn(lessons.stream().map(Lesson::words).toList());
  }
}
