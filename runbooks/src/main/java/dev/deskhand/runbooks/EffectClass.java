package dev.deskhand.runbooks;

import java.util.Locale;

/**
 * How a step's effect behaves, which decides what is done when a crash leaves its result unknown.
 */
public enum EffectClass {
  /** Changes nothing: tried again. */
  READ,
  /** Doing it twice is doing it once: tried again. */
  IDEMPOTENT,
  /** The target deduplicates on the key that is sent: tried again with the same key. */
  KEYED,
  /**
   * The effect and a row that names the attempt's key are committed in one transaction of the
   * target's database; tried again, exactly once.
   */
  TX,
  /** The target can be asked whether it happened: asked. */
  PROBE,
  /** None of these: a person decides. What is assumed when a step is silent. */
  ONCE;

  /** The name that files use, such as {@code idempotent}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** True if a second attempt can do no harm by itself. */
  public boolean isRepeatable() {
    return this == READ || this == IDEMPOTENT || this == KEYED || this == TX;
  }
}
