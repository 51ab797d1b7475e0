package dev.deskhand.sandbox.slack.wire;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Trigger ids: {@code MILLIS.NUMBER.example}, the time of the delivery that carried the id among
 * them, so that the side that delivers and the Web API need share no state.
 */
final class TriggerIds {
  /** How long an id may be used, by Slack's documentation. */
  static final Duration LIFETIME = Duration.ofSeconds(3);

  private static final Pattern SHAPE = Pattern.compile("(\\d{1,15})\\.\\d+\\.example");

  private TriggerIds() {}

  /** How old an id is. */
  sealed interface Age {
    record Known(Duration age) implements Age {}

    record Unknown() implements Age {}
  }

  static String next(InstantSource clock, long number) {
    return clock.millis() + "." + number + ".example";
  }

  static Age age(String id, InstantSource clock) {
    Matcher matcher = SHAPE.matcher(id);
    if (!matcher.matches()) {
      return new Age.Unknown();
    }
    Instant given = Instant.ofEpochMilli(Long.parseLong(matcher.group(1)));
    return new Age.Known(Duration.between(given, clock.instant()));
  }
}
