package dev.deskhand.bot.intent;

/**
 * A value found in an utterance.
 *
 * @param name the input that it fills, such as {@code host}
 */
public record Slot(String name, String value) {}
