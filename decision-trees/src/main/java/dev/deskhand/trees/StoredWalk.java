package dev.deskhand.trees;

import dev.deskhand.journal.StreamKey;
import java.time.Instant;

/**
 * A walk and the event up to which it is known.
 *
 * @param sequence of its last event
 * @param changedAt when its last event was appended
 */
public record StoredWalk(StreamKey key, long sequence, Walk walk, Instant changedAt) {}
