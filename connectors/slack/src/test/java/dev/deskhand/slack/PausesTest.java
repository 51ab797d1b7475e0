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
    pauses.begin(HELP, Duration.ofSeconds(30));
    nanos.addAndGet(Duration.ofSeconds(12).toNanos());

    DeliveryFailedException refused =
        catchThrowableOfType(DeliveryFailedException.class, () -> pauses.pass(HELP, "posting k-1"));

    assertThat(refused.retryAfter()).contains(Duration.ofSeconds(18));
    nanos.addAndGet(Duration.ofSeconds(18).toNanos());
    assertThatCode(() -> pauses.pass(HELP, "posting k-1")).doesNotThrowAnyException();
  }

  @Test
  void other_channels_and_other_methods_go_on() {
    pauses.begin(HELP, Duration.ofHours(1));

    assertThatCode(
            () -> {
              pauses.pass(new Slot("chat.postMessage", "C0ITTEAM"), "x");
              pauses.pass(new Slot("chat.update", "C0HELP"), "x");
            })
        .doesNotThrowAnyException();
  }
}
