package dev.deskhand.bot.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One key never twice at once, and no signal lost. */
@Timeout(20)
final class LanesTest {
  private final Lanes lanes = new Lanes();

  @Test
  void a_key_is_never_worked_twice_at_once_and_no_signal_is_lost() throws Exception {
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    AtomicInteger wanted = new AtomicInteger();
    AtomicInteger seen = new AtomicInteger();
    CountDownLatch signallers = new CountDownLatch(8);
    for (int i = 0; i < 8; i++) {
      Thread.ofVirtual()
          .start(
              () -> {
                for (int n = 0; n < 2_000; n++) {
                  wanted.incrementAndGet();
                  lanes.signal(
                      "key",
                      () -> {
                        most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                        seen.set(wanted.get());
                        inside.decrementAndGet();
                      });
                }
                signallers.countDown();
              });
    }
    signallers.await();
    awaitRest();
    lanes.close();

    assertThat(most.get()).isEqualTo(1);
    assertThat(seen.get()).isEqualTo(wanted.get());
  }

  /** While a key is worked, other work for it is not begun: what is begun comes after the last. */
  private void awaitRest() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    do {
      lanes.signal("key", begun::countDown);
    } while (!begun.await(1, TimeUnit.MILLISECONDS));
  }

  @Test
  void different_keys_are_worked_at_the_same_time() throws Exception {
    CountDownLatch both = new CountDownLatch(2);
    CountDownLatch met = new CountDownLatch(2);
    Runnable meeting =
        () -> {
          both.countDown();
          try {
            if (both.await(10, TimeUnit.SECONDS)) {
              met.countDown();
            }
          } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
          }
        };

    lanes.signal("one", meeting);
    lanes.signal("two", meeting);

    assertThat(met.await(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void a_key_whose_thread_died_can_be_worked_again() throws Exception {
    CountDownLatch dying = new CountDownLatch(1);
    CountDownLatch signalled = new CountDownLatch(1);
    CountDownLatch again = new CountDownLatch(1);
    CountDownLatch dead = new CountDownLatch(1);
    lanes.signal(
        "key",
        () -> {
          Thread.currentThread().setUncaughtExceptionHandler((_, _) -> dead.countDown());
          dying.countDown();
          try {
            signalled.await();
          } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
          }
          throw new Death.Killed();
        });
    dying.await();
    lanes.signal("key", () -> {});
    signalled.countDown();
    dead.await();

    lanes.signal("key", again::countDown);

    assertThat(again.await(10, TimeUnit.SECONDS)).isTrue();
    lanes.close();
  }

  @Test
  void whoever_waits_for_room_goes_on_when_something_ends_or_nothing_is_taken_any_more()
      throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch ends = new CountDownLatch(1);
    lanes.signal(
        "key",
        () -> {
          begun.countDown();
          try {
            ends.await();
          } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
          }
        });
    begun.await();
    lanes.awaitRoom(2, Duration.ofDays(1));
    lanes.awaitRoom(1, Duration.ofMillis(1));

    ends.countDown();
    lanes.awaitRoom(1, Duration.ofDays(1));
    lanes.close();
    lanes.awaitRoom(0, Duration.ofDays(1));
  }

  @Test
  void closing_waits_for_what_is_being_worked_and_takes_nothing_more() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    AtomicInteger worked = new AtomicInteger();
    lanes.signal(
        "key",
        () -> {
          begun.countDown();
          worked.incrementAndGet();
        });
    begun.await();

    lanes.close();
    lanes.signal("key", worked::incrementAndGet);

    assertThat(worked.get()).isEqualTo(1);
  }
}
