package dev.deskhand.app.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PercentilesTest {
  private static final long MILLISECOND = 1_000_000;

  @Test
  void a_percentile_is_the_smallest_duration_that_so_many_do_not_exceed() {
    Percentiles hundred =
        new Percentiles(
            LongStream.rangeClosed(1, 100).map(it -> (101 - it) * MILLISECOND).toArray());

    assertThat(hundred.millis(50)).isEqualTo(50);
    assertThat(hundred.millis(99)).isEqualTo(99);
    assertThat(hundred.millis(100)).isEqualTo(100);
  }

  @Test
  void of_one_duration_every_percentile_is_that_one() {
    Percentiles one = new Percentiles(3 * MILLISECOND);

    assertThat(one.millis(1)).isEqualTo(3);
    assertThat(one.millis(99)).isEqualTo(3);
  }

  @Test
  void of_nothing_there_is_no_percentile() {
    assertThatThrownBy(Percentiles::new)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("nothing was measured");
  }

  @Test
  void a_figure_says_how_many_times_its_baseline_it_is() {
    assertThat(new Figure("commits", 300, "1/s", 600, "appends").ratio()).isEqualTo(0.5);
    assertThat(new Figure("commits", 300, "1/s", 0, "nothing").ratio()).isZero();
  }
}
