package dev.deskhand.bot.work;

import static dev.deskhand.bot.work.House.TENANT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.bot.ticket.Ticket;
import dev.deskhand.journal.Append;
import dev.deskhand.journal.Lease;
import dev.deskhand.journal.Leases;
import dev.deskhand.journal.StreamId;
import dev.deskhand.journal.StreamKey;
import dev.deskhand.journal.StreamState;
import dev.deskhand.journal.StreamWorker;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The loops themselves, on their own threads. */
@Timeout(60)
final class ReplicaTest {
  private final House house = new House();
  private final Outside outside = house.outside;

  /** Looks again after every commit and every few milliseconds, for at most 20 s. */
  private void await(BooleanSupplier condition) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("deadline").isLessThan(deadline);
      CountDownLatch never = new CountDownLatch(1);
      assertThat(never.await(5, TimeUnit.MILLISECONDS)).isFalse();
    }
  }

  @Test
  void a_message_is_worked_from_the_inbox_to_the_solved_ticket() throws Exception {
    try (Replica replica = house.replica("one")) {
      replica.start();

      house.files("t-1", Ticket.Verification.VERIFIED, "VPN says no");
      await(() -> outside.said("ada").size() == 2);
      house.says("ada", "d-1", "1");
      await(
          () ->
              outside.posts().stream()
                  .anyMatch(it -> it.message().text().startsWith("Please try")));
      house.says("ada", "d-2", "yes");
      await(() -> !outside.moves().isEmpty());
    }

    assertThat(outside.notes()).hasSize(2);
    assertThat(outside.isLocked("ada")).isFalse();
    assertThat(outside.posts()).extracting(it -> it.key()).doesNotHaveDuplicates();
  }

  @Test
  void a_message_that_always_throws_is_set_aside_and_the_rest_flows() throws Exception {
    try (Replica replica = house.replica("one")) {
      replica.start();

      house.says("ada", "d-1", "let it explode");
      house.says("ada", "d-2", "help");
      house.says("cleo", "d-3", "help");
      await(() -> outside.said("ada").size() == 2 && outside.said("cleo").size() == 1);
    }

    assertThat(house.store.outcome(TENANT, "web/office", "d-1").orElseThrow())
        .startsWith("quarantined: IllegalStateException");
    assertThat(outside.said("ada"))
        .hasSize(2)
        .first()
        .asString()
        .startsWith("Something went wrong");
    assertThat(outside.said("cleo")).hasSize(1);
  }

  @Test
  void what_came_in_before_the_start_or_was_left_by_another_replica_is_worked() throws Exception {
    house.says("ada", "d-1", "VPN fails");
    Replica first = house.replica("one");
    first.start();
    await(() -> outside.said("ada").size() == 1);
    first.close();
    house.says("ada", "d-2", "1");

    try (Replica second = house.again(Death.never()).replica("two")) {
      second.start();
      await(
          () ->
              outside.posts().stream()
                  .anyMatch(it -> it.message().text().startsWith("Please try")));
    }

    assertThat(outside.isLocked("ada")).isFalse();
  }

  @Test
  void a_replica_that_lost_its_leases_stops_and_works_again_when_it_regains_them()
      throws Exception {
    try (Replica replica = house.replica("one")) {
      replica.start();
      house.says("ada", "d-1", "help");
      await(() -> outside.said("ada").size() == 1);

      house.clock.advance(Duration.ofSeconds(11));
      house.store.hold("thief", Duration.ofHours(1));
      house.says("ada", "d-2", "help");
      house.says("cleo", "d-3", "help");
      assertThat(outside.said("cleo")).isEmpty();
      house.store.release("thief");

      await(() -> outside.said("ada").size() == 2 && outside.said("cleo").size() == 1);
    }

    assertThat(outside.posts()).extracting(it -> it.key()).doesNotHaveDuplicates();
  }

  /** Streams that are live, and whoever works one does this. */
  private final class Left implements StreamWorker {
    private final Set<StreamKey> begun = ConcurrentHashMap.newKeySet();
    private final Runnable work;

    Left(int many, Runnable work) {
      this.work = work;
      for (int i = 0; i < many; i++) {
        Append append =
            Append.in(TENANT)
                .to(new StreamId(kind(), "left-" + i), 0, StreamState.live(), List.of())
                .build();
        house.store.append(append);
      }
    }

    @Override
    public String kind() {
      return "left";
    }

    @Override
    public void work(StreamKey key, Lease lease) {
      work.run();
      begun.add(key);
    }
  }

  @Test
  void of_thousands_that_were_left_some_hundreds_are_worked_at_once() throws Exception {
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    Left left =
        new Left(
            5_000,
            () -> {
              most.accumulateAndGet(inside.incrementAndGet(), Math::max);
              LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
              inside.decrementAndGet();
            });

    try (Replica replica = house.replica("one", left)) {
      replica.start();
      await(() -> left.begun.size() == 5_000);
    }

    assertThat(most).hasValueLessThan(1_000);
  }

  @Test
  void what_was_left_does_not_wait_for_what_takes_hours() throws Exception {
    CountDownLatch all = new CountDownLatch(1_000);
    CountDownLatch ends = new CountDownLatch(1);
    Left left =
        new Left(
            1_000,
            () -> {
              all.countDown();
              awaitIn(ends);
            });

    try (Replica replica = house.replica("one", left)) {
      replica.start();
      assertThat(all.await(20, TimeUnit.SECONDS)).isTrue();
      ends.countDown();
    }
  }

  /** The store's leases, and how often somebody who ends kept some. */
  private final class Kept implements Leases {
    private final AtomicInteger times = new AtomicInteger();

    @Override
    public List<Lease> hold(String replica, Duration length) {
      return house.store.hold(replica, length);
    }

    @Override
    public List<Lease> keep(String replica, Set<Integer> partitions, Duration length) {
      List<Lease> kept = house.store.keep(replica, partitions, length);
      times.incrementAndGet();
      return kept;
    }

    @Override
    public boolean lasts(Lease lease) {
      return house.store.lasts(lease);
    }

    @Override
    public boolean areKept() {
      return house.store.areKept();
    }

    @Override
    public void release(String replica) {
      house.store.release(replica);
    }
  }

  @Test
  void whoever_ends_keeps_the_lease_of_what_is_being_worked_and_gives_back_the_others()
      throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch ends = new CountDownLatch(1);
    Kept leases = new Kept();
    Left left =
        new Left(
            1,
            () -> {
              begun.countDown();
              awaitIn(ends);
            });
    Replica replica = house.replica("one", left, leases);
    replica.start();
    begun.await();

    Thread closing = Thread.ofVirtual().start(replica::close);
    await(() -> leases.times.get() == 1);
    assertThat(house.store.hold("two", Duration.ofDays(1))).hasSize(15);
    house.clock.advance(Duration.ofSeconds(9));
    await(() -> leases.times.get() == 2);
    house.clock.advance(Duration.ofSeconds(9));
    assertThat(house.store.hold("two", Duration.ofDays(1))).hasSize(15);
    ends.countDown();
    closing.join();

    assertThat(house.store.hold("two", Duration.ofDays(1))).hasSize(16);
  }

  private static void awaitIn(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void closing_while_work_fails_ends_in_peace() throws Exception {
    outside.fail(() -> new IllegalStateException("a bug"), 3);
    Replica replica = house.replica("one");
    replica.start();
    house.says("ada", "d-1", "let it explode");

    replica.close();

    assertThat(house.store.hold("two", Duration.ofSeconds(1))).hasSize(16);
  }
}
