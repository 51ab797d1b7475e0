package dev.deskhand.bot.intent.opennlp;

import dev.deskhand.bot.intent.Intent;
import java.util.Optional;

/**
 * A sentence to learn from.
 *
 * @param vector its meaning, if there is an encoder
 * @param intent none for what is off topic
 */
record Lesson(Words words, SentenceVector vector, Optional<Intent> intent) {

  /** The name of what it teaches, among a classifier's outcomes. */
  String outcome() {
    return outcome(intent);
  }

  static String outcome(Optional<Intent> intent) {
    return intent.map(known -> known.kind() + "/" + known.id()).orElse("(off topic)");
  }
}
