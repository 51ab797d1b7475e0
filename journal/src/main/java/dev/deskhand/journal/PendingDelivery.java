package dev.deskhand.journal;

import java.time.Instant;

/**
 * An outbox row that waits to go out.
 *
 * @param attempts how often it was begun before; above 0 the outside may have it already
 * @param dueAt not before this
 */
public record PendingDelivery(
    TenantId tenant, long number, OutboxRow row, int attempts, Instant dueAt) {}
