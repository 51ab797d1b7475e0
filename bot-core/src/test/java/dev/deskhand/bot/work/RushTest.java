package dev.deskhand.bot.work;

import static dev.deskhand.bot.work.House.MOST_AT_A_TIME;
import static dev.deskhand.bot.work.House.TENANT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.bot.intent.IntentParser;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** More comes in than can be worked. */
@Timeout(60)
final class RushTest {
  private final Sentences sentences = new Sentences();
  private final Semaphore begun = new Semaphore(0);
  private final CountDownLatch goOn = new CountDownLatch(1);
  private final House house = House.understandingBy(parser());

  private IntentParser parser() {
    return utterance -> {
      begun.release();
      try {
        goOn.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      return sentences.parse(utterance);
    };
  }

  @Test
  void so_many_requests_are_worked_at_a_time_as_have_a_place() throws InterruptedException {
    int all = MOST_AT_A_TIME + 1;
    for (int i = 1; i <= all; i++) {
      house.saysIn("room-" + i, "ada", "d-" + i, "unlock my account, " + i);
    }

    try (Replica replica = house.replica("one")) {
      replica.start();
      assertThat(begun.tryAcquire(MOST_AT_A_TIME, 20, TimeUnit.SECONDS)).isTrue();
      assertThat(begun.tryAcquire(50, TimeUnit.MILLISECONDS)).isFalse();
      goOn.countDown();
      assertThat(begun.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(IntStream.rangeClosed(1, all)).allMatch(this::isWorked);
  }

  @Test
  void whoever_stops_waits_for_what_is_being_worked_and_not_for_all_that_waits() throws Exception {
    for (int i = 1; i <= 3; i++) {
      house.says("ada", "d-" + i, "unlock my account, " + i);
    }
    Replica replica = house.replica("one");
    replica.start();
    begun.acquire();
    Thread stopping = Thread.ofPlatform().start(replica::close);
    while (stopping.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    goOn.countDown();
    stopping.join();

    assertThat(IntStream.rangeClosed(1, 3).filter(this::isWorked)).containsExactly(1);
    house.again(Death.never()).settle();
    assertThat(IntStream.rangeClosed(1, 3)).allMatch(this::isWorked);
  }

  private boolean isWorked(int request) {
    return house.store.outcome(TENANT, "web/office", "d-" + request).isPresent();
  }
}
