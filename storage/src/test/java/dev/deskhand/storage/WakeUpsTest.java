package dev.deskhand.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.journal.Append;
import dev.deskhand.journal.StreamId;
import dev.deskhand.journal.StreamKey;
import dev.deskhand.journal.StreamState;
import dev.deskhand.journal.TenantId;
import dev.deskhand.journal.contract.Ports;
import dev.deskhand.journal.contract.WakeUpsContract;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Wake-ups by db-scheduler on both databases. */
@Timeout(60)
final class WakeUpsTest {
  @TempDir private Path folder = Path.of("");

  @Nested
  final class OnSqlite extends WakeUpsContract {
    private Optional<OpenStores> open = Optional.empty();

    @Override
    protected void openFresh() {
      open = Optional.of(OpenStores.open(sqlite(), folder));
    }

    @Override
    protected Ports ports() {
      return open.orElseThrow().ports();
    }

    @Override
    protected void pass(Duration duration) {
      open.orElseThrow().clock().advance(duration);
    }

    @AfterEach
    void close() {
      open.orElseThrow().close();
    }
  }

  @Nested
  final class OnPostgres extends WakeUpsContract {
    private Optional<OpenStores> open = Optional.empty();

    @Override
    protected void openFresh() {
      open = Optional.of(OpenStores.open(PostgresServer.freshDatabase(), folder));
    }

    @Override
    protected Ports ports() {
      return open.orElseThrow().ports();
    }

    @Override
    protected void pass(Duration duration) {
      open.orElseThrow().clock().advance(duration);
    }

    @AfterEach
    void close() {
      open.orElseThrow().close();
    }
  }

  private final StreamKey sleeper = new StreamKey(TenantId.DEFAULT, new StreamId("run", "r|1"));
  private final BlockingQueue<Append> woken = new LinkedBlockingQueue<>();

  @Test
  void a_sleeper_is_woken_after_a_restart() throws Exception {
    try (OpenStores before = OpenStores.open(sqlite(), folder)) {
      sleep(before);
    }

    try (OpenStores after = OpenStores.open(sqlite(), folder)) {
      after.clock().advance(Duration.ofHours(2));
      after.stores().journal().onCommit(woken::add);
      after.stores().wakeUps().start();

      assertThat(woken.poll(20, TimeUnit.SECONDS))
          .isNotNull()
          .satisfies(
              append ->
                  assertThat(append.streams().getFirst().stream()).isEqualTo(sleeper.stream()));
    }
  }

  @Test
  void a_timer_names_its_stream_and_change() {
    Timers.Timer timer = new Timers.Timer(sleeper, 42);

    assertThat(Timers.Timer.parse(timer.id())).isEqualTo(timer);
  }

  private void sleep(OpenStores open) {
    StreamState asleep = StreamState.asleepUntil(open.clock().instant().plus(Duration.ofHours(1)));
    open.stores()
        .journal()
        .append(Append.in(sleeper.tenant()).to(sleeper.stream(), 0, asleep, List.of()).build());
  }

  private SqliteDatabase sqlite() {
    return new SqliteDatabase(folder.resolve("journal.db"));
  }
}
