package dev.deskhand.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.deskhand.bot.message.DeliveryFailedException;
import dev.deskhand.slack.Pauses.Slot;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class PausesTest {
  private static final Slot HELP = new Slot("chat.postMessage", "C0HELP");

  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
  private final Pauses pauses = new Pauses(nanos::get);

  @Test
  void until_it_is_over_nothing_passes_and_each_hears_how_long_it_still_is() {
    pauses.begin(HELP, "posting k-1", Duration.ofSeconds(30));
    nanos.addAndGet(Duration.ofSeconds(12).toNanos());

    DeliveryFailedException refused =
        catchThrowableOfType(DeliveryFailedException.class, () -> pauses.pass(HELP, "posting k-1"));

    assertThat(refused.retryAfter()).contains(Duration.ofSeconds(18));
    nanos.addAndGet(Duration.ofSeconds(18).toNanos());
    assertThatCode(() -> pauses.pass(HELP, "posting k-1")).doesNotThrowAnyException();
  }

  @Test
  void behind_a_pause_they_go_one_by_one_in_the_order_in_which_they_came() {
    pauses.begin(HELP, "k-1", Duration.ofSeconds(10));
    assertThat(wait("k-2")).isEqualTo(Duration.ofSeconds(11));
    assertThat(wait("k-3")).isEqualTo(Duration.ofSeconds(12));
    assertThat(wait("k-2")).isEqualTo(Duration.ofSeconds(11));

    nanos.addAndGet(Duration.ofSeconds(10).toNanos());

    assertThat(wait("k-3")).isEqualTo(Duration.ofSeconds(2));
    assertThat(wait("k-4")).isEqualTo(Duration.ofSeconds(3));
    assertThat(wait("k-1")).isZero();
    assertThat(wait("k-1")).as("its further parts").isZero();
    nanos.addAndGet(Duration.ofSeconds(1).toNanos());
    assertThat(wait("k-3")).isEqualTo(Duration.ofSeconds(1));
    assertThat(wait("k-2")).isZero();
  }

  @Test
  void once_nobody_waits_any_more_nobody_is_held_up() {
    pauses.begin(HELP, "k-1", Duration.ofSeconds(10));
    assertThat(wait("k-2")).isEqualTo(Duration.ofSeconds(11));

    nanos.addAndGet(Duration.ofSeconds(13).toNanos());

    for (int i = 0; i < 20; i++) {
      assertThat(wait("new-" + i)).isZero();
    }
  }

  @Test
  void two_that_come_by_turns_do_not_throw_each_other_out() {
    pauses.begin(HELP, "looking for k-1", Duration.ofSeconds(10));
    assertThat(wait("looking for k-2")).isEqualTo(Duration.ofSeconds(11));
    nanos.addAndGet(Duration.ofSeconds(10).toNanos());
    assertThat(wait("looking for k-1")).isZero();
    nanos.addAndGet(Duration.ofSeconds(1).toNanos());

    for (int page = 0; page < 5; page++) {
      assertThat(wait("looking for k-2")).isZero();
      assertThat(wait("looking for k-1")).isZero();
      nanos.addAndGet(Duration.ofMillis(100).toNanos());
    }
  }

  private Duration wait(String what) {
    try {
      pauses.pass(HELP, what);
      return Duration.ZERO;
    } catch (DeliveryFailedException e) {
      return e.retryAfter().orElseThrow();
    }
  }

  @Test
  void other_channels_and_other_methods_go_on() {
    pauses.begin(HELP, "x", Duration.ofHours(1));

    assertThatCode(
            () -> {
              pauses.pass(new Slot("chat.postMessage", "C0ITTEAM"), "x");
              pauses.pass(new Slot("chat.update", "C0HELP"), "x");
            })
        .doesNotThrowAnyException();
  }
}
