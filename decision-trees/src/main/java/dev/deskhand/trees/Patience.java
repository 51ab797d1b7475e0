package dev.deskhand.trees;

import java.time.Duration;
import java.util.Optional;

/**
 * How long an answer is waited for.
 *
 * @param next where silence leads; a person takes over when it is empty
 */
public record Patience(Duration time, Optional<NodeId> next) {
  /** What holds where a tree says nothing: a day, then a person takes over. */
  public static final Patience DEFAULT = new Patience(Duration.ofDays(1), Optional.empty());

  public Patience {
    if (time.isZero() || time.isNegative()) {
      throw new IllegalArgumentException("patience " + time + ": expected more than nothing");
    }
  }
}
