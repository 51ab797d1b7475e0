package dev.deskhand.storage;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerBuilder;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.Waiter;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.deskhand.journal.Append;
import dev.deskhand.journal.Journal;
import dev.deskhand.journal.StreamKey;
import dev.deskhand.journal.StreamState;
import dev.deskhand.journal.VersionConflictException;
import dev.deskhand.journal.WakeUps;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Wake-ups by db-scheduler, which gives each due timer to one of the replicas. It is seldom the one
 * that holds the partition: so the timer does no more than make its stream live, for the holder to
 * find. Starts in the background: the library's classes are not needed for the first answer.
 */
final class SchedulerWakeUps implements WakeUps {
  private static final Logger LOG = LoggerFactory.getLogger(SchedulerWakeUps.class);
  private static final Duration AFTER_TROUBLE = Duration.ofSeconds(5);
  private static final Duration HEARTBEAT = Duration.ofSeconds(5);
  private static final int MISSED_HEARTBEATS = 4;
  private static final int THREADS = 2;

  private final Engine engine;
  private final Reader reader;
  private final Journal journal;
  private final InstantSource clock;
  private Optional<CompletableFuture<Scheduler>> scheduler = Optional.empty();
  private boolean closed;

  SchedulerWakeUps(Engine engine, Reader reader, Journal journal, InstantSource clock) {
    this.engine = engine;
    this.reader = reader;
    this.journal = journal;
    this.clock = clock;
  }

  @Override
  public synchronized void start() {
    if (scheduler.isPresent()) {
      throw new IllegalStateException("the wake-ups of " + engine.name() + " were started before");
    }
    scheduler =
        Optional.of(
            CompletableFuture.supplyAsync(this::started, task -> Thread.ofVirtual().start(task)));
  }

  /**
   * Returns once no call is under way, or after some seconds; at once when it is closed already.
   */
  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      scheduler.ifPresent(starting -> starting.join().stop());
    }
  }

  private Scheduler started() {
    Scheduler built =
        new SteadyBuilder(engine.schedulerConnections(), List.of(task()))
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
   * Measures the pause between two looks by a clock that nobody can set. The library measures it by
   * the wall clock, so that one set back by an hour would stop the looks for an hour.
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

  private Task<Void> task() {
    return Tasks.custom(Timers.TASK, Void.class)
        .onFailure(
            (complete, timer) -> timer.reschedule(complete, clock.instant().plus(AFTER_TROUBLE)))
        .onDeadExecutionRevive()
        .execute((timer, context) -> fire(Timers.Timer.parse(timer.getId())));
  }

  private CompletionHandler<Void> fire(Timers.Timer timer) {
    Optional<Sleeper> sleeper = sleeper(timer);
    Optional<Instant> due = sleeper.map(Sleeper::until).map(Timers::due);
    if (due.isPresent() && due.get().isAfter(clock.instant())) {
      return (complete, execution) -> execution.reschedule(complete, due.get());
    }
    sleeper.ifPresent(it -> wake(timer.key(), it));
    return (complete, execution) -> execution.remove();
  }

  private void wake(StreamKey key, Sleeper sleeper) {
    try {
      journal.append(
          Append.in(key.tenant())
              .to(key.stream(), sleeper.sequence(), StreamState.live(), List.of())
              .build());
    } catch (VersionConflictException e) {
      LOG.debug("{} has moved on by itself", key, e);
    }
  }

  private record Sleeper(long sequence, Instant until) {}

  /** The stream, if it has not moved on since this timer was set. */
  private Optional<Sleeper> sleeper(Timers.Timer timer) {
    return reader.read(
        "find the sleeper " + timer.key(),
        handle ->
            handle
                .createQuery(
                    """
                    SELECT sequence, wake_at_micros
                    FROM stream_head
                    WHERE tenant = :tenant AND stream = :stream AND change = :change
                      AND wake_at_micros IS NOT NULL
                    """)
                .bind("tenant", timer.key().tenant().value())
                .bind("stream", timer.key().stream().toString())
                .bind("change", timer.change())
                .map(
                    (row, context) ->
                        new Sleeper(
                            row.getLong("sequence"), MicroTime.from(row.getLong("wake_at_micros"))))
                .findOne());
  }
}
