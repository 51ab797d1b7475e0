package dev.deskhand.bot.intent.opennlp;

import dev.deskhand.bot.intent.Intent;
import dev.deskhand.bot.intent.opennlp.Ranking.Candidate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import opennlp.tools.ml.model.Event;
import opennlp.tools.ml.model.MaxentModel;

/** A classifier with the features and examples that it was trained on. Thread-safe. */
final class IntentModel {
  private static final String OFF_TOPIC = "(off topic)";

  private final LexicalFeatures features;
  private final NearestExamples nearest;
  private final MaxentModel classifier;
  private final Spelling spelling;
  private final Set<String> vocabulary = new HashSet<>();
  private final Map<String, Intent> intents = new LinkedHashMap<>();

  private IntentModel(List<Lesson> lessons, LexicalFeatures features, MaxentModel classifier) {
    this.features = features;
    this.classifier = classifier;
    List<Lesson> taught = lessons.stream().filter(lesson -> lesson.intent().isPresent()).toList();
    this.nearest =
        new NearestExamples(taught.stream().map(lesson -> features.of(lesson.words())).toList());
    this.spelling = new Spelling(lessons.stream().map(Lesson::words).toList());
    taught.forEach(lesson -> vocabulary.addAll(lesson.words().stems()));
    taught.stream()
        .flatMap(lesson -> lesson.intent().stream())
        .forEach(intent -> intents.putIfAbsent(outcome(Optional.of(intent)), intent));
  }

  /** Trains on lessons of two different intents, or one and off-topic, at least. */
  static IntentModel train(List<Lesson> lessons) {
    LexicalFeatures features = featuresOf(lessons);
    List<Event> events = new ArrayList<>();
    for (Lesson lesson : lessons) {
      FeatureVector vector = features.of(lesson.words());
      events.add(new Event(outcome(lesson.intent()), vector.names(), vector.weights()));
    }
    return new IntentModel(lessons, features, MaxEntTrainer.train(events));
  }

  /** The same model from a classifier that was trained before on these lessons. */
  static IntentModel restore(List<Lesson> lessons, MaxentModel classifier) {
    return new IntentModel(lessons, featuresOf(lessons), classifier);
  }

  MaxentModel classifier() {
    return classifier;
  }

  Ranking rank(Words said) {
    Words words = spelling.repair(said);
    FeatureVector vector = features.of(words);
    double[] probabilities = classifier.eval(vector.names(), vector.weights());
    List<Candidate> candidates = new ArrayList<>();
    double offTopic = 0;
    for (int i = 0; i < probabilities.length; i++) {
      Intent intent = intents.get(classifier.getOutcome(i));
      if (intent == null) {
        offTopic = probabilities[i];
      } else {
        candidates.add(new Candidate(intent, probabilities[i]));
      }
    }
    return new Ranking(candidates, offTopic, nearest.similarity(vector), words.shareOf(vocabulary));
  }

  private static LexicalFeatures featuresOf(List<Lesson> lessons) {
    return LexicalFeatures.learn(lessons.stream().map(Lesson::words).toList());
  }

  private static String outcome(Optional<Intent> intent) {
    return intent.map(known -> known.kind() + "/" + known.id()).orElse(OFF_TOPIC);
  }
}
