package dev.deskhand.runbooks.calendar;

import java.time.Instant;

/** A time with a beginning, which belongs to it, and an end, which does not. */
public record Span(Instant from, Instant to) {
  public boolean includes(Instant at) {
    return !at.isBefore(from) && at.isBefore(to);
  }

  /** True if no moment lies in it: what was meant was skipped by the clocks. */
  public boolean isEmpty() {
    return !from.isBefore(to);
  }
}
