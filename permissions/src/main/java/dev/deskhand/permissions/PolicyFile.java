package dev.deskhand.permissions;

/**
 * A file of policies, or their schema.
 *
 * @param name as it appears in messages
 * @param text in Cedar's own language
 */
public record PolicyFile(String name, String text) {}
