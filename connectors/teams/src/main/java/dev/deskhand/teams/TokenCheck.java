package dev.deskhand.teams;

import dev.deskhand.teams.TeamsSettings.Trust;
import dev.deskhand.teams.wire.Jwt;
import dev.deskhand.teams.wire.KeySet;
import dev.deskhand.teams.wire.MalformedException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Checks that the Bot Connector sent a request: its token's algorithm, issuer, audience, time and
 * signature
 * (https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication).
 * What the token says of the activity is compared by {@link Caller#objection}. Thread-safe.
 */
final class TokenCheck {
  private static final String SCHEME = "Bearer ";
  private static final String ALGORITHM = "RS256";
  private static final Duration SKEW = Duration.ofMinutes(5);

  private final String appId;
  private final String issuer;
  private final SigningKeys keys;
  private final InstantSource clock;

  TokenCheck(Trust.Tokens trust, SigningKeys keys, InstantSource clock) {
    this.appId = trust.appId();
    this.issuer = trust.cloud().issuer();
    this.keys = keys;
    this.clock = clock;
  }

  /**
   * Checks one request.
   *
   * @param authorization its header, if it has one
   * @throws SigningKeys.UnavailableException if it can't be known now
   */
  Caller check(@Nullable String authorization) {
    if (authorization == null || !authorization.startsWith(SCHEME)) {
      return new Caller.Refused("it shows no token");
    }
    try {
      return check(Jwt.parse(authorization.substring(SCHEME.length())));
    } catch (MalformedException e) {
      return new Caller.Refused(String.valueOf(e.getMessage()));
    }
  }

  private Caller check(Jwt token) {
    Optional<String> objection = objection(token);
    if (objection.isPresent()) {
      return new Caller.Refused(objection.get());
    }
    Optional<KeySet.Key> key = keys.find(token.keyId());
    if (key.isEmpty()) {
      return new Caller.Refused("its token names a key that is not the Bot Connector's");
    }
    return token.isSignedBy(key.get().key())
        ? Caller.Connector.of(token.serviceUrl(), key.get())
        : new Caller.Refused("its token's signature is wrong");
  }

  private Optional<String> objection(Jwt token) {
    Instant now = clock.instant();
    if (!token.algorithm().equals(ALGORITHM)) {
      return Optional.of("its token's algorithm is not " + ALGORITHM);
    }
    if (!token.issuer().equals(issuer)) {
      return Optional.of("its token's issuer is not " + issuer + "; is teams.cloud right?");
    }
    if (!token.audience().equals(appId)) {
      return Optional.of("its token is for another app; if that is yours, set teams.app-id to it");
    }
    if (token.expires().filter(at -> now.isBefore(at.plus(SKEW))).isEmpty()) {
      return Optional.of("its token has expired, or does not say when it does");
    }
    if (token.notBefore().filter(at -> now.isBefore(at.minus(SKEW))).isPresent()) {
      return Optional.of("its token is not good yet; is this machine's clock right?");
    }
    return token.serviceUrl().isEmpty()
        ? Optional.of("its token has no serviceurl")
        : Optional.empty();
  }
}
