package dev.deskhand.web;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;

/**
 * Texts that we give to a browser and take back, signed with the login key, each for one purpose
 * and a while: base64url of expiry and text, a dot, base64url of the HMAC-SHA256. Thread-safe.
 */
final class Notes {
  private static final int LONGEST = 100_000;

  private final LoginKey key;
  private final InstantSource clock;

  /** What a note is good for; one never serves as the other. */
  enum Purpose {
    /** Coming back from an issuer, in the browser that was sent there. */
    OIDC_INTENT,
    /** Having proved an account that nobody knows. */
    NEWCOMER,
    /** Going to a page once one is signed in. */
    DESTINATION
  }

  Notes(LoginKey key, InstantSource clock) {
    this.key = key;
    this.clock = clock;
  }

  String write(Purpose purpose, String text, Duration good) {
    String payload = clock.instant().plus(good).getEpochSecond() + "|" + text;
    return encoded(payload.getBytes(StandardCharsets.UTF_8))
        + "."
        + encoded(key.sign(signed(purpose, payload)));
  }

  /** The text again; empty for what is forged, for something else, or too old. */
  Optional<String> read(Purpose purpose, String note) {
    int dot = note.indexOf('.');
    if (dot < 0 || note.length() > LONGEST) {
      return Optional.empty();
    }
    try {
      String payload =
          new String(Base64.getUrlDecoder().decode(note.substring(0, dot)), StandardCharsets.UTF_8);
      byte[] mac = Base64.getUrlDecoder().decode(note.substring(dot + 1));
      if (!encoded(mac).equals(note.substring(dot + 1))
          || !key.fits(signed(purpose, payload), mac)) {
        return Optional.empty();
      }
      int bar = payload.indexOf('|');
      Instant until = Instant.ofEpochSecond(Long.parseLong(payload.substring(0, bar)));
      return clock.instant().isBefore(until)
          ? Optional.of(payload.substring(bar + 1))
          : Optional.empty();
    } catch (IllegalArgumentException _) {
      // Not base64, so not ours.
      return Optional.empty();
    }
  }

  /** A secret that only we can derive from a text, for one purpose. */
  String derived(String purpose, String text) {
    return encoded(key.sign("derived|" + purpose + "|" + text));
  }

  private static String signed(Purpose purpose, String payload) {
    return "note|" + purpose + "|" + payload;
  }

  private static String encoded(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
