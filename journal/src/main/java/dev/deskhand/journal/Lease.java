package dev.deskhand.journal;

/**
 * The right to write to the streams of one partition.
 *
 * @param epoch rises each time the partition changes hands; an append with an older one is refused
 */
public record Lease(int partition, long epoch) {}
