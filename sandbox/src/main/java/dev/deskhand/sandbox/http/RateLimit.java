package dev.deskhand.sandbox.http;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How often a method may be called for one channel. Whoever calls again before the pause is over
 * that a refusal named is counted as impatient, but for what was on its way when it was named.
 * Thread-safe.
 */
public final class RateLimit {
  private static final Duration ON_ITS_WAY = Duration.ofMillis(500);

  private final InstantSource clock;
  private final Map<String, Duration> every = new HashMap<>();
  private final Map<String, Instant> free = new HashMap<>();
  private final Map<String, Instant> refused = new HashMap<>();
  private long impatient;
  private long refusals;

  public RateLimit(InstantSource clock) {
    this.clock = clock;
  }

  /** From now on one such call a pause, for each channel. */
  public synchronized void set(String method, Duration pause) {
    every.put(method, pause);
  }

  /** How many calls came before the pause was over that they had been told. */
  public synchronized long impatient() {
    return impatient;
  }

  /** How many calls were refused. */
  public synchronized long refusals() {
    return refusals;
  }

  /** The refusal that a call deserves, if any; else it is counted. */
  public synchronized Optional<Fault.Fail> refusal(String method, String channel) {
    Duration pause = every.get(method);
    if (pause == null) {
      return Optional.empty();
    }
    String slot = method + " " + channel;
    Instant now = clock.instant();
    Instant since = refused.getOrDefault(slot, Instant.EPOCH);
    if (now.isAfter(since.plus(ON_ITS_WAY)) && now.isBefore(since.plus(wait(pause)))) {
      impatient++;
    }
    if (!now.isBefore(free.getOrDefault(slot, Instant.MIN))) {
      free.put(slot, now.plus(pause));
      return Optional.empty();
    }
    refusals++;
    refused.put(slot, now);
    return Optional.of(new Fault.Fail(429, Optional.of(wait(pause))));
  }

  private static Duration wait(Duration pause) {
    return Duration.ofSeconds(Math.max(1, pause.toSeconds()));
  }
}
