package dev.deskhand.web;

import dev.deskhand.bot.limit.RequestMeter;
import dev.deskhand.permissions.Principal;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;

/**
 * Keeps one person's requests below what the others need, too. Looking is free, and so is stopping
 * effects.
 */
public final class ConsoleLimit {
  private static final Set<String> FREE = Set.of("/api/v1/freeze", "/api/v1/unfreeze");

  private final RequestMeter meter;
  private final InstantSource clock;

  public ConsoleLimit(RequestMeter meter, InstantSource clock) {
    this.meter = meter;
    this.clock = clock;
  }

  void check(Context context, Principal person) {
    if (context.method().equals(HandlerType.GET) || FREE.contains(context.path())) {
      return;
    }
    Instant now = clock.instant();
    if (meter.take(person.tenant(), person.id().value(), now)
        instanceof RequestMeter.Taken.Beyond beyond) {
      long pause = Math.max(1, Duration.between(now, beyond.until()).toSeconds());
      context.header("Retry-After", Long.toString(pause));
      throw new ProblemException(
          HttpStatus.TOO_MANY_REQUESTS,
          "too-many-requests",
          "That is more than "
              + beyond.rate()
              + ", so that the others get their share. Nothing was done; try again after "
              + beyond.until()
              + ".");
    }
  }
}
