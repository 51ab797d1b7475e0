package dev.deskhand.bot.work;

import static dev.deskhand.bot.work.House.TENANT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.bot.intent.IntentParser;
import dev.deskhand.bot.intent.Interpretation;
import dev.deskhand.bot.message.ConversationId;
import dev.deskhand.journal.Append;
import dev.deskhand.journal.Event;
import dev.deskhand.journal.StreamId;
import dev.deskhand.journal.StreamKey;
import dev.deskhand.journal.StreamState;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a request was decided from changes while it is decided. */
@Timeout(60)
final class OvertakenTest {
  private static final StreamId HERS = new ConversationId("web", "ada").stream();

  private static final Duration LONG_ENOUGH_TO_MEET = Duration.ofMillis(1);

  private final Sentences sentences = new Sentences();
  private Consumer<String> meanwhile = text -> {};

  private final House house = House.understandingBy(parser());

  private IntentParser parser() {
    return utterance -> {
      Interpretation interpretation = sentences.parse(utterance);
      meanwhile.accept(utterance.text());
      return interpretation;
    };
  }

  private Optional<String> became(String delivery) {
    return house.store.outcome(TENANT, "web/office", delivery);
  }

  @Test
  void a_request_that_is_overtaken_a_hundred_times_is_answered_once() {
    AtomicInteger times = new AtomicInteger();
    meanwhile =
        text -> {
          if (times.incrementAndGet() <= 100) {
            somethingElseIsSaid();
          }
        };
    house.says("ada", "d-1", "either");

    house.settle();

    assertThat(times).hasValue(101);
    assertThat(became("d-1")).get().asString().doesNotContain("quarantined");
    assertThat(house.outside.said("ada")).hasSize(1);
  }

  private void somethingElseIsSaid() {
    long last = house.store.read(new StreamKey(TENANT, HERS)).sequence();
    house.store.append(
        Append.in(TENANT)
            .to(HERS, last, StreamState.asleep(), List.of(new Event("said", 1, "{}")))
            .build());
  }

  @Test
  void those_that_were_overtaken_are_decided_one_after_another() throws Exception {
    CyclicBarrier all = new CyclicBarrier(8);
    Set<String> decided = ConcurrentHashMap.newKeySet();
    AtomicInteger anew = new AtomicInteger();
    AtomicInteger mostAtOnce = new AtomicInteger();
    meanwhile =
        text -> {
          if (decided.add(text)) {
            await(all);
          } else {
            mostAtOnce.accumulateAndGet(anew.incrementAndGet(), Math::max);
            LockSupport.parkNanos(LONG_ENOUGH_TO_MEET.toNanos());
            anew.decrementAndGet();
          }
        };
    for (int i = 1; i <= 8; i++) {
      house.saysIn("room-" + i, "ada", "d-" + i, "unlock my account, " + i);
    }

    try (Replica replica = house.replica("one")) {
      replica.start();
      long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
      while (!IntStream.rangeClosed(1, 8).allMatch(i -> became("d-" + i).isPresent())) {
        assertThat(System.nanoTime()).as("deadline").isLessThan(deadline);
        assertThat(new CountDownLatch(1).await(5, TimeUnit.MILLISECONDS)).isFalse();
      }
    }

    assertThat(IntStream.rangeClosed(1, 8).mapToObj(i -> became("d-" + i).orElseThrow()))
        .allSatisfy(outcome -> assertThat(outcome).startsWith("run "));
    assertThat(mostAtOnce).hasValueLessThanOrEqualTo(1);
  }

  private static void await(CyclicBarrier barrier) {
    try {
      barrier.await(Duration.ofSeconds(20).toSeconds(), TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
