package dev.deskhand.bot.trigger;

import dev.deskhand.runbooks.run.RunId;
import java.time.Instant;
import java.util.Optional;

/** What happens to a schedule. An occurrence is named by the moment at which it is due. */
public sealed interface ScheduleEvent {

  /**
   * It counts from now on; what lay before is nobody's.
   *
   * @param version of the file, so that a changed schedule begins anew
   */
  record Began(String version) implements ScheduleEvent {}

  /** It stands in no file any more. */
  record Withdrawn() implements ScheduleEvent {}

  /**
   * An occurrence was worked.
   *
   * @param run that it began; empty where it could not
   * @param outcome in words
   */
  record Fired(Instant occurrence, Optional<RunId> run, String outcome) implements ScheduleEvent {}

  /** Occurrences passed while nothing ran. */
  record Missed(Instant first, Instant last, int count, Schedule.Missed policy)
      implements ScheduleEvent {}

  /** The run before was still going on. */
  record Skipped(Instant occurrence, RunId running) implements ScheduleEvent {}

  /** It waits until the run before has ended. */
  record Queued(Instant occurrence) implements ScheduleEvent {}
}
