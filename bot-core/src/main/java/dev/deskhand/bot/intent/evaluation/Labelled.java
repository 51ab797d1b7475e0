package dev.deskhand.bot.intent.evaluation;

import java.util.Optional;

/**
 * A sentence, and what it is about.
 *
 * @param label an intent's id; none for what is out of scope
 */
public record Labelled(String text, Optional<String> label) {}
