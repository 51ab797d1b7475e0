package dev.deskhand.journal;

/**
 * A fact about a stream, as it is stored.
 *
 * @param type a name of our own choosing, in the past tense, such as {@code step-failed}
 * @param version of the body's shape, from 1; a reader understands every version ever written
 * @param body a JSON object
 */
public record Event(String type, int version, String body) {}
