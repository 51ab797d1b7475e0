package dev.deskhand.torture;

import dev.deskhand.runbooks.EffectClass;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

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

  /** The points that a step of this class comes by. */
  static List<Point> of(EffectClass effect) {
    return Arrays.stream(values()).filter(it -> it.comes(effect)).toList();
  }

  /** Whether a step of this class comes by. */
  boolean comes(EffectClass effect) {
    return switch (this) {
      case BEFORE_DISPATCHED, AFTER_DISPATCHED -> effect == EffectClass.ONCE;
      case BEFORE_PROBE, AFTER_PROBE -> effect == EffectClass.PROBE;
      case BEFORE_ACCEPT,
          AFTER_ACCEPT,
          BEFORE_HANDLING,
          AFTER_HANDLING,
          BEFORE_INTENT,
          AFTER_INTENT,
          BEFORE_EFFECT,
          AFTER_EFFECT,
          BEFORE_RESULT,
          AFTER_RESULT,
          BEFORE_REPORT,
          AFTER_REPORT,
          BEFORE_ATTEMPT,
          AFTER_ATTEMPT,
          BEFORE_POST,
          AFTER_POST,
          BEFORE_DELIVERED,
          AFTER_DELIVERED ->
          true;
    };
  }

  /** Where somebody has to die right before, so that the next one surely comes by. */
  Optional<Point> follows() {
    return switch (this) {
      case BEFORE_PROBE -> Optional.of(BEFORE_EFFECT);
      case AFTER_PROBE -> Optional.of(AFTER_EFFECT);
      default -> Optional.empty();
    };
  }

  /** How often a request surely comes by, or nearly. */
  int passings() {
    return passings;
  }
}
