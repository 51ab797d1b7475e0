package dev.deskhand.app.story;

/** The world outside, as far as a story asks about it. */
@FunctionalInterface
public interface World {
  /**
   * Whether a fact holds.
   *
   * @param fact such as {@code account ada is unlocked}
   * @throws IllegalArgumentException if it does not know such facts
   */
  boolean holds(String fact);
}
