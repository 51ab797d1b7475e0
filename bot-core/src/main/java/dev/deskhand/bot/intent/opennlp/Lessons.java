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

  /** A sentence of a catalogue, before it is known what it means to an encoder. */
  private record Sentence(Words words, Optional<Intent> intent) {
    Lesson lesson(Function<String, SentenceVector> vectors) {
      return new Lesson(words, vectors.apply(words.sentence()), intent);
    }
  }

  /**
   * What a catalogue teaches, with what each sentence means to an encoder.
   *
   * @param vectors is asked by several threads at once
   */
  static List<Lesson> of(IntentCatalogue catalogue, Function<String, SentenceVector> vectors) {
    List<Sentence> sentences = new ArrayList<>();
    catalogue
        .examples()
        .forEach(
            (intent, examples) -> {
              examples.forEach(e -> add(sentences, e.text(), Optional.of(intent)));
              add(sentences, intent.title(), Optional.of(intent));
            });
    if (!sentences.isEmpty()) {
      List<Words> common = common(sentences);
      for (Example example : catalogue.offTopic()) {
        add(sentences, example.text(), Optional.empty());
      }
      common.forEach(words -> sentences.add(new Sentence(words, Optional.empty())));
    }
    return lessons(sentences, vectors);
  }

  /**
   * A catalogue's sentences alone.
   *
   * @param vectors is asked by several threads at once
   */
  static List<Lesson> ofExamples(
      IntentCatalogue catalogue, Function<String, SentenceVector> vectors) {
    List<Sentence> sentences = new ArrayList<>();
    catalogue
        .examples()
        .forEach(
            (intent, examples) ->
                examples.forEach(e -> add(sentences, e.text(), Optional.of(intent))));
    catalogue.offTopic().forEach(e -> add(sentences, e.text(), Optional.empty()));
    return lessons(sentences, vectors);
  }

  private static List<Lesson> lessons(
      List<Sentence> sentences, Function<String, SentenceVector> vectors) {
    return sentences.parallelStream().map(sentence -> sentence.lesson(vectors)).toList();
  }

  static boolean haveVectors(List<Lesson> lessons) {
    return lessons.getFirst().vector().values().length > 0;
  }

  /** At most {@value #SAMPLE} lessons of intents, dealt evenly: looking at all would take long. */
  static List<Lesson> sampleOfTaught(List<Lesson> lessons) {
    return sample(lessons.stream().filter(l -> l.intent().isPresent()).toList());
  }

  private static <T> List<T> sample(List<T> taught) {
    if (taught.size() <= SAMPLE) {
      return taught;
    }
    double stride = (double) taught.size() / SAMPLE;
    return IntStream.range(0, SAMPLE).mapToObj(i -> taught.get((int) (i * stride))).toList();
  }

  private static void add(List<Sentence> sentences, String text, Optional<Intent> intent) {
    Words words = Normaliser.words(text);
    if (!words.isEmpty()) {
      sentences.add(new Sentence(words, intent));
    }
  }

  private static List<Words> common(List<Sentence> taught) {
    List<Words> words = sample(taught).stream().map(Sentence::words).toList();
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
