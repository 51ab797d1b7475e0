package dev.deskhand.web;

import dev.deskhand.journal.TenantId;
import dev.deskhand.permissions.PersonId;
import java.time.Instant;

/**
 * What a signed text entitles to: being one person for one purpose until a time.
 *
 * @param nonce 16 random bytes in hexadecimal; makes each pass itself
 * @param expires in whole seconds
 */
record Pass(Purpose purpose, TenantId tenant, PersonId person, String nonce, Instant expires) {

  /** What a pass is good for; one never serves as the other. */
  enum Purpose {
    /** Signing in, once. */
    LOGIN("login"),
    /** Being signed in. */
    SESSION("session"),
    /** Speaking to the server from the command line of its own machine. */
    CONSOLE("console");

    private final String word;

    Purpose(String word) {
      this.word = word;
    }
  }

  private static final String VERSION = "v1";
  private static final int PARTS = 6;

  /** The text that is signed; none of its parts can contain the separator. */
  String payload() {
    return String.join(
        "|",
        VERSION,
        purpose.word,
        tenant.value(),
        person.value(),
        nonce,
        Long.toString(expires.getEpochSecond()));
  }

  /**
   * Reads what {@link #payload} wrote.
   *
   * @throws IllegalArgumentException if it is another form or purpose
   */
  static Pass parse(Purpose purpose, String payload) {
    String[] parts = payload.split("\\|", -1);
    if (parts.length != PARTS || !parts[0].equals(VERSION) || !parts[1].equals(purpose.word)) {
      throw new IllegalArgumentException("pass: unknown form or purpose");
    }
    return new Pass(
        purpose,
        new TenantId(parts[2]),
        new PersonId(parts[3]),
        parts[4],
        Instant.ofEpochSecond(Long.parseLong(parts[5])));
  }
}
