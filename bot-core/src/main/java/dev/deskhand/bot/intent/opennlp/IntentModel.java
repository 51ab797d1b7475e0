package dev.deskhand.bot.intent.opennlp;

import dev.deskhand.bot.intent.Explanation;
import dev.deskhand.bot.intent.Intent;
import dev.deskhand.bot.intent.opennlp.Opinions.Nearness;
import dev.deskhand.bot.intent.opennlp.Opinions.Voices;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.IntStream;
import opennlp.tools.ml.model.MaxentModel;

/** The classifiers of both tiers with what they were taught. Thread-safe. */
final class IntentModel {
  private static final double LEAST = 1e-9;

  private final LexicalModel lexical;
  private final Optional<SentenceModel> sentences;
  private final List<Lesson> examples;
  private final OptionalDouble count;
  private final Set<String> vocabulary = new HashSet<>();
  private final List<Optional<Intent>> outcomes;

  /** Where the sentences' classifier keeps what stands at a place of the words' classifier. */
  private final int[] places;

  /**
   * What learning makes and a cache keeps.
   *
   * @param sentences none where there is no encoder
   */
  record Classifiers(MaxentModel lexical, Optional<MaxentModel> sentences) {}

  private IntentModel(
      List<Lesson> lessons, LexicalModel lexical, Optional<SentenceModel> sentences) {
    this.lexical = lexical;
    this.sentences = sentences;
    this.examples = Lessons.sampleOfTaught(lessons);
    this.count = examples(lessons);
    Map<String, Optional<Intent>> byName = new HashMap<>();
    for (Lesson lesson : lessons) {
      byName.putIfAbsent(lesson.outcome(), lesson.intent());
      if (lesson.intent().isPresent()) {
        vocabulary.addAll(lesson.words().stems());
      }
    }
    List<String> known = lexical.classifier().outcomes();
    this.outcomes =
        known.stream().map(outcome -> Objects.requireNonNull(byName.get(outcome))).toList();
    List<String> theirs = sentences.map(it -> it.classifier().outcomes()).orElse(known);
    this.places = known.stream().mapToInt(theirs::indexOf).toArray();
  }

  /** Trains on lessons of two different intents, or one and off-topic, at least. */
  static IntentModel train(List<Lesson> lessons) {
    return new IntentModel(
        lessons,
        LexicalModel.train(lessons),
        Lessons.haveVectors(lessons)
            ? Optional.of(SentenceModel.train(lessons))
            : Optional.empty());
  }

  /** The same model from classifiers that were trained before on these lessons. */
  static IntentModel restore(List<Lesson> lessons, Classifiers classifiers) {
    return new IntentModel(
        lessons,
        LexicalModel.restore(lessons, classifiers.lexical()),
        classifiers.sentences().map(kept -> SentenceModel.restore(lessons, kept)));
  }

  Classifiers classifiers() {
    return new Classifiers(
        lexical.classifier().model(), sentences.map(it -> it.classifier().model()));
  }

  /** Asks both tiers. */
  Opinions opinions(Words words, SentenceVector vector) {
    FeatureVector features = lexical.featuresOf(words);
    double[] byWords = lexical.logarithms(features, LEAST);
    double coverage = words.shareOf(vocabulary);
    if (sentences.isEmpty()) {
      Nearness nearness = new Nearness(lexical.similarity(features), coverage);
      return new Opinions(outcomes, Voices.ofWords(byWords), nearness);
    }
    SentenceModel model = sentences.get();
    float[] seen = model.seen(vector);
    double[] likelihoods = model.logarithms(seen, Double.MIN_NORMAL);
    TaughtVectors.Look look = model.look(seen, likelihoods);
    double[] bySentence = atLeast(Math.log(LEAST), likelihoods);
    Voices voices = new Voices(placed(bySentence), byWords, placed(look.densities()));
    return new Opinions(outcomes, voices, new Nearness(look.similarity(), coverage));
  }

  private static double[] atLeast(double least, double[] logarithms) {
    return Arrays.stream(logarithms).map(it -> Math.max(it, least)).toArray();
  }

  private double[] placed(double[] bySentence) {
    double[] placed = new double[bySentence.length];
    for (int i = 0; i < placed.length; i++) {
      placed[i] = bySentence[places[i]];
    }
    return placed;
  }

  /** The examples that an utterance is most like, the nearest first. */
  List<Explanation.Near> nearest(Words words, SentenceVector vector, int count) {
    double[] similarities =
        sentences
            .map(model -> model.similarities(model.seen(vector)))
            .orElseGet(() -> lexical.similarities(lexical.featuresOf(words)));
    return IntStream.range(0, similarities.length)
        .boxed()
        .sorted(Comparator.comparingDouble((Integer i) -> similarities[i]).reversed())
        .limit(count)
        .flatMap(i -> near(examples.get(i), similarities[i]).stream())
        .toList();
  }

  private static Optional<Explanation.Near> near(Lesson lesson, double similarity) {
    return lesson
        .intent()
        .map(intent -> new Explanation.Near(lesson.words().sentence(), intent, similarity));
  }

  /** How many examples an intent has, on average; none where sentences have no vectors. */
  OptionalDouble examples() {
    return count;
  }

  static OptionalDouble examples(List<Lesson> lessons) {
    long intents = lessons.stream().flatMap(it -> it.intent().stream()).distinct().count();
    long taught = lessons.stream().filter(it -> it.intent().isPresent()).count();
    return Lessons.haveVectors(lessons)
        ? OptionalDouble.of((double) taught / Math.max(1, intents))
        : OptionalDouble.empty();
  }
}
