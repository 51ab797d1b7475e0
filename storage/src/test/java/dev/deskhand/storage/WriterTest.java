package dev.deskhand.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.deskhand.journal.Freeze;
import dev.deskhand.journal.HashChain;
import dev.deskhand.journal.JournalException;
import dev.deskhand.journal.TenantId;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The writer commits many callers' work at once, and each stands for itself. */
@Timeout(30)
final class WriterTest {
  private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch goOn = new CountDownLatch(1);

  @TempDir private Path folder = Path.of("");
  private final List<AutoCloseable> open = new ArrayList<>();

  private Writer writer() {
    return (Writer) open.getLast();
  }

  @BeforeEach
  void open() {
    SqliteEngine engine = SqliteEngine.open(new SqliteDatabase(folder.resolve("journal.db")));
    new Migrations(engine).bring();
    open.add(engine);
    open.add(new Writer(engine, InstantSource.system()).start());
  }

  @AfterEach
  void close() throws Exception {
    goOn.countDown();
    callers.close();
    for (AutoCloseable resource : open.reversed()) {
      resource.close();
    }
  }

  @Test
  void callers_who_wait_together_share_one_commit() throws Exception {
    Future<Long> first = callers.submit(this::hold);
    begun.await();
    List<Future<Commit>> waiting = new ArrayList<>();
    for (int caller = 0; caller < 20; caller++) {
      waiting.add(callers.submit(() -> writer().write("test", commit -> commit)));
    }
    awaitWaiting(20);

    goOn.countDown();

    assertThat(first.get()).isEqualTo(1);
    Commit shared = waiting.getFirst().get();
    for (Future<Commit> caller : waiting) {
      assertThat(caller.get()).isSameAs(shared);
    }
  }

  @Test
  void work_that_fails_gives_back_the_numbers_that_it_took() {
    assertThatThrownBy(
            () ->
                writer()
                    .write(
                        "test",
                        commit -> {
                          commit.nextPosition();
                          throw new IllegalStateException("no");
                        }))
        .isInstanceOf(IllegalStateException.class);

    assertThat(writer().write("test", Commit::nextPosition)).isEqualTo(1);
  }

  @Test
  void what_failed_work_changed_is_not_remembered() {
    Standing before = writer().write("look", WriterTest::standing);

    assertThatThrownBy(() -> writer().write("spoil", WriterTest::spoil))
        .isInstanceOf(IllegalStateException.class);

    assertThat(writer().write("look", WriterTest::standing)).isEqualTo(before);
  }

  @Test
  void what_failed_work_changed_is_not_seen_by_others_in_its_commit() throws Exception {
    Standing before = writer().write("look", WriterTest::standing);
    Future<Long> first = callers.submit(this::hold);
    begun.await();
    Future<Standing> failing = callers.submit(() -> writer().write("spoil", WriterTest::spoil));
    awaitWaiting(1);
    Future<Standing> beside = callers.submit(() -> writer().write("look", WriterTest::standing));
    awaitWaiting(2);

    goOn.countDown();

    assertThat(first.get()).isEqualTo(1);
    assertThatThrownBy(failing::get).hasCauseInstanceOf(IllegalStateException.class);
    assertThat(beside.get()).isEqualTo(before);
    assertThat(writer().write("look", WriterTest::standing)).isEqualTo(before);
  }

  /** What may refuse a commit, and where the audit ends. */
  private record Standing(HotRows.Held lease, List<Freeze.Frozen> frozen, Commit.ChainEnd end) {}

  private static Standing standing(Commit commit) {
    return new Standing(
        commit.rows().lease(1),
        commit.rows().frozen(TenantId.DEFAULT),
        commit.chainEnd(TenantId.DEFAULT));
  }

  /** Changes all of it, sees that it is changed, and fails. */
  private static Standing spoil(Commit commit) {
    Standing before = standing(commit);
    commit.changesStanding().execute("UPDATE lease SET owner = 'nobody', epoch = epoch + 1");
    JdbiFreeze.write(
        commit,
        TenantId.DEFAULT,
        new Freeze.Change.Stop(
            new Freeze.Frozen(Freeze.Scope.EVERYTHING, "sam", "a drill", Instant.EPOCH)));
    commit.chainEnd(
        TenantId.DEFAULT, new Commit.ChainEnd(before.end().chain(), 7, HashChain.GENESIS));
    Standing after = standing(commit);
    assertThat(after.lease()).isNotEqualTo(before.lease());
    assertThat(after.frozen()).hasSize(1);
    assertThat(after.end()).isNotEqualTo(before.end());
    throw new IllegalStateException("on purpose");
  }

  @Test
  void work_that_the_database_refuses_is_taken_back_alone() {
    assertThatThrownBy(
            () -> writer().write("spoil", commit -> commit.handle().execute("no such statement")))
        .isInstanceOf(JournalException.class)
        .hasMessageContainingAll("spoil", "nothing was written", "journal.db");

    assertThat(writer().write("test", Commit::nextPosition)).isEqualTo(1);
  }

  @Test
  void a_listener_that_fails_does_not_stop_the_writer() {
    writer()
        .write(
            "test",
            commit -> {
              commit.afterwards(
                  () -> {
                    throw new IllegalStateException("a listener that fails on purpose");
                  });
              return commit.nextPosition();
            });

    assertThat(writer().write("test", Commit::nextPosition)).isEqualTo(2);
  }

  @Test
  void a_listener_that_writes_is_told_so_instead_of_waiting_for_itself() throws Exception {
    CompletableFuture<Throwable> told = new CompletableFuture<>();

    writer()
        .write(
            "test",
            commit -> {
              commit.afterwards(() -> told.complete(thrownByWriting()));
              return commit.nextPosition();
            });

    assertThat(told.get()).isInstanceOf(IllegalStateException.class);
  }

  private Throwable thrownByWriting() {
    return catchThrowable(() -> writer().write("again", Commit::nextPosition));
  }

  @Test
  void who_still_waits_at_the_close_is_refused() throws Exception {
    Future<Long> first = callers.submit(this::hold);
    begun.await();
    Future<Long> waiting = callers.submit(() -> writer().write("late", Commit::nextPosition));
    awaitWaiting(1);
    Future<?> closing = callers.submit(() -> writer().close());
    awaitWaiting(2);

    goOn.countDown();

    assertThat(first.get()).isEqualTo(1);
    assertThatThrownBy(waiting::get)
        .isInstanceOf(ExecutionException.class)
        .cause()
        .isInstanceOf(JournalException.class)
        .hasMessageContainingAll("late", "nothing was written", "closing");
    closing.get();
  }

  private long hold() {
    return writer()
        .write(
            "hold",
            commit -> {
              begun.countDown();
              try {
                goOn.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              return commit.nextPosition();
            });
  }

  private void awaitWaiting(int callersWaiting) {
    while (writer().waiting() < callersWaiting) {
      Thread.onSpinWait();
    }
  }
}
