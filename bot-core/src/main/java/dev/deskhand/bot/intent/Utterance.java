package dev.deskhand.bot.intent;

/** A sentence to be understood, as it was said. */
public record Utterance(String text) {}
