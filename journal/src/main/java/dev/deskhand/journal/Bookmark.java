package dev.deskhand.journal;

/** How far a named reader has come in the journal; moved in the commit of what it derived. */
public record Bookmark(String reader, Position position) {}
