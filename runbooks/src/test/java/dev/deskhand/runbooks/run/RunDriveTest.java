package dev.deskhand.runbooks.run;

import static dev.deskhand.runbooks.run.Workshop.RUN;
import static dev.deskhand.runbooks.run.Workshop.TENANT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.deskhand.content.Problems;
import dev.deskhand.journal.Append;
import dev.deskhand.journal.Journal;
import dev.deskhand.journal.JournalException;
import dev.deskhand.journal.Lease;
import dev.deskhand.journal.StaleLeaseException;
import dev.deskhand.journal.StreamId;
import dev.deskhand.journal.StreamKey;
import dev.deskhand.journal.StreamState;
import dev.deskhand.journal.memory.WatchedJournal;
import dev.deskhand.runbooks.Runbook;
import dev.deskhand.runbooks.StepId;
import dev.deskhand.runbooks.action.ActionResult;
import dev.deskhand.runbooks.yaml.RunbookReader;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What happens to a run while something of it is under way. */
@Timeout(60)
final class RunDriveTest {
  private static final Executor THREADS = task -> Thread.ofVirtual().start(task);
  private static final String ONCE = "title: Do, action: test.once, target: here, effect: once";
  private static final String ASKING =
      """
            - id: branch
              title: Branch
              steps:
                - { id: agree, title: Agree, approval: { role: approver, within: 1h } }
                - { id: after, %s }
      """
          .formatted(ONCE);

  private final Workshop shop = new Workshop();
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch ends = new CountDownLatch(1);
  private final AtomicInteger interrupted = new AtomicInteger();

  private static StepRef ref(String step) {
    return StepRef.forward(new StepId(step));
  }

  private static String sideBySide(String others) {
    return """
    runbook: fix
    title: Fix
    risk: low
    inputs:
      what: { type: string, question: What?, default: it }
    steps:
      - id: both
        title: Both
        parallel:
          - { id: slow, %s }
    %s
    tell: { succeeded: Done., failed: Not done. }
    """
        .formatted(ONCE, others);
  }

  /** A step that is slow, beside others. */
  private void begin(String others) {
    Problems problems = new Problems();
    Runbook runbook =
        new RunbookReader(shop.signatures(), Set.of())
            .read("fix" + RunbookReader.ENDING, sideBySide(others), problems)
            .orElseThrow(() -> new AssertionError(problems.all()));
    shop.world.outside("slow", _ -> slow());
    shop.begin(RUN, shop.plan(runbook), "ada");
  }

  private ActionResult slow() {
    begun.countDown();
    try {
      ends.await();
      return new ActionResult.Done(Map.of(), "slowly");
    } catch (InterruptedException _) {
      interrupted.incrementAndGet();
      return new ActionResult.Uncertain("interrupted");
    }
  }

  private static String beside(String id) {
    return "      - { id: " + id + ", " + ONCE + " }";
  }

  /** Has the run worked on another thread; what it hears is what is written to the store. */
  private CompletableFuture<Void> working(Journal journal, Lease lease) {
    RunWorker worker = shop.worker(journal, shop.clock);
    shop.store.onCommit(
        append ->
            append
                .streams()
                .forEach(
                    it ->
                        worker.changed(
                            new StreamKey(append.tenant(), it.stream()),
                            it.expected() + it.events().size())));
    return CompletableFuture.runAsync(() -> worker.work(RUN.in(TENANT), lease), THREADS);
  }

  private void awaitIn(CountDownLatch latch) throws InterruptedException {
    assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
  }

