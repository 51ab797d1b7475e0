package dev.deskhand.journal;

/**
 * Marks an inbox row as worked, in the commit that holds its effects.
 *
 * @param outcome what became of it, in a few words, for whoever asks later
 */
public record Handled(InboxId id, String outcome) {}
