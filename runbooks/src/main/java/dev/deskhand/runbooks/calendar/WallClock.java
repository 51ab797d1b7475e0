package dev.deskhand.runbooks.calendar;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;

/**
 * What a time on a wall means where clocks are changed. A time that is skipped in spring means the
 * end of the gap; a time that comes twice in autumn means the first of the two, or, where a
 * blackout ends, the last.
 */
public final class WallClock {
  private WallClock() {}

  /** The moment at which a clock in the zone first shows this time, or has just skipped it. */
  public static Instant first(LocalDateTime shown, ZoneId zone) {
    ZoneOffsetTransition change = zone.getRules().getTransition(shown);
    if (change != null && change.isGap()) {
      return change.getInstant();
    }
    return shown.atZone(zone).withEarlierOffsetAtOverlap().toInstant();
  }

  /** The moment at which a clock in the zone shows this time for the last time. */
  public static Instant last(LocalDateTime shown, ZoneId zone) {
    ZoneOffsetTransition change = zone.getRules().getTransition(shown);
    if (change != null && change.isGap()) {
      return change.getInstant();
    }
    return shown.atZone(zone).withLaterOffsetAtOverlap().toInstant();
  }
}
