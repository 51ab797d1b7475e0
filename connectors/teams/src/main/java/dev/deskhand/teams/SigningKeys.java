package dev.deskhand.teams;

import dev.deskhand.teams.wire.KeySet;
import dev.deskhand.teams.wire.MalformedException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The Bot Connector's signing keys, fetched when the first is needed and kept for a day, as the
 * connector asks for
 * (https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication).
 * A key that is not among them has them fetched anew, at most every five minutes, so that made-up
 * key ids cost nobody anything. While they can't be fetched, the old ones are good for two days.
 * Thread-safe; one thread fetches, others wait for it.
 */
final class SigningKeys {
  private static final Logger LOG = LoggerFactory.getLogger(SigningKeys.class);
  private static final Duration FRESH = Duration.ofDays(1);
  private static final Duration GOOD = Duration.ofDays(2);
  private static final Duration BETWEEN_FETCHES = Duration.ofMinutes(5);
  private static final Duration BETWEEN_FAILURES = Duration.ofSeconds(5);

  private final URI metadata;
  private final TeamsHttp http;
  private final InstantSource clock;
  private @Nullable Kept kept;
  private Instant nextFetch = Instant.MIN;

  private record Kept(KeySet keys, Instant since) {}

  SigningKeys(URI metadata, TeamsHttp http, InstantSource clock) {
    this.metadata = metadata;
    this.http = http;
    this.clock = clock;
  }

  /** There are no keys to check with, now. */
  static final class UnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1;

    UnavailableException() {
      super("the Bot Connector's keys can't be fetched; check teams.openid-url and the way to it");
    }
  }

  /**
   * The key of this id; empty if there certainly is none.
   *
   * @throws UnavailableException if that can't be known now
   */
  synchronized Optional<KeySet.Key> find(String id) {
    Kept now = kept;
    if (now == null || age(now).compareTo(FRESH) >= 0 || !now.keys().keys().containsKey(id)) {
      now = renewed(now);
    }
    if (now == null || age(now).compareTo(GOOD) >= 0) {
      throw new UnavailableException();
    }
    return Optional.ofNullable(now.keys().keys().get(id));
  }

  private Duration age(Kept keys) {
    return Duration.between(keys.since(), clock.instant());
  }

  private @Nullable Kept renewed(@Nullable Kept old) {
    Instant now = clock.instant();
    if (now.isBefore(nextFetch)) {
      return old;
    }
    try {
      kept = new Kept(fetched(), now);
      nextFetch = now.plus(BETWEEN_FETCHES);
      return kept;
    } catch (IOException | MalformedException e) {
      LOG.warn("teams keys not fetched from {}: {}", metadata, e.toString());
      nextFetch = now.plus(BETWEEN_FAILURES);
      return old;
    }
  }

  private KeySet fetched() throws IOException {
    URI keys = KeySet.address(body(metadata));
    boolean local = TeamsSettings.isLocal(keys) && TeamsSettings.isLocal(metadata);
    if (!"https".equalsIgnoreCase(keys.getScheme()) && !local) {
      throw new IOException("the keys' address is not https");
    }
    return KeySet.read(body(keys));
  }

  private String body(URI url) throws IOException {
    TeamsHttp.Answer answer = answer(url);
    if (!answer.isGood()) {
      throw new IOException(url + " answered " + answer.status());
    }
    return answer.body();
  }

  /** Asks once more where the line broke: one that was kept may have ended in the meantime. */
  private TeamsHttp.Answer answer(URI url) throws IOException {
    try {
      return http.get(url);
    } catch (InterruptedIOException e) {
      throw e;
    } catch (IOException e) {
      LOG.info("teams keys are asked for once more at {}: {}", url, e.toString());
      return http.get(url);
    }
  }
}
