package dev.deskhand.storage;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerBuilder;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.Waiter;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.deskhand.journal.StreamKey;
import dev.deskhand.journal.WakeUps;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;
import javax.sql.DataSource;

/**
 * Wake-ups by db-scheduler. A due sleeper is called every {@link #CALL_AGAIN} until its stream has
 * moved on, so neither a crash after the call nor a replica that does not hold the partition
 * swallows one. Starts in the background: the library's classes are not needed for the first
 * answer.
 */
final class SchedulerWakeUps implements WakeUps {
  static final Duration CALL_AGAIN = Duration.ofSeconds(5);

  private static final Duration HEARTBEAT = Duration.ofSeconds(5);
  private static final int MISSED_HEARTBEATS = 4;
  private static final int THREADS = 2;

  private final Engine engine;
  private final Reader reader;
  private final InstantSource clock;
  private Optional<CompletableFuture<Scheduler>> scheduler = Optional.empty();
  private boolean closed;

  SchedulerWakeUps(Engine engine, Reader reader, InstantSource clock) {
    this.engine = engine;
    this.reader = reader;
    this.clock = clock;
  }

  @Override
  public synchronized void start(Consumer<StreamKey> handler) {
    if (scheduler.isPresent()) {
      throw new IllegalStateException("the wake-ups of " + engine.name() + " were started before");
    }
    scheduler =
        Optional.of(
            CompletableFuture.supplyAsync(
                () -> started(handler), task -> Thread.ofVirtual().start(task)));
  }

  /** Returns once no call is under way, or after some seconds. Closing again has no effect. */
  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      scheduler.ifPresent(starting -> starting.join().stop());
    }
  }

  private Scheduler started(Consumer<StreamKey> handler) {
    Scheduler built =
        new SteadyBuilder(engine.schedulerConnections(), List.of(task(handler)))
            .jdbcCustomization(engine.schedulerDialect())
            .schedulerName(new SchedulerName.Fixed("deskhand"))
            .clock(clock::instant)
            .threads(THREADS)
            .executorService(Executors.newFixedThreadPool(THREADS, daemons()))
            .pollingInterval(engine.schedulerPolling())
            .heartbeatInterval(HEARTBEAT)
            .missedHeartbeatsLimit(MISSED_HEARTBEATS)
            .shutdownMaxWait(Duration.ofSeconds(5))
            .build();
    built.start();
    return built;
  }

  private static ThreadFactory daemons() {
    return Thread.ofPlatform().daemon().name("deskhand-wake-up-", 0).factory();
  }

  /**
   * Measures the pause between two looks by a clock that nobody can set. The library measures it
   * by the wall clock, so that one set back by an hour would stop the looks for an hour.
   */
  private static final class SteadyBuilder extends SchedulerBuilder {
    SteadyBuilder(DataSource connections, List<Task<?>> tasks) {
      super(connections, tasks);
    }

    @Override
    protected Waiter buildWaiter() {
      return new Waiter(poolingInterval, () -> Instant.EPOCH.plusNanos(System.nanoTime()));
    }
  }

  private Task<Void> task(Consumer<StreamKey> handler) {
    return Tasks.custom(Timers.TASK, Void.class)
        .onFailure(
            (complete, timer) -> timer.reschedule(complete, clock.instant().plus(CALL_AGAIN)))
        .onDeadExecutionRevive()
        .execute((timer, context) -> call(Timers.Timer.parse(timer.getId()), handler));
  }

  private CompletionHandler<Void> call(Timers.Timer timer, Consumer<StreamKey> handler) {
    Optional<Instant> wakeAt = wakeAt(timer);
    if (wakeAt.isEmpty()) {
      return (complete, execution) -> execution.remove();
    }
    Instant due = Timers.due(wakeAt.get());
    Instant now = clock.instant();
    if (due.isAfter(now)) {
      return (complete, execution) -> execution.reschedule(complete, due);
    }
    handler.accept(timer.key());
    Instant again = now.plus(CALL_AGAIN);
    return (complete, execution) -> execution.reschedule(complete, again);
  }

  /** Until when the stream sleeps, if it has not moved on since this timer was set. */
  private Optional<Instant> wakeAt(Timers.Timer timer) {
    return reader.read(
        "find the sleeper " + timer.key(),
        handle ->
            handle
                .createQuery(
                    """
                    SELECT wake_at_micros
                    FROM stream_head
                    WHERE tenant = :tenant AND stream = :stream AND change = :change
                      AND wake_at_micros IS NOT NULL
                    """)
                .bind("tenant", timer.key().tenant().value())
                .bind("stream", timer.key().stream().toString())
                .bind("change", timer.change())
                .map((row, context) -> MicroTime.from(row.getLong("wake_at_micros")))
                .findOne());
  }
}
