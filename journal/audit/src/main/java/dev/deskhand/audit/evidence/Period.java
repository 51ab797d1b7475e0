package dev.deskhand.audit.evidence;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * The days that evidence is about, in UTC.
 *
 * @param from the first
 * @param to the last, included
 */
public record Period(LocalDate from, LocalDate to) {
  public Period {
    if (to.isBefore(from)) {
      throw new IllegalArgumentException("the period ends (" + to + ") before it begins: " + from);
    }
  }

  boolean includes(Instant at) {
    LocalDate day = LocalDate.ofInstant(at, ZoneOffset.UTC);
    return !day.isBefore(from) && !day.isAfter(to);
  }

  @Override
  public String toString() {
    return from + " to " + to;
  }
}
