package dev.deskhand.app.bench;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.app.bench.Crowd.Turn;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A crowd of which each is acknowledged in time and answered, and once. */
final class CrowdTest {
  private static final double HEAP = 256;

  private final Crowd crowd = new Crowd("small");
  private final ByteArrayOutputStream told = new ByteArrayOutputStream();

  @Test
  void each_answered_once_is_well() {
    assertThat(kept(Map.of("a", List.of("1", "2"), "b", List.of("3", "4")))).isZero();
    assertThat(told()).isEmpty();
  }

  @Test
  void a_conversation_that_was_lost_is_said_and_fails_the_benchmark() {
    assertThat(kept(Map.of("a", List.of("1", "2")))).isEqualTo(1);
    assertThat(told()).contains("never answered: 2 of 4, and none may be.");
  }

  @Test
  void an_answer_that_was_doubled_does_not_stand_for_one_that_was_lost() {
    assertThat(kept(Map.of("a", List.of("1", "1"), "b", List.of("3", "4")))).isEqualTo(1);
    assertThat(told())
        .contains("never answered: 1 of 4, and none may be.")
        .contains("answered again: 1 of 4, and none may be.");
  }

  @Test
  void one_answer_too_many_fails_the_benchmark() {
    assertThat(kept(Map.of("a", List.of("1", "2", "5"), "b", List.of("3", "4")))).isEqualTo(1);
    assertThat(told()).contains("answered again: 1 of 4, and none may be.");
  }

  @Test
  void acknowledged_in_time_and_in_little_memory_is_well() {
    assertThat(limits(millis(3, 999), 2 * HEAP - 1)).isZero();
  }

  @Test
  void two_of_a_hundred_that_wait_a_second_fail_the_benchmark() {
    long[] slow = millis(100, 3);
    Arrays.fill(slow, 0, 2, Duration.ofSeconds(1).toNanos());

    assertThat(limits(slow, HEAP)).isEqualTo(1);
    assertThat(told()).contains("acknowledged p99: 1000.0 ms, and it has to be below 1000.");
  }

  @Test
  void more_memory_than_twice_the_largest_heap_fails_the_benchmark() {
    assertThat(limits(millis(3, 10), 2 * HEAP)).isEqualTo(1);
    assertThat(told()).contains("resident at most: 512.0 MB, and it has to be below 512.");
  }

  @Test
  void each_speaks_at_its_own_pace_and_all_are_at_it_at_the_same_time() {
    List<Turn> timetable = Crowd.timetable(200, new Random(7));

    Collection<List<Turn>> each =
        timetable.stream().collect(groupingBy(Turn::conversation)).values();
    assertThat(timetable).isSortedAccordingTo(Comparator.comparing(Turn::after));
    assertThat(each).hasSize(200).allMatch(CrowdTest::isInOrder);
    assertThat(each.stream().map(it -> it.get(1).after().minus(it.get(0).after())).distinct())
        .hasSize(200)
        .allMatch(it -> it.compareTo(Duration.ofSeconds(30)) < 0);
    assertThat(each)
        .allMatch(it -> it.getFirst().after().compareTo(Duration.ofSeconds(30)) < 0)
        .allMatch(it -> it.getLast().after().compareTo(Duration.ofSeconds(30)) >= 0);
  }

  private static boolean isInOrder(List<Turn> turns) {
    return turns.stream().map(Turn::turn).toList().equals(List.of(0, 1, 2));
  }

  private int kept(Map<String, List<String>> answers) {
    return exitCode(crowd.kept(2, 2, answers));
  }

  private int limits(long[] acknowledged, double peak) {
    return exitCode(
        crowd.limits(new Crowd.Seen(new Percentiles(acknowledged), HEAP / 2, peak, HEAP)));
  }

  private int exitCode(List<Figure> figures) {
    return BenchCommand.exitCode(figures, new PrintStream(told, true, StandardCharsets.UTF_8));
  }

  private static long[] millis(int count, int each) {
    long[] all = new long[count];
    Arrays.fill(all, Duration.ofMillis(each).toNanos());
    return all;
  }

  private String told() {
    return told.toString(StandardCharsets.UTF_8);
  }
}
