package dev.deskhand.runbooks.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PatienceTest {
  private final Patience patience = new Patience();

  private void waitOnce() throws InterruptedException {
    CountDownLatch over = new CountDownLatch(1);

    patience.begin(Duration.ofMillis(1), over::countDown);

    assertThat(over.await(30, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void a_wait_ends_when_its_time_is_over_also_after_a_time_without_any()
      throws InterruptedException {
    for (int round = 0; round < 5; round++) {
      waitOnce();
    }
  }

  @Test
  void a_wait_that_was_ended_is_left_alone() throws InterruptedException {
    AtomicInteger calls = new AtomicInteger();
    Patience.Wait wait = patience.begin(Duration.ofMillis(1), calls::incrementAndGet);

    patience.end(wait);
    waitOnce();

    assertThat(calls).hasValue(0);
  }

  @Test
  void a_long_wait_does_not_hold_up_a_short_one() throws InterruptedException {
    Patience.Wait wait = patience.begin(Duration.ofDays(1), () -> {});

    waitOnce();

    patience.end(wait);
  }
}
