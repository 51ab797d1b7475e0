package dev.deskhand.runbooks.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.runbooks.Retry;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RetryTest {
  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofSeconds(5);

  private final Retry retry = new Retry(9, FIRST, LONGEST, Retry.On.ANY);

  @Test
  void pauses_double_up_to_the_longest() {
    assertThat(IntStream.rangeClosed(1, 5).mapToObj(failures -> retry.pauseAfter(failures, 0)))
        .containsExactly(FIRST, Duration.ofSeconds(2), Duration.ofSeconds(4), LONGEST, LONGEST);
  }

  @Test
  void chance_adds_up_to_a_fifth_so_that_many_do_not_come_back_at_once() {
    assertThat(IntStream.range(0, 1_000).mapToObj(chance -> retry.pauseAfter(1, chance)).distinct())
        .hasSizeGreaterThan(100)
        .allMatch(pause -> pause.compareTo(FIRST) >= 0)
        .allMatch(pause -> pause.compareTo(FIRST.multipliedBy(6).dividedBy(5)) <= 0);
  }
}
