package dev.deskhand.torture;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A line of the world's record: one thing that reached it.
 *
 * @param key of the step, the delivery or the ticket event
 * @param attempt from 1; 0 where there are none
 * @param what the effect class of an effect, the place of a post or note
 * @param epoch of the lease under which the attempt was announced; 0 where it is not known
 * @param sender the process that sent it
 */
record Received(
    Kind kind, String key, int attempt, String what, long epoch, String sender, Fate fate) {
  private static final Pattern TAB = Pattern.compile("\t");

  /** What it was. */
  enum Kind {
    EFFECT,
    PROBE,
    POST,
    NOTE,
    /** A delivery of the world's own was acknowledged. */
    ACKNOWLEDGED
  }

  /** What came of it in the world, whatever the sender heard of it. */
  enum Fate {
    APPLIED,
    /** The effect had been made before under this key. */
    KNOWN,
    /** Nothing came of it, and the sender was told so. */
    REFUSED,
    /** Nothing came of it, and the sender heard nothing. */
    LOST,
    /** It was applied, and the sender heard nothing. */
    APPLIED_UNHEARD,
    /** A probe: it had happened, it had not, or there was no answer. */
    HAD_HAPPENED,
    HAD_NOT,
    /** A probe: it was going on. */
    GOING_ON,
    NO_ANSWER;

    /**
     * What came of an attempt whose target says whether it was made.
     *
     * @param otherwise what came of it if it was not
     */
    static Fate of(boolean isMade, Fate otherwise) {
      if (!isMade) {
        return otherwise;
      }
      return otherwise == LOST ? APPLIED_UNHEARD : APPLIED;
    }
  }

  boolean isApplied() {
    return fate == Fate.APPLIED || fate == Fate.APPLIED_UNHEARD;
  }

  /** True if the sender could not know what came of it. */
  boolean isUnheard() {
    return fate == Fate.LOST || fate == Fate.APPLIED_UNHEARD || fate == Fate.NO_ANSWER;
  }

  /** The run whose effect or probe it is. */
  String run() {
    return key.substring(0, key.indexOf('.'));
  }

  Received with(Fate other) {
    return new Received(kind, key, attempt, what, epoch, sender, other);
  }

  String line() {
    return String.join(
        "\t",
        List.of(
            kind.name(),
            key,
            Integer.toString(attempt),
            what,
            Long.toString(epoch),
            sender,
            fate.name()));
  }

  static Received parse(String line) {
    List<String> parts = TAB.splitAsStream(line).toList();
    return new Received(
        Kind.valueOf(parts.get(0)),
        parts.get(1),
        Integer.parseInt(parts.get(2)),
        parts.get(3),
        Long.parseLong(parts.get(4)),
        parts.get(5),
        Fate.valueOf(parts.get(6)));
  }
}
