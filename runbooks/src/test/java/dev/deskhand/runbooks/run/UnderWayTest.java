package dev.deskhand.runbooks.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.runbooks.StepId;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class UnderWayTest {
  private static final StepRef ONE = StepRef.forward(new StepId("one"));
  private static final Duration LONG = Duration.ofSeconds(30);

  private final UnderWay underWay = new UnderWay(new Patience());

  /** An answer that a test knows again. */
  private static UnderWay.Ending saying(String words) {
    return _ -> Outcomes.through(ONE, words);
  }

  private String next() throws InterruptedException {
    UnderWay.Finished finished = underWay.await(LONG).orElseThrow();
    return finished.step() + ": " + finished.event();
  }

  @Test
  void what_answers_in_time_is_heard() throws InterruptedException {
    UnderWay.Ending done = saying("done");
    underWay.start(ONE, LONG, () -> done, saying("late"));

    assertThat(next()).isEqualTo(ONE + ": " + done);
    assertThat(underWay.isEmpty()).isTrue();
  }

  @Test
  void what_hangs_is_interrupted_and_given_up() throws InterruptedException {
    CountDownLatch interrupted = new CountDownLatch(1);
    UnderWay.Ending late = saying("late");
    underWay.start(
        ONE,
        Duration.ofMillis(10),
        () -> {
          awaitInterrupt();
          interrupted.countDown();
          return saying("interrupted");
        },
        late);

    assertThat(next()).isEqualTo(ONE + ": " + late);
    assertThat(interrupted.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void what_answers_after_it_was_given_up_is_not_taken_for_the_next_attempt()
      throws InterruptedException {
    CountDownLatch goOn = new CountDownLatch(1);
    underWay.start(
        ONE,
        Duration.ZERO,
        () -> {
          awaitUninterruptibly(goOn);
          return saying("too late");
        },
        saying("late"));
    next();

    UnderWay.Ending second = saying("second");
    CountDownLatch heard = new CountDownLatch(1);
    underWay.start(
        ONE,
        LONG,
        () -> {
          awaitUninterruptibly(heard);
          return second;
        },
        saying("late again"));
    goOn.countDown();
    assertThat(underWay.await(LONG)).isEmpty();
    heard.countDown();

    assertThat(next()).isEqualTo(ONE + ": " + second);
  }

  @Test
  void waiting_for_nothing_ends_when_its_time_is_over() throws InterruptedException {
    assertThat(underWay.await(Duration.ofMillis(1))).isEmpty();
  }

  private static void awaitInterrupt() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    boolean open = false;
    while (!open) {
      try {
        latch.await();
        open = true;
      } catch (InterruptedException _) {
        open = false;
      }
    }
  }
}
