package dev.deskhand.bot.work;

import static dev.deskhand.bot.work.House.TENANT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.bot.trigger.ScheduleEvent;
import dev.deskhand.bot.trigger.ScheduleStore;
import dev.deskhand.bot.trigger.TriggerName;
import dev.deskhand.journal.RecordedEvent;
import dev.deskhand.journal.StreamKey;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Schedules in a whole bot on a store in memory, with several processes over it. */
final class SchedulesTest {
  private static final String HOURLY =
      """
      trigger: hourly
      title: Mend something every hour
      on: { schedule: "0 * * * *", time-zone: UTC, missed: run-once }
      start: mend
      as: desk-triggers
      """;

  private final House house = new House(List.of(HOURLY));

  private List<String> history() {
    StreamKey key = ScheduleStore.key(TENANT, new TriggerName("hourly"));
    return house.store.read(key).events().stream()
        .map(RecordedEvent::event)
        .map(event -> event.type())
        .toList();
  }

  @Test
  void every_hour_begins_once_and_is_decided_by_the_policies() {
    house.enrol();
    for (int hour = 0; hour < 3; hour++) {
      house.pass(Duration.ofHours(1));
    }

    assertThat(history())
        .containsExactly(
            "schedule-began", "occurrence-fired", "occurrence-fired", "occurrence-fired");
  }

  @Test
  void hours_that_nobody_worked_are_recorded_and_begun_once() {
    house.enrol();
    house.pass(Duration.ofHours(1));
    house.pass(Duration.ofHours(5).plusMinutes(20));

    assertThat(history())
        .containsExactly(
            "schedule-began", "occurrence-fired", "occurrences-missed", "occurrence-fired");
  }

  @Test
  void another_process_that_starts_changes_nothing_and_begins_nothing_twice() {
    house.enrol();
    House other = house.again(Death.never());
    other.enrol();
    house.pass(Duration.ofHours(1));
    other.pass(Duration.ZERO);
    house.pass(Duration.ZERO);

    assertThat(history()).containsExactly("schedule-began", "occurrence-fired");
  }

  @Test
  void an_hour_whose_inputs_can_not_be_computed_is_recorded_with_why_and_the_next_one_comes() {
    String broken =
        HOURLY
            .replace("mend", "copy")
            .replace("as:", "inputs: { account: ada, copies: { value: '1 / 0' } }\nas:");
    House failing = new House(List.of(broken));
    failing.enrol();

    failing.pass(Duration.ofHours(1));
    failing.pass(Duration.ofHours(1));

    StreamKey key = ScheduleStore.key(TENANT, new TriggerName("hourly"));
    ScheduleStore schedules = new ScheduleStore(failing.store, failing.vault);
    assertThat(failing.store.read(key).events().stream().map(schedules::read).skip(1))
        .hasSize(2)
        .allSatisfy(
            event ->
                assertThat(event)
                    .isInstanceOfSatisfying(
                        ScheduleEvent.Fired.class,
                        fired -> {
                          assertThat(fired.run()).isEmpty();
                          assertThat(fired.outcome()).startsWith("its inputs can't be filled: ");
                        }));
  }

  @Test
  void a_schedule_that_is_taken_out_begins_nothing_any_more() {
    house.enrol();
    House without = house.againWith(List.of());
    without.pass(Duration.ofHours(1));

    assertThat(history()).containsExactly("schedule-began", "schedule-withdrawn");
  }
}