  private void await(BooleanSupplier condition) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("deadline").isLessThan(deadline);
      assertThat(new CountDownLatch(1).await(5, TimeUnit.MILLISECONDS)).isFalse();
    }
  }

  /** When a commit fails. */
  enum Failing {
    BEFORE,
    /** It was made, and its answer was lost. */
    AFTER
  }

  /** A journal of which some commits fail. */
  private Journal failing(Failing when, Predicate<Append> which) {
    return new WatchedJournal(
        shop.store,
        new WatchedJournal.Watch() {
          @Override
          public void before(Append append) {
            fail(append, Failing.BEFORE);
          }

          @Override
          public void after(Append append) {
            fail(append, Failing.AFTER);
          }

          private void fail(Append append, Failing now) {
            if (when == now && which.test(append)) {
              throw new JournalException("the database is away");
            }
          }
        });
  }

  /** The first so many commits that have an event of a type. */
  private static Predicate<Append> first(int many, String type) {
    AtomicInteger left = new AtomicInteger(many);
    return append ->
        append.streams().stream()
                .flatMap(it -> it.events().stream())
                .anyMatch(it -> it.type().equals(type))
            && left.getAndDecrement() > 0;
  }

  @ParameterizedTest
  @EnumSource
  void what_is_under_way_while_a_commit_fails_is_neither_doubled_nor_lost(Failing when)
      throws Exception {
    begin(beside("fast"));
    CompletableFuture<Void> work = working(failing(when, first(2, "step-succeeded")), shop.lease());

    awaitIn(begun);
    await(() -> shop.run().progress(ref("fast")).orElseThrow() instanceof StepProgress.Succeeded);
    ends.countDown();
    work.get(20, TimeUnit.SECONDS);

    assertThat(shop.end().outcome()).isEqualTo(RunOutcome.SUCCEEDED);
    assertThat(shop.intents()).containsExactlyInAnyOrder("r-1.slow 1", "r-1.fast 1");
    assertThat(shop.history(RunEvent.StepSucceeded.class))
        .extracting(RunEvent.StepSucceeded::step)
        .containsExactlyInAnyOrder(ref("fast"), ref("slow"));
    assertThat(shop.world.applied("fast")).isEqualTo(1);
    assertThat(interrupted).hasValue(0);
  }

  @ParameterizedTest
  @EnumSource
  void an_attempt_whose_announcement_failed_was_not_made_and_nobody_is_asked(Failing when)
      throws Exception {
    begin(beside("fast"));
    ends.countDown();

    working(failing(when, first(1, "step-dispatched")), shop.lease()).get(20, TimeUnit.SECONDS);
    shop.workThrough();

    assertThat(shop.end().outcome()).isEqualTo(RunOutcome.SUCCEEDED);
    assertThat(shop.history(RunEvent.StepUncertain.class)).isEmpty();
    assertThat(shop.world.received("fast")).extracting(World.Received::attempt).containsExactly(2);
  }

  @Test
  void whoever_loses_the_lease_interrupts_what_is_under_way_before_it_leaves() throws Exception {
    begin(beside("fast"));
    Lease lease = shop.lease();
    shop.world.script(
        "fast",
        _ -> {
          shop.lease();
          return new ActionResult.Done(Map.of(), "under another's lease");
        });

    CompletableFuture<Void> work = working(shop.store, lease);

    assertThatThrownBy(() -> work.get(20, TimeUnit.SECONDS))
        .hasCauseInstanceOf(StaleLeaseException.class);
    assertThat(interrupted).hasValue(1);
  }

  @Test
  void a_worker_that_is_stopped_begins_nothing_more_and_keeps_what_has_come() throws Exception {
    begin("      - { id: fast, " + ONCE + " }\n  - { id: last, " + ONCE + " }");
    RunWorker worker = shop.worker(shop.store, shop.clock);
    Lease lease = shop.lease();
    CompletableFuture<Void> work =
        CompletableFuture.runAsync(() -> worker.work(RUN.in(TENANT), lease), THREADS);
    awaitIn(begun);

    worker.stop();
    ends.countDown();
    work.get(20, TimeUnit.SECONDS);

    assertThat(shop.run().progress(ref("slow"))).contains(new StepProgress.Succeeded());
    assertThat(shop.world.received("last")).isEmpty();
    shop.workThrough();
    assertThat(shop.end().outcome()).isEqualTo(RunOutcome.SUCCEEDED);
    assertThat(shop.history(RunEvent.StepUncertain.class)).isEmpty();
  }

  @Test
  void a_yes_is_heard_while_another_branch_goes_on() throws Exception {
    begin(ASKING);
    CompletableFuture<Void> work = working(shop.store, shop.lease());
    await(() -> !shop.run().awaitingApproval().isEmpty());
    awaitIn(begun);

    shop.approveStep("bob", ref("agree"));
    await(() -> shop.world.applied("after") == 1);

    ends.countDown();
    work.get(20, TimeUnit.SECONDS);
    assertThat(shop.end().outcome()).isEqualTo(RunOutcome.SUCCEEDED);
  }

  @Test
  void a_yes_that_another_process_wrote_is_found_while_another_branch_goes_on() throws Exception {
    begin(ASKING);
    RunWorker worker = shop.worker(shop.store, shop.clock);
    Lease lease = shop.lease();
    CompletableFuture<Void> work =
        CompletableFuture.runAsync(() -> worker.work(RUN.in(TENANT), lease), THREADS);
    await(() -> !shop.run().awaitingApproval().isEmpty());
    awaitIn(begun);

    shop.approveStep("bob", ref("agree"));
    await(() -> shop.world.applied("after") == 1);

    ends.countDown();
    work.get(20, TimeUnit.SECONDS);
  }

  @Test
  void a_yes_in_time_counts_however_late_it_is_looked_at() {
    begin(ASKING);
    ends.countDown();
    shop.work();

    shop.approveStep("bob", ref("agree"));
    shop.clock.advance(Duration.ofHours(2));
    shop.workThrough();

    assertThat(shop.end().outcome()).isEqualTo(RunOutcome.SUCCEEDED);
  }

  @Test
  void a_yes_that_comes_too_late_does_not_count() {
    begin(ASKING);
    ends.countDown();
    shop.work();

    shop.clock.advance(Duration.ofHours(2));
    shop.approveStep("bob", ref("agree"));
    shop.workThrough();

    assertThat(shop.end().reason()).contains("nobody approved in time");
    assertThat(shop.world.received("after")).isEmpty();
  }

  @Test
  void a_no_that_comes_before_a_yes_was_used_is_not_overruled() {
    begin(ASKING);
    ends.countDown();
    shop.work();
    shop.approveStep("bob", ref("agree"));
    Journal journal =
        shop.watched(Trouble.overtakenBefore(1, () -> shop.declineStep("sue", ref("agree"))));

    shop.worker(journal, shop.clock).work(RUN.in(TENANT), shop.lease());
    shop.workThrough();

    assertThat(shop.end().outcome()).isEqualTo(RunOutcome.FAILED);
    assertThat(shop.world.received("after")).isEmpty();
    assertThat(shop.run().progress(ref("agree")))
        .contains(new StepProgress.Failed(1, 1, "declined by sue", Optional.empty()));
  }

  @Test
  void commits_of_other_runs_and_of_its_own_wake_nobody() throws Exception {
    begin(beside("fast"));
    AtomicInteger reads = new AtomicInteger();
    WatchedJournal counted =
        new WatchedJournal(
            shop.store,
            new WatchedJournal.Watch() {
              @Override
              public void reading() {
                reads.incrementAndGet();
              }
            });

    CompletableFuture<Void> work = working(counted, shop.lease());
    awaitIn(begun);
    await(() -> shop.run().progress(ref("fast")).orElseThrow() instanceof StepProgress.Succeeded);
    shop.store.append(
        Append.in(TENANT).to(new StreamId("run", "r-2"), 0, StreamState.live(), List.of()).build());
    ends.countDown();
    work.get(20, TimeUnit.SECONDS);

    assertThat(reads).hasValue(1);
  }
}
