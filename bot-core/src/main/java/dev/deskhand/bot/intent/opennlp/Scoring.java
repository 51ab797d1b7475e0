package dev.deskhand.bot.intent.opennlp;

import dev.deskhand.bot.intent.Intent;
import dev.deskhand.bot.intent.IntentCatalogue;
import dev.deskhand.bot.intent.Scores;
import dev.deskhand.bot.intent.Scores.Score;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Measures a catalogue on itself. */
public final class Scoring {
  private Scoring() {}

  /**
   * How well its sentences are understood by a model of the others, by cross-validation; an
   * intent's title is a sentence of it. Takes some five times as long as learning it does.
   */
  public static Scores of(IntentCatalogue catalogue, Path cacheDirectory, SentenceEncoder encoder) {
    List<Lesson> lessons = Lessons.of(catalogue, new KeptVectors(encoder, cacheDirectory)::of);
    Map<Intent, Score> scores = new LinkedHashMap<>();
    catalogue.intents().forEach(intent -> scores.put(intent, Score.NOTHING));
    CrossValidation.heldOut(
        lessons,
        (lesson, ranking) ->
            lesson.intent().ifPresent(it -> scores.merge(it, score(it, ranking), Score::with)));
    return new Scores(scores);
  }

  private static Score score(Intent intent, Ranking ranking) {
    boolean isRight = ranking.candidates().getFirst().intent().equals(intent);
    return new Score(isRight ? 1 : 0, 1);
  }
}
