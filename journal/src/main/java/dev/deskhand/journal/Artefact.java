package dev.deskhand.journal;

/**
 * A text that is too long to stand in an event: it is kept beside the events, once for all that
 * have the same, and found by its digest.
 *
 * @param sha256 of its UTF-8 bytes, in hexadecimal digits
 */
public record Artefact(String sha256, String text) {
  public static Artefact of(String text) {
    return new Artefact(Sha256.hex(text), text);
  }
}
