package dev.deskhand.bot.message;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Optional;

/**
 * The outside did not take a delivery. Whether it did all the same is asked before the next try.
 */
public final class DeliveryFailedException extends RuntimeException {
  private static final long serialVersionUID = 1;
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

  /** What was sent and not answered may still be on its way, or be worked, for so long. */
  private static final Duration ARRIVAL = Duration.ofMinutes(1);

  private final Remedy remedy;
  private final transient Optional<Duration> retryAfter;
  private final Duration least;

  /** What helps. */
  public enum Remedy {
    /** Trying again later. */
    RETRY,
    /** The same, and it is certain that this attempt changed nothing: nobody has to look. */
    REPEAT,
    /** Nothing: the outside will never take it. */
    GIVE_UP
  }

  private DeliveryFailedException(Remedy remedy, Optional<Duration> retryAfter, String message) {
    this(remedy, retryAfter, Duration.ZERO, message);
  }

  private DeliveryFailedException(
      Remedy remedy, Optional<Duration> retryAfter, Duration least, String message) {
    super(message);
    this.remedy = remedy;
    this.retryAfter = retryAfter;
    this.least = least;
  }

  public static DeliveryFailedException retry(String message) {
    return new DeliveryFailedException(Remedy.RETRY, Optional.empty(), message);
  }

  /**
   * No answer came. Where it did not come in time, what was sent may arrive yet: that it is not
   * there counts only after a while.
   */
  public static DeliveryFailedException unanswered(String message, IOException cause) {
    Duration least = cause instanceof InterruptedIOException ? ARRIVAL : Duration.ZERO;
    return new DeliveryFailedException(Remedy.RETRY, Optional.empty(), least, message);
  }

  /** The outside said when (429 with Retry-After). */
  public static DeliveryFailedException retryAfter(Duration pause, String message) {
    return new DeliveryFailedException(Remedy.RETRY, Optional.of(pause), message);
  }

  /** The same of an attempt of which nothing reached the outside, or all of it was refused. */
  public static DeliveryFailedException unmade(Duration pause, String message) {
    return new DeliveryFailedException(Remedy.REPEAT, Optional.of(pause), message);
  }

  public static DeliveryFailedException giveUp(String message) {
    return new DeliveryFailedException(Remedy.GIVE_UP, Optional.empty(), message);
  }

  public Remedy remedy() {
    return remedy;
  }

  public Optional<Duration> retryAfter() {
    return retryAfter;
  }

  /**
   * How long to wait before it is tried again: as the outside asked, or else longer after each try.
   *
   * @param earlier how many tries there were before this one
   */
  public Duration pauseAfter(int earlier) {
    return retryAfter.orElseGet(() -> growing(earlier));
  }

  private Duration growing(int earlier) {
    Duration pause = Duration.ofSeconds(1L << Math.min(earlier, 9));
    Duration enough = pause.compareTo(least) < 0 ? least : pause;
    return enough.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : enough;
  }
}
