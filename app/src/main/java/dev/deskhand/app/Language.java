package dev.deskhand.app;

import dev.deskhand.app.config.Settings;
import dev.deskhand.bot.intent.IntentCatalogue;
import dev.deskhand.bot.intent.IntentParser;
import dev.deskhand.bot.intent.IntentParserException;
import dev.deskhand.bot.intent.Interpretation;
import dev.deskhand.bot.intent.Scores;
import dev.deskhand.bot.intent.opennlp.OpenNlpIntentParser;
import dev.deskhand.bot.intent.opennlp.RecentSentences;
import dev.deskhand.bot.intent.opennlp.Scoring;
import dev.deskhand.bot.intent.opennlp.SentenceEncoder;
import dev.deskhand.bot.intent.opennlp.onnx.OnnxSentenceEncoder;
import java.nio.file.Path;
import org.slf4j.LoggerFactory;

/** How sentences are understood. */
@FunctionalInterface
interface Language {
  /** Not at all. */
  Language NONE = intents -> utterance -> new Interpretation.Unrecognized();

  /** A parser that knows a catalogue; takes its time. */
  IntentParser parser(IntentCatalogue intents);

  /** How well a catalogue's sentences are understood by a model of the others; takes its time. */
  default Scores scores(IntentCatalogue intents) {
    return Scores.NONE;
  }

  /** By the models that are shipped, learned once for a catalogue and kept in the data folder. */
  static Language of(Settings settings) {
    return new Language() {
      @Override
      public IntentParser parser(IntentCatalogue intents) {
        return OpenNlpIntentParser.learn(intents, models(settings), encoder(settings));
      }

      @Override
      public Scores scores(IntentCatalogue intents) {
        return Scoring.of(intents, models(settings), encoder(settings));
      }
    };
  }

  private static Path models(Settings settings) {
    return settings.data().resolve("models");
  }

  /** What is wanted; where a machine can't run that, words alone are better than nothing. */
  private static SentenceEncoder encoder(Settings settings) {
    return switch (settings.offered().understanding()) {
      case WORDS -> SentenceEncoder.NONE;
      case SENTENCES -> {
        try {
          yield new RecentSentences(OnnxSentenceEncoder.load());
        } catch (IntentParserException e) {
          LoggerFactory.getLogger(Language.class)
              .warn("sentence-model-missing understanding=words reason={}", e.getMessage());
          yield SentenceEncoder.NONE;
        }
      }
    };
  }
}
