package dev.deskhand.runbooks.calendar;

import java.time.Instant;
import java.util.Optional;

/** Whether calendars let something start. */
public sealed interface Permission {

  /** They do. */
  record Open() implements Permission {}

  /**
   * They don't.
   *
   * @param reason for people, in whole sentences
   * @param opensAt when all of them do next; empty if not within about a year
   */
  record Closed(String reason, Optional<Instant> opensAt) implements Permission {}
}
