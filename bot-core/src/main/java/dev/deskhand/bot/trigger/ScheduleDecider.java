package dev.deskhand.bot.trigger;

import dev.deskhand.runbooks.run.RunId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What a schedule does next. Pure. */
public final class ScheduleDecider {
  /** Later than this, an occurrence was missed: a change of replicas takes seconds. */
  static final Duration ON_TIME = Duration.ofMinutes(1);

  private static final Duration QUEUE_LOOKS = Duration.ofSeconds(10);
  private static final int MOST_COUNTED = 1_000;
  private static final int LONGEST_QUEUE = 100;

  private ScheduleDecider() {}

  /** What a schedule does next. */
  public sealed interface Turn {
    /** Begin a run for an occurrence. */
    record Begin(Instant occurrence) implements Turn {}

    /** Occurrences passed while nothing ran; the last of them is begun if the policy says so. */
    record Miss(ScheduleEvent.Missed missed, Optional<Instant> begin) implements Turn {}

    record Note(ScheduleEvent event) implements Turn {}

    /** Nothing now; empty if there never is anything again. */
    record Sleep(Optional<Instant> until) implements Turn {}
  }

  /**
   * What is next.
   *
   * @param running the run begun last, if it is still going on
   */
  public static Turn next(
      Schedule schedule, ScheduleLog log, Optional<RunId> running, Instant now) {
    if (!log.queue().isEmpty() && running.isEmpty()) {
      return new Turn.Begin(log.queue().getFirst());
    }
    Optional<Instant> due =
        schedule
            .cron()
            .last(now, schedule.zone())
            .filter(occurrence -> occurrence.isAfter(log.decidedUntil()));
    return due.isEmpty()
        ? new Turn.Sleep(until(schedule, log, now))
        : due(schedule, log, running, due.get(), now);
  }

  private static Optional<Instant> until(Schedule schedule, ScheduleLog log, Instant now) {
    Optional<Instant> next = schedule.cron().next(now, schedule.zone());
    Instant look = now.plus(QUEUE_LOOKS);
    return log.queue().isEmpty() || next.filter(look::isAfter).isPresent()
        ? next
        : Optional.of(look);
  }

  private static Turn due(
      Schedule schedule, ScheduleLog log, Optional<RunId> running, Instant due, Instant now) {
    if (due.plus(ON_TIME).isBefore(now)) {
      return missed(schedule, log, running, due);
    }
    Instant first =
        schedule.cron().next(log.decidedUntil(), schedule.zone()).filter(due::isAfter).orElse(due);
    return first.equals(due)
        ? onTime(schedule, log, running, due)
        : new Turn.Miss(before(schedule, log, due), Optional.empty());
  }

  private static Turn onTime(
      Schedule schedule, ScheduleLog log, Optional<RunId> running, Instant due) {
    if (running.isEmpty()) {
      return new Turn.Begin(due);
    }
    return switch (schedule.overlap()) {
      case ALLOW -> new Turn.Begin(due);
      case SKIP -> new Turn.Note(new ScheduleEvent.Skipped(due, running.get()));
      case QUEUE ->
          log.queue().size() < LONGEST_QUEUE
              ? new Turn.Note(new ScheduleEvent.Queued(due))
              : new Turn.Note(new ScheduleEvent.Skipped(due, running.get()));
    };
  }

  private static Turn missed(
      Schedule schedule, ScheduleLog log, Optional<RunId> running, Instant last) {
    Instant first = schedule.cron().next(log.decidedUntil(), schedule.zone()).orElse(last);
    var missed =
        new ScheduleEvent.Missed(first, last, count(schedule, first, last) + 1, schedule.missed());
    boolean begins =
        schedule.missed() == Schedule.Missed.RUN_ONCE
            && (running.isEmpty() || schedule.overlap() == Schedule.Overlap.ALLOW);
    return new Turn.Miss(missed, begins ? Optional.of(last) : Optional.empty());
  }

  /** Those before one that is on time, which is begun anyway. */
  private static ScheduleEvent.Missed before(Schedule schedule, ScheduleLog log, Instant due) {
    Instant first = schedule.cron().next(log.decidedUntil(), schedule.zone()).orElse(due);
    Instant last =
        schedule.cron().last(due.minusNanos(1), schedule.zone()).filter(due::isAfter).orElse(first);
    return new ScheduleEvent.Missed(
        first, last, count(schedule, first, last) + 1, schedule.missed());
  }

  /** How many from the first on lie before the last; at most 1,000 are counted. */
  private static int count(Schedule schedule, Instant first, Instant last) {
    int count = 0;
    Optional<Instant> at = Optional.of(first);
    while (count < MOST_COUNTED && at.filter(last::isAfter).isPresent()) {
      count++;
      at = schedule.cron().next(at.get(), schedule.zone());
    }
    return count;
  }
}
