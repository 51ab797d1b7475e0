package dev.deskhand.bot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PrecedenceTest {
  private static final Duration SHORT = Duration.ofMillis(1);
  private static final Duration LONG = Duration.ofHours(1);

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch stored = new CountDownLatch(1);
  private final CountDownLatch worked = new CountDownLatch(1);

  @AfterEach
  void end() {
    stored.countDown();
    worked.countDown();
    threads.close();
  }

  @Test
  void what_is_received_waits_for_no_work() throws Exception {
    Precedence precedence = new Precedence(1, Duration.ZERO, SHORT, LONG);
    Future<?> work = beginToWork(precedence);

    assertEquals("stored", precedence.receive(() -> "stored"));
    assertFalse(work.isDone());
    worked.countDown();
    work.get();
  }

  @Test
  void work_begins_as_soon_as_nothing_is_received_any_more() throws Exception {
    Precedence precedence = new Precedence(1, Duration.ZERO, LONG, LONG);
    Future<?> reception = beginToReceive(precedence);
    AtomicInteger times = new AtomicInteger();
    Future<?> work = threads.submit(() -> precedence.work(times::incrementAndGet));

    assertThrows(TimeoutException.class, () -> work.get(50, TimeUnit.MILLISECONDS));
    stored.countDown();
    reception.get();
    work.get();
    assertEquals(1, times.get());
  }

  @Test
  void work_lets_pass_what_may_follow_at_once() throws Exception {
    Precedence precedence = new Precedence(1, LONG, LONG, LONG);
    precedence.work(() -> {});
    assertEquals("stored", precedence.receive(() -> "stored"));
    Future<?> work = threads.submit(() -> precedence.work(() -> {}));

    assertThrows(TimeoutException.class, () -> work.get(50, TimeUnit.MILLISECONDS));
    work.cancel(true);
  }

  @Test
  void work_begins_when_nothing_has_followed() throws Exception {
    Precedence precedence = new Precedence(1, SHORT, LONG, LONG);
    assertEquals("stored", precedence.receive(() -> "stored"));
    AtomicInteger times = new AtomicInteger();

    threads.submit(() -> precedence.work(times::incrementAndGet)).get();
    assertEquals(1, times.get());
  }

  @Test
  void work_goes_on_while_more_and_more_is_received() throws Exception {
    Precedence precedence = new Precedence(1, Duration.ZERO, SHORT, LONG);
    Future<?> reception = beginToReceive(precedence);

    for (int i = 0; i < 3; i++) {
      threads.submit(() -> precedence.work(() -> {})).get();
    }
    assertFalse(reception.isDone());
  }

  @Test
  void so_many_are_worked_at_a_time_and_no_more() throws Exception {
    Precedence precedence = new Precedence(2, Duration.ZERO, SHORT, LONG);
    Semaphore begun = new Semaphore(0);
    CountDownLatch working = new CountDownLatch(1);
    for (int i = 0; i < 3; i++) {
      threads.execute(
          () ->
              precedence.work(
                  () -> {
                    begun.release();
                    await(working);
                  }));
    }

    assertTrue(begun.tryAcquire(2, 10, TimeUnit.SECONDS));
    assertFalse(begun.tryAcquire(50, TimeUnit.MILLISECONDS));
    working.countDown();
    assertTrue(begun.tryAcquire(10, TimeUnit.SECONDS));
  }

  @Test
  void whoever_works_long_holds_the_others_up_no_longer() throws Exception {
    Precedence precedence = new Precedence(1, Duration.ZERO, SHORT, SHORT);
    Future<?> stuck = beginToWork(precedence);

    threads.submit(() -> precedence.work(() -> {})).get();
    assertFalse(stuck.isDone());
  }

  @Test
  void what_fails_leaves_its_place() {
    Precedence precedence = new Precedence(1, Duration.ZERO, LONG, LONG);

    assertThrows(IllegalStateException.class, () -> precedence.work(PrecedenceTest::fail));
    assertThrows(
        IllegalStateException.class,
        () ->
            precedence.receive(
                () -> {
                  fail();
                  return "";
                }));
    AtomicInteger times = new AtomicInteger();
    precedence.work(times::incrementAndGet);
    assertEquals(1, times.get());
  }

  /** Returns while it is worked, until it was. */
  private Future<?> beginToWork(Precedence precedence) {
    CountDownLatch begun = new CountDownLatch(1);
    Future<?> work =
        threads.submit(
            () ->
                precedence.work(
                    () -> {
                      begun.countDown();
                      await(worked);
                    }));
    await(begun);
    return work;
  }

  /** Returns while it is received, until it is stored. */
  private Future<?> beginToReceive(Precedence precedence) {
    CountDownLatch begun = new CountDownLatch(1);
    Future<?> reception =
        threads.submit(
            () ->
                precedence.receive(
                    () -> {
                      begun.countDown();
                      await(stored);
                      return "";
                    }));
    await(begun);
    return reception;
  }

  private static void fail() {
    throw new IllegalStateException("planned");
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
