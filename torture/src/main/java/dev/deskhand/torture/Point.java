package dev.deskhand.torture;

/** Where an engine can be stopped. */
enum Point {
  BEFORE_ACCEPT(1),
  AFTER_ACCEPT(1),
  BEFORE_HANDLING(1),
  AFTER_HANDLING(1),
  BEFORE_INTENT(8),
  AFTER_INTENT(8),
  BEFORE_DISPATCHED(4),
  AFTER_DISPATCHED(4),
  BEFORE_EFFECT(8),
  AFTER_EFFECT(8),
  BEFORE_PROBE(2),
  AFTER_PROBE(2),
  BEFORE_RESULT(8),
  AFTER_RESULT(8),
  BEFORE_REPORT(4),
  AFTER_REPORT(4),
  BEFORE_ATTEMPT(4),
  AFTER_ATTEMPT(4),
  BEFORE_POST(4),
  AFTER_POST(4),
  BEFORE_DELIVERED(4),
  AFTER_DELIVERED(4);

  private final int passings;

  Point(int passings) {
    this.passings = passings;
  }

  /** How often a request surely comes by, or nearly. */
  int passings() {
    return passings;
  }
}
