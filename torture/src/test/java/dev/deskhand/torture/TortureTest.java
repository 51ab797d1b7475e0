package dev.deskhand.torture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A little of each scenario; {@code ./deskhand torture} does as much as one has time for. */
@Timeout(180)
final class TortureTest {
  @TempDir private static Path folder = Path.of("");
  private static Lab lab;

  @BeforeAll
  static void start_a_world() throws IOException {
    lab = new Lab(folder);
  }

  @AfterAll
  static void end_it() throws IOException {
    lab.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"sqlite", "postgres"})
  void engines_die_at_any_point_and_nothing_is_lost_or_doubled(String database)
      throws IOException, InterruptedException {
    Options options = options(Map.of("database", database));

    Tally tally = new Crash(lab, options, Sabotage.NONE).run(database.equals("sqlite") ? 108 : 30);

    requireClean(tally);
  }

  @Test
  void engines_stand_still_past_their_lease_and_do_no_harm_when_they_wake()
      throws IOException, InterruptedException {
    Options options = options(Map.of("database", "sqlite", "pauses", "1"));

    Tally tally = new Crash(lab, options, Sabotage.NONE).run(12);

    requireClean(tally);
  }

  @Test
  void processes_are_killed_at_points_and_at_any_time_and_nothing_is_lost_or_doubled()
      throws IOException, InterruptedException {
    String shipped = "2";
    Tally tally =
        new Processes(lab, options(Map.of("database", "sqlite", "first", shipped))).kills(3);

    requireClean(tally);
    assertThat(tally.line("crash", 0)).contains("died at 2 of 94 places");
    assertThat(tally.details()).contains("died any time, tx, sqlite");
  }

  @Test
  void what_a_killed_process_left_goes_on_in_another_within_fifteen_seconds()
      throws IOException, InterruptedException {
    Tally tally = new Processes(lab, options(Map.of())).takeovers(1);

    requireClean(tally);
    assertThat(tally.points()).isEqualTo(1);
  }

  @Test
  void a_process_stands_still_past_its_lease_and_does_no_harm_when_it_wakes()
      throws IOException, InterruptedException {
    requireClean(new Processes(lab, options(Map.of())).races(1));
  }

  @Test
  void two_replicas_are_frozen_and_a_second_later_nothing_reaches_the_world()
      throws IOException, InterruptedException {
    Tally tally = new Freezes(lab, options(Map.of())).run(3);

    requireClean(tally);
    assertThat(tally.points()).isEqualTo(3);
  }

  @Test
  void the_power_fails_anywhere_in_a_write_and_what_was_acknowledged_is_there() throws IOException {
    requireClean(new PowerLoss(lab, options(Map.of())).run(40));
  }

  @Test
  void targets_are_in_bad_moods_and_what_happened_is_known_or_said_to_be_unknown()
      throws IOException {
    requireClean(new Flaky(lab, options(Map.of())).run(6));
  }

  @ParameterizedTest
  @EnumSource
  void a_planted_bug_is_found(Bug bug) throws IOException, InterruptedException {
    Tally tally = new SelfTest(lab, options(Map.of())).plant(bug, 150);

    assertThat(tally.isClean()).as("%s: %s", bug.label(), tally.summary()).isFalse();
  }

  private static Options options(Map<String, String> values) {
    return new Options(values);
  }

  private static void requireClean(Tally tally) {
    assertThat(tally.isClean()).as(tally.line("found", 0)).isTrue();
  }
}
