package dev.deskhand.torture;

/**
 * Stops an engine when it comes to a point for the n-th time: from then on nothing that it does
 * reaches the database or the world. Thread-safe.
 */
final class Halt {
  /** The end of an engine: nothing may catch it. */
  static final class Halted extends Error {
    private static final long serialVersionUID = 1;
  }

  private final Point point;
  private int left;
  private boolean dead;

  /**
   * A halt.
   *
   * @param times at the how-manieth passing, from 1; 0 for never
   */
  Halt(Point point, int times) {
    this.point = point;
    this.left = times;
  }

  static Halt never() {
    return new Halt(Point.BEFORE_ACCEPT, 0);
  }

  /** Passes a point, or dies there. */
  void pass(Point passed) {
    if (diesAt(passed)) {
      throw new Halted();
    }
  }

  /** For places whose callers catch everything: true if the engine is dead from here on. */
  synchronized boolean diesAt(Point passed) {
    if (!dead && passed == point && left > 0) {
      left--;
      dead = left == 0;
    }
    return dead;
  }

  synchronized boolean isDead() {
    return dead;
  }

  void check() {
    if (isDead()) {
      throw new Halted();
    }
  }

  Point point() {
    return point;
  }
}
