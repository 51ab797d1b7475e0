package dev.deskhand.journal;

import java.time.Instant;

/**
 * An event with its place in the journal.
 *
 * @param position its place among all events; rises in the order of commits
 * @param sequence its place in its stream, from 1 without gaps
 * @param at when it was appended, in whole microseconds
 */
public record RecordedEvent(
    Position position, StreamKey key, long sequence, Instant at, Event event) {}
