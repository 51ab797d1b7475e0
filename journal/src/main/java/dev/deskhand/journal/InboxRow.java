package dev.deskhand.journal;

import java.time.Instant;

/** An accepted delivery that waits for its work. */
public record InboxRow(InboxId id, Instant acceptedAt, Delivery delivery) {}
