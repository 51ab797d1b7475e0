package dev.deskhand.app;

import dev.deskhand.app.config.Settings;
import dev.deskhand.bot.intent.IntentCatalogue;
import dev.deskhand.bot.intent.IntentParser;
import dev.deskhand.bot.intent.Interpretation;
import dev.deskhand.bot.intent.opennlp.OpenNlpIntentParser;

/** How sentences are understood. */
@FunctionalInterface
interface Language {
  /** Not at all. */
  Language NONE = intents -> utterance -> new Interpretation.Unrecognized();

  /** A parser that knows a catalogue; takes its time. */
  IntentParser parser(IntentCatalogue intents);

  /** By the models that are shipped, learned once for a catalogue and kept in the data folder. */
  static Language of(Settings settings) {
    return intents -> OpenNlpIntentParser.learn(intents, settings.data().resolve("models"));
  }
}
