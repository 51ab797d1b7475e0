package dev.deskhand.bot.intent;

import java.util.List;

/** Understands utterances. Thread-safe; a call takes well under 10 ms. */
public interface IntentParser {
  Interpretation parse(Utterance utterance);

  /** The same, with the figures behind it as far as a parser has any. */
  default Understanding understand(Utterance utterance) {
    return new Understanding(parse(utterance), List.of());
  }

  /** Why an utterance is understood as it is, as far as a parser can tell; may take longer. */
  default Explanation explain(Utterance utterance) {
    return new Explanation(
        parse(utterance), utterance.text(), List.of(), List.of(), List.of(), List.of(), 0);
  }
}
