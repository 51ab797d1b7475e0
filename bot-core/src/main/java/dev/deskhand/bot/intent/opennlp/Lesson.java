package dev.deskhand.bot.intent.opennlp;

import dev.deskhand.bot.intent.Intent;
import java.util.Optional;

/**
 * A sentence to learn from.
 *
 * @param intent none for what is off topic
 */
record Lesson(Words words, Optional<Intent> intent) {}
