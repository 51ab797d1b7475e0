package dev.deskhand.app.story;

/** The world outside, as far as a story asks about it, or changes it. */
public interface World {
  /**
   * Whether a fact holds.
   *
   * @param fact such as {@code account ada is unlocked}
   * @throws IllegalArgumentException if it does not know such facts
   */
  boolean holds(String fact);

  /**
   * Lets something happen.
   *
   * @param event such as {@code account bob is locked}
   * @throws IllegalArgumentException if it does not know such events
   */
  void happen(String event);
}
