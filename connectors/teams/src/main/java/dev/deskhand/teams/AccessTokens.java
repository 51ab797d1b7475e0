package dev.deskhand.teams;

import dev.deskhand.bot.message.DeliveryFailedException;
import dev.deskhand.teams.TeamsSettings.Trust;
import dev.deskhand.teams.wire.ConnectorJson;
import dev.deskhand.teams.wire.MalformedException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The tokens that the bot shows the Bot Connector, by client credentials (RFC 6749, 4.4); each is
 * used until five minutes before its end. Thread-safe; one thread fetches, others wait for it.
 */
final class AccessTokens {
  private static final Duration MARGIN = Duration.ofMinutes(5);

  private final Trust trust;
  private final TeamsHttp http;
  private final InstantSource clock;
  private @Nullable Held held;

  private record Held(String token, Instant until) {}

  AccessTokens(Trust trust, TeamsHttp http, InstantSource clock) {
    this.trust = trust;
    this.http = http;
    this.clock = clock;
  }

  /**
   * A token that is good now; empty where none is asked for.
   *
   * @throws DeliveryFailedException if none can be had now
   */
  Optional<String> token() {
    return switch (trust) {
      case Trust.LocalTestTool _ -> Optional.empty();
      case Trust.Tokens tokens -> Optional.of(token(tokens));
    };
  }

  private synchronized String token(Trust.Tokens tokens) {
    Held now = held;
    if (now == null || !clock.instant().isBefore(now.until())) {
      ConnectorJson.Token fresh = fetched(tokens);
      Duration life =
          fresh.lifetime().compareTo(MARGIN) > 0
              ? fresh.lifetime().minus(MARGIN)
              : fresh.lifetime();
      now = new Held(fresh.value(), clock.instant().plus(life));
      held = now;
    }
    return now.token();
  }

  /** The Bot Connector did not take this one. */
  synchronized void forget(String token) {
    if (held != null && held.token().equals(token)) {
      held = null;
    }
  }

  private ConnectorJson.Token fetched(Trust.Tokens tokens) {
    String what = "getting a token for Teams: " + tokens.login().getHost();
    try {
      TeamsHttp.Answer answer =
          http.post(
              tokens.login(),
              Map.of(
                  "grant_type",
                  "client_credentials",
                  "client_id",
                  tokens.appId(),
                  "client_secret",
                  tokens.password(),
                  "scope",
                  tokens.cloud().scope()));
      if (answer.isGood()) {
        return ConnectorJson.token(answer.body());
      }
      String message = what + " answered " + answer.status();
      throw answer
          .pause()
          .map(pause -> DeliveryFailedException.retryAfter(pause, message))
          .orElseGet(
              () ->
                  DeliveryFailedException.retry(
                      message + "; check teams.app-id, app-password, cloud and login-url"));
    } catch (IOException e) {
      throw DeliveryFailedException.retry(
          what + " gave no answer (" + e + "); check teams.login-url and the way to it");
    } catch (MalformedException e) {
      throw DeliveryFailedException.retry(what + ": " + e.getMessage());
    }
  }
}
