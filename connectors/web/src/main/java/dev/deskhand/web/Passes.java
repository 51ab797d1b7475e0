package dev.deskhand.web;

import dev.deskhand.journal.TenantId;
import dev.deskhand.permissions.PersonId;
import dev.deskhand.web.Pass.Purpose;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HexFormat;

/**
 * Issues and reads passes. A token is base64url(payload) + {@code .} + base64url(HMAC-SHA256 of the
 * payload), both without padding. Thread-safe.
 */
final class Passes {
  private static final int MAX_CHARACTERS = 1_000;
  private static final int NONCE_BYTES = 16;

  private final LoginKey key;
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();

  /** What a token turned out to be. */
  sealed interface Reading {
    record Valid(Pass pass) implements Reading {}

    /** Ours, but its time is over. */
    record Expired(Pass pass) implements Reading {}

    /** Not made with our key, or for something else. */
    record Forged() implements Reading {}
  }

  Passes(LoginKey key, InstantSource clock) {
    this.key = key;
    this.clock = clock;
  }

  Pass issue(Purpose purpose, TenantId tenant, PersonId person, Duration valid) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    Instant expires = clock.instant().plus(valid).truncatedTo(ChronoUnit.SECONDS);
    return new Pass(purpose, tenant, person, HexFormat.of().formatHex(nonce), expires);
  }

  String token(Pass pass) {
    String payload = pass.payload();
    return encode(payload.getBytes(StandardCharsets.UTF_8)) + "." + encode(key.sign(payload));
  }

  Reading read(Purpose purpose, String token) {
    int dot = token.indexOf('.');
    if (dot < 0 || token.length() > MAX_CHARACTERS) {
      return new Reading.Forged();
    }
    try {
      byte[] payload = Base64.getUrlDecoder().decode(token.substring(0, dot));
      String text = new String(payload, StandardCharsets.UTF_8);
      byte[] signature = Base64.getUrlDecoder().decode(token.substring(dot + 1));
      if (!key.fits(text, signature)) {
        return new Reading.Forged();
      }
      Pass pass = Pass.parse(purpose, text);
      return isOver(pass) ? new Reading.Expired(pass) : new Reading.Valid(pass);
    } catch (IllegalArgumentException e) {
      return new Reading.Forged();
    }
  }

  boolean isOver(Pass pass) {
    return !clock.instant().isBefore(pass.expires());
  }

  private static String encode(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
