package dev.deskhand.bot.intent.opennlp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import opennlp.tools.ml.model.Event;
import opennlp.tools.ml.model.MaxentModel;

/**
 * Tier B: a classifier of sentences' vectors, seen from the middle of all that was taught, which
 * brings out what tells them apart. Thread-safe.
 */
final class SentenceModel {
  private static final int ROUNDS = 15;
  private static final double STEP = 1;

  private final float[] middle;
  private final float[][] examples;
  private final TaughtVectors taught;
  private final Classifier classifier;
  private final int[] all;

  private SentenceModel(List<Lesson> lessons, float[] middle, MaxentModel classifier) {
    this.middle = middle;
    this.classifier = Classifier.of(classifier, List.of(namesOf(middle.length)));
    this.all = this.classifier.all();
    this.examples =
        Lessons.sampleOfTaught(lessons).stream()
            .map(lesson -> lesson.vector().from(middle))
            .toArray(float[][]::new);
    this.taught = new TaughtVectors(lessons, middle, this.classifier.outcomes());
  }

  static SentenceModel train(List<Lesson> lessons) {
    float[] middle = middleOf(lessons);
    String[] names = namesOf(middle.length);
    List<Event> events = new ArrayList<>();
    for (Lesson lesson : lessons) {
      events.add(new Event(lesson.outcome(), names, lesson.vector().from(middle)));
    }
    return new SentenceModel(lessons, middle, MaxEntTrainer.train(events, ROUNDS, STEP));
  }

  /** The same model from a classifier that was trained before on these lessons. */
  static SentenceModel restore(List<Lesson> lessons, MaxentModel classifier) {
    return new SentenceModel(lessons, middleOf(lessons), classifier);
  }

  Classifier classifier() {
    return classifier;
  }

  float[] seen(SentenceVector vector) {
    return vector.from(middle);
  }

  /** Logarithms of the outcomes' probabilities. */
  double[] logarithms(float[] seen, double least) {
    return classifier.logarithms(all, seen, least);
  }

  /** How near it comes to the examples of the likeliest outcomes. */
  TaughtVectors.Look look(float[] seen, double[] logarithms) {
    return taught.look(seen, logarithms);
  }

  /** To each of the lessons that {@link Lessons#sampleOfTaught} deals. */
  double[] similarities(float[] seen) {
    return Arrays.stream(examples).mapToDouble(example -> product(example, seen)).toArray();
  }

  static double product(float[] one, float[] other) {
    float a = 0;
    float b = 0;
    float c = 0;
    float d = 0;
    int i = 0;
    for (; i + 3 < one.length; i += 4) {
      a += one[i] * other[i];
      b += one[i + 1] * other[i + 1];
      c += one[i + 2] * other[i + 2];
      d += one[i + 3] * other[i + 3];
    }
    for (; i < one.length; i++) {
      a += one[i] * other[i];
    }
    return a + b + c + d;
  }

  private static String[] namesOf(int size) {
    return IntStream.range(0, size).mapToObj(i -> "d" + i).toArray(String[]::new);
  }

  private static float[] middleOf(List<Lesson> lessons) {
    float[] middle = new float[lessons.getFirst().vector().values().length];
    for (Lesson lesson : lessons) {
      for (int i = 0; i < middle.length; i++) {
        middle[i] += lesson.vector().values()[i] / lessons.size();
      }
    }
    return middle;
  }
}
