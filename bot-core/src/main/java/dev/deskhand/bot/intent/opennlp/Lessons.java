package dev.deskhand.bot.intent.opennlp;

import dev.deskhand.bot.intent.Example;
import dev.deskhand.bot.intent.Intent;
import dev.deskhand.bot.intent.IntentCatalogue;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * All that is learnt: the catalogue's sentences, each intent's title as one more, and sentences
 * that are off topic: the catalogue's own, and common ones, but for those that come near to the
 * catalogue's.
 */
final class Lessons {
  private static final String OFF_TOPIC = "off-topic.txt";
  private static final double TOO_NEAR = 0.35;
  private static final int SAMPLE = 1_500;

  private Lessons() {}

  /** What a catalogue teaches, with what each sentence means to an encoder. */
  static List<Lesson> of(IntentCatalogue catalogue, Function<String, SentenceVector> vectors) {
    List<Lesson> lessons = new ArrayList<>();
    catalogue
        .examples()
        .forEach(
            (intent, examples) -> {
              examples.forEach(e -> add(lessons, e.text(), Optional.of(intent), vectors));
              add(lessons, intent.title(), Optional.of(intent), vectors);
            });
    if (!lessons.isEmpty()) {
      List<Words> common = common(lessons);
      for (Example example : catalogue.offTopic()) {
        add(lessons, example.text(), Optional.empty(), vectors);
      }
      common.forEach(
          words ->
              lessons.add(new Lesson(words, vectors.apply(words.sentence()), Optional.empty())));
    }
    return lessons;
  }

  /** A catalogue's sentences alone. */
  static List<Lesson> ofExamples(
      IntentCatalogue catalogue, Function<String, SentenceVector> vectors) {
    List<Lesson> lessons = new ArrayList<>();
    catalogue
        .examples()
        .forEach(
            (intent, examples) ->
                examples.forEach(e -> add(lessons, e.text(), Optional.of(intent), vectors)));
    catalogue.offTopic().forEach(e -> add(lessons, e.text(), Optional.empty(), vectors));
    return lessons;
  }

  /** At most {@value #SAMPLE} lessons of intents, dealt evenly: looking at all would take long. */
  static List<Lesson> sampleOfTaught(List<Lesson> lessons) {
    List<Lesson> taught = lessons.stream().filter(l -> l.intent().isPresent()).toList();
    if (taught.size() <= SAMPLE) {
      return taught;
    }
    double stride = (double) taught.size() / SAMPLE;
    return IntStream.range(0, SAMPLE).mapToObj(i -> taught.get((int) (i * stride))).toList();
  }

  private static void add(
      List<Lesson> lessons,
      String text,
      Optional<Intent> intent,
      Function<String, SentenceVector> vectors) {
    Words words = Normaliser.words(text);
    if (!words.isEmpty()) {
      lessons.add(new Lesson(words, vectors.apply(words.sentence()), intent));
    }
  }

  private static List<Words> common(List<Lesson> taught) {
    List<Words> words = sampleOfTaught(taught).stream().map(Lesson::words).toList();
    LexicalFeatures features = LexicalFeatures.learn(words);
    NearestExamples nearest = new NearestExamples(words.stream().map(features::of).toList());
    return offTopicText()
        .lines()
        .filter(line -> !line.startsWith("#") && !line.isBlank())
        .map(Normaliser::words)
        .filter(line -> nearest.similarity(features.of(line)) < TOO_NEAR)
        .toList();
  }

  /** The common sentences that are off topic, one a line. */
  static String offTopicText() {
    try (InputStream in = Lessons.class.getResourceAsStream(OFF_TOPIC)) {
      if (in == null) {
        throw new IllegalStateException("the distribution lacks its resource " + OFF_TOPIC);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the resource " + OFF_TOPIC, e);
    }
  }
}
