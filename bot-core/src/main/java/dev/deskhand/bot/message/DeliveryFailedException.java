package dev.deskhand.bot.message;

import java.time.Duration;
import java.util.Optional;

/**
 * The outside did not take a delivery. Whether it did all the same is asked before the next try.
 */
public final class DeliveryFailedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final Remedy remedy;
  private final transient Optional<Duration> retryAfter;

  /** What helps. */
  public enum Remedy {
    /** Trying again later. */
    RETRY,
    /** Nothing: the outside will never take it. */
    GIVE_UP
  }

  private DeliveryFailedException(Remedy remedy, Optional<Duration> retryAfter, String message) {
    super(message);
    this.remedy = remedy;
    this.retryAfter = retryAfter;
  }

  public static DeliveryFailedException retry(String message) {
    return new DeliveryFailedException(Remedy.RETRY, Optional.empty(), message);
  }

  /** The outside said when (429 with Retry-After). */
  public static DeliveryFailedException retryAfter(Duration pause, String message) {
    return new DeliveryFailedException(Remedy.RETRY, Optional.of(pause), message);
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
}
