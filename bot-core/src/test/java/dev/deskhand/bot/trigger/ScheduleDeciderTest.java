package dev.deskhand.bot.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.bot.trigger.Schedule.Missed;
import dev.deskhand.bot.trigger.Schedule.Overlap;
import dev.deskhand.bot.trigger.ScheduleDecider.Turn;
import dev.deskhand.runbooks.run.RunId;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ScheduleDeciderTest {
  private static final RunId RUN = new RunId("r-1");

  private static Schedule hourly(Missed missed, Overlap overlap) {
    return new Schedule(Cron.parse("0 * * * *"), ZoneId.of("UTC"), missed, overlap);
  }

  private static Instant at(String time) {
    return Instant.parse("2026-11-20T" + time + "Z");
  }

  private static ScheduleLog decidedUntil(String time, Instant... queue) {
    return new ScheduleLog(Optional.of("v1"), at(time), List.of(queue), Optional.of(RUN));
  }

  private static Turn next(
      Schedule schedule, ScheduleLog log, Optional<RunId> running, String now) {
    return ScheduleDecider.next(schedule, log, running, at(now));
  }

  @Test
  void what_is_due_begins_and_then_it_sleeps_until_the_next() {
    Schedule schedule = hourly(Missed.SKIP, Overlap.SKIP);

    assertThat(next(schedule, decidedUntil("09:00:00"), Optional.empty(), "10:00:03"))
        .isEqualTo(new Turn.Begin(at("10:00:00")));
    assertThat(next(schedule, decidedUntil("10:00:00"), Optional.empty(), "10:00:03"))
        .isEqualTo(new Turn.Sleep(Optional.of(at("11:00:00"))));
  }

  @Test
  void what_was_missed_is_recorded_and_begun_once_or_not_as_the_policy_says() {
    var all = new ScheduleEvent.Missed(at("07:00:00"), at("10:00:00"), 4, Missed.RUN_ONCE);
    var none = new ScheduleEvent.Missed(at("07:00:00"), at("10:00:00"), 4, Missed.SKIP);

    assertThat(
            next(
                hourly(Missed.RUN_ONCE, Overlap.SKIP),
                decidedUntil("06:00:00"),
                Optional.empty(),
                "10:20:00"))
        .isEqualTo(new Turn.Miss(all, Optional.of(at("10:00:00"))));
    assertThat(
            next(
                hourly(Missed.SKIP, Overlap.SKIP),
                decidedUntil("06:00:00"),
                Optional.empty(),
                "10:20:00"))
        .isEqualTo(new Turn.Miss(none, Optional.empty()));
  }

  @Test
  void what_was_missed_before_one_that_is_on_time_is_recorded_and_not_begun() {
    var missed = new ScheduleEvent.Missed(at("07:00:00"), at("09:00:00"), 3, Missed.RUN_ONCE);

    assertThat(
            next(
                hourly(Missed.RUN_ONCE, Overlap.SKIP),
                decidedUntil("06:00:00"),
                Optional.empty(),
                "10:00:10"))
        .isEqualTo(new Turn.Miss(missed, Optional.empty()));
    assertThat(
            next(
                hourly(Missed.RUN_ONCE, Overlap.SKIP),
                decidedUntil("09:00:00"),
                Optional.empty(),
                "10:00:10"))
        .isEqualTo(new Turn.Begin(at("10:00:00")));
  }

  @Test
  void while_the_run_before_goes_on_the_next_is_skipped_or_queued_or_begun() {
    ScheduleLog log = decidedUntil("09:00:00");

    assertThat(next(hourly(Missed.SKIP, Overlap.SKIP), log, Optional.of(RUN), "10:00:01"))
        .isEqualTo(new Turn.Note(new ScheduleEvent.Skipped(at("10:00:00"), RUN)));
    assertThat(next(hourly(Missed.SKIP, Overlap.QUEUE), log, Optional.of(RUN), "10:00:01"))
        .isEqualTo(new Turn.Note(new ScheduleEvent.Queued(at("10:00:00"))));
    assertThat(next(hourly(Missed.SKIP, Overlap.ALLOW), log, Optional.of(RUN), "10:00:01"))
        .isEqualTo(new Turn.Begin(at("10:00:00")));
  }

  @Test
  void what_waits_begins_when_the_run_before_has_ended() {
    ScheduleLog log = decidedUntil("10:00:00", at("09:00:00"), at("10:00:00"));

    assertThat(next(hourly(Missed.SKIP, Overlap.QUEUE), log, Optional.of(RUN), "10:10:00"))
        .isEqualTo(new Turn.Sleep(Optional.of(at("10:10:10"))));
    assertThat(next(hourly(Missed.SKIP, Overlap.QUEUE), log, Optional.empty(), "10:10:10"))
        .isEqualTo(new Turn.Begin(at("09:00:00")));
  }
}
