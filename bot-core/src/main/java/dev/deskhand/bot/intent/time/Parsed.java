package dev.deskhand.bot.intent.time;

/**
 * Something that was read.
 *
 * @param end index of the word behind it
 */
record Parsed<T>(T value, int end) {}
