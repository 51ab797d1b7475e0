package dev.deskhand.bot.intent.opennlp;

import dev.deskhand.bot.intent.Intent;
import dev.deskhand.bot.intent.IntentCatalogue;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All that is learnt: the catalogue's sentences, each intent's title as one more, and sentences
 * that are off topic, but for those that come near to the catalogue's own.
 */
final class Lessons {
  private static final String OFF_TOPIC = "off-topic.txt";
  private static final double TOO_NEAR = 0.35;

  private Lessons() {}

  static List<Lesson> of(IntentCatalogue catalogue) {
    List<Lesson> lessons = new ArrayList<>();
    catalogue
        .examples()
        .forEach(
            (intent, examples) -> {
              examples.forEach(example -> add(lessons, example.text(), intent));
              add(lessons, intent.title(), intent);
            });
    if (!lessons.isEmpty()) {
      lessons.addAll(offTopic(lessons));
    }
    return lessons;
  }

  private static void add(List<Lesson> lessons, String text, Intent intent) {
    Words words = Normaliser.words(text);
    if (!words.isEmpty()) {
      lessons.add(new Lesson(words, Optional.of(intent)));
    }
  }

  private static List<Lesson> offTopic(List<Lesson> taught) {
    List<Words> words = taught.stream().map(Lesson::words).toList();
    LexicalFeatures features = LexicalFeatures.learn(words);
    NearestExamples nearest = new NearestExamples(words.stream().map(features::of).toList());
    return offTopicText()
        .lines()
        .filter(line -> !line.startsWith("#") && !line.isBlank())
        .map(Normaliser::words)
        .filter(line -> nearest.similarity(features.of(line)) < TOO_NEAR)
        .map(line -> new Lesson(line, Optional.empty()))
        .toList();
  }

  /** The sentences that are off topic, one a line. */
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
