package dev.deskhand.storage;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import dev.deskhand.journal.StreamKey;
import java.sql.Connection;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * The timers of sleeping streams, set and taken away in the commit of the append. Each change of a
 * stream has a timer of its own, so a timer that is just being called is never the one that has to
 * be set. Belongs to the writer's thread.
 */
final class Timers {
  static final String TASK = "wake-up";

  /** Names a timer: whose it is and which change of the stream set it. */
  record Timer(StreamKey key, long change) {
    String id() {
      return key + "|" + change;
    }

    static Timer parse(String id) {
      int first = id.indexOf('|');
      int last = id.lastIndexOf('|');
      return new Timer(
          StreamHeads.keyOf(id.substring(0, first), id.substring(first + 1, last)),
          Long.parseLong(id, last + 1, id.length(), 10));
    }
  }

  private Optional<Connection> current = Optional.empty();
  private Optional<SchedulerClient> client = Optional.empty();

  void schedule(Commit commit, StreamKey key, long change, Instant at) {
    current = Optional.of(commit.connection());
    clientOf(commit)
        .scheduleIfNotExists(new TaskInstance<>(TASK, new Timer(key, change).id()), due(at));
  }

  /** Takes the timer away unless it is being called; a call that comes too late does nothing. */
  static void cancel(Prepared prepared, StreamKey key, long change) {
    prepared.update(
        """
        DELETE FROM scheduled_tasks
        WHERE task_name = ? AND task_instance = ? AND NOT picked
        """,
        TASK,
        new Timer(key, change).id());
  }

  /** db-scheduler keeps whole milliseconds on SQLite; the next one, so as never to be early. */
  static Instant due(Instant at) {
    Instant down = at.truncatedTo(ChronoUnit.MILLIS);
    return down.equals(at) ? at : down.plusMillis(1);
  }

  private SchedulerClient clientOf(Commit commit) {
    if (client.isEmpty()) {
      client =
          Optional.of(
              SchedulerClient.Builder.create(
                      LentConnections.from(
                          () -> LentConnections.lend(current.orElseThrow(), () -> {})))
                  .jdbcCustomization(commit.engine().schedulerDialect())
                  .build());
    }
    return client.orElseThrow();
  }
}
