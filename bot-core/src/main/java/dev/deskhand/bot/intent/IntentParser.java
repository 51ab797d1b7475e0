package dev.deskhand.bot.intent;

/** Understands utterances. Thread-safe; a call takes well under 10 ms. */
public interface IntentParser {
  Interpretation parse(Utterance utterance);
}
