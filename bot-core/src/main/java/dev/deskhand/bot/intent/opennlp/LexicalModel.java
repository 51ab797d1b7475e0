package dev.deskhand.bot.intent.opennlp;

import java.util.ArrayList;
import java.util.List;
import opennlp.tools.ml.model.Event;
import opennlp.tools.ml.model.MaxentModel;

/** Tier A: a classifier of the words themselves. Thread-safe. */
final class LexicalModel {
  private static final int ROUNDS = 10;
  private static final double STEP = 0.5;

  private final LexicalFeatures features;
  private final NearestExamples nearest;
  private final MaxentModel classifier;

  private LexicalModel(List<Lesson> lessons, LexicalFeatures features, MaxentModel classifier) {
    this.features = features;
    this.classifier = classifier;
    this.nearest =
        new NearestExamples(
            Lessons.sampleOfTaught(lessons).stream().map(l -> features.of(l.words())).toList());
  }

  static LexicalModel train(List<Lesson> lessons) {
    LexicalFeatures features = featuresOf(lessons);
    List<Event> events = new ArrayList<>();
    for (Lesson lesson : lessons) {
      FeatureVector vector = features.of(lesson.words());
      events.add(new Event(lesson.outcome(), vector.names(), vector.weights()));
    }
    return new LexicalModel(lessons, features, MaxEntTrainer.train(events, ROUNDS, STEP));
  }

  /** The same model from a classifier that was trained before on these lessons. */
  static LexicalModel restore(List<Lesson> lessons, MaxentModel classifier) {
    return new LexicalModel(lessons, featuresOf(lessons), classifier);
  }

  MaxentModel classifier() {
    return classifier;
  }

  FeatureVector featuresOf(Words words) {
    return features.of(words);
  }

  double[] probabilities(FeatureVector vector) {
    return classifier.eval(vector.names(), vector.weights());
  }

  /** To the nearest examples, 0 to 1. */
  double similarity(FeatureVector vector) {
    return nearest.similarity(vector);
  }

  /** To each of the lessons that {@link Lessons#sampleOfTaught} deals. */
  double[] similarities(FeatureVector vector) {
    return nearest.cosines(vector);
  }

  private static LexicalFeatures featuresOf(List<Lesson> lessons) {
    return LexicalFeatures.learn(lessons.stream().map(Lesson::words).toList());
  }
}
