package dev.deskhand.journal;

/** An accepted delivery's number; rises in the order of acceptance. */
public record InboxId(long value) {}
