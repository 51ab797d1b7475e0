package dev.deskhand.journal;

/**
 * Something to be delivered to the outside, exactly as often as its key exists.
 *
 * @param key unique in its tenant; derived from the event that causes it, so that writing it twice
 *     is harmless
 * @param lane rows of one lane go out in the order they were written, one at a time
 * @param type a name of our own choosing, such as {@code channel-post}
 * @param version of the body's shape, from 1
 * @param body a JSON object
 */
public record OutboxRow(DeliveryKey key, String lane, String type, int version, String body) {}
