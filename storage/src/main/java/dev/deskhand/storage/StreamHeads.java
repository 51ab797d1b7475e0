package dev.deskhand.storage;

import dev.deskhand.journal.StreamAppend;
import dev.deskhand.journal.StreamId;
import dev.deskhand.journal.StreamKey;
import dev.deskhand.journal.StreamState;
import dev.deskhand.journal.TenantId;
import dev.deskhand.journal.VersionConflictException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Where each stream stands: its last sequence, what it needs next, and its timer. */
final class StreamHeads {
  private final Timers timers;

  StreamHeads(Timers timers) {
    this.timers = timers;
  }

  /** Moves a stream on, and its timer with it, if it is where the writer thinks it is. */
  void move(Commit commit, StreamKey key, StreamAppend part) {
    long change = commit.nextChange();
    if (!updateAwake(commit.prepared(), key, part, change)) {
      moveAsleep(commit, key, part, change);
    }
    wakeAt(part.state()).ifPresent(at -> timers.schedule(commit, key, change, at));
  }

  /** Where there may be a timer, or nothing yet. */
  private void moveAsleep(Commit commit, StreamKey key, StreamAppend part, long change) {
    record Timer(boolean set, long change) {}

    Optional<Timer> timer =
        commit
            .prepared()
            .first(
                """
                SELECT wake_at_micros IS NOT NULL, change
                FROM stream_head
                WHERE tenant = ? AND stream = ? AND sequence = ?
                """,
                row -> new Timer(row.getBoolean(1), row.getLong(2)),
                key.tenant().value(),
                key.stream().toString(),
                part.expected());
    timer.filter(Timer::set).ifPresent(old -> timers.cancel(commit, key, old.change()));
    boolean moved =
        timer.isPresent()
            ? update(commit.prepared(), key, part, change)
            : part.expected() == 0 && insert(commit.prepared(), key, part, change);
    if (!moved) {
      throw conflict(commit.handle(), key, part);
    }
  }

  static long sequence(Handle handle, StreamKey key) {
    return handle
        .createQuery(
            """
            SELECT sequence FROM stream_head WHERE tenant = :tenant AND stream = :stream
            """)
        .bind("tenant", key.tenant().value())
        .bind("stream", key.stream().toString())
        .mapTo(Long.class)
        .findOne()
        .orElse(0L);
  }

  static List<StreamKey> live(Handle handle, int partition) {
    return handle
        .createQuery(
            """
            SELECT tenant, stream
            FROM stream_head
            WHERE part = :part AND state = 'live'
            ORDER BY change
            """)
        .bind("part", partition)
        .map((row, context) -> keyOf(row.getString("tenant"), row.getString("stream")))
        .list();
  }

  static List<StreamKey> recent(Handle handle, TenantId tenant, String kind, int limit) {
    return handle
        .createQuery(
            """
            SELECT tenant, stream
            FROM stream_head
            WHERE tenant = :tenant AND kind = :kind
            ORDER BY change DESC
            LIMIT :limit
            """)
        .bind("tenant", tenant.value())
        .bind("kind", kind)
        .bind("limit", limit)
        .map((row, context) -> keyOf(row.getString("tenant"), row.getString("stream")))
        .list();
  }

  static StreamKey keyOf(String tenant, String stream) {
    return new StreamKey(new TenantId(tenant), StreamId.parse(stream));
  }

  private static boolean updateAwake(Prepared with, StreamKey key, StreamAppend part, long change) {
    return with.update(
            """
            UPDATE stream_head
            SET sequence = ?, state = ?, wake_at_micros = ?, change = ?
            WHERE tenant = ? AND stream = ? AND sequence = ? AND wake_at_micros IS NULL
            """,
            part.expected() + part.events().size(),
            nameOf(part.state()),
            micros(part.state()),
            change,
            key.tenant().value(),
            key.stream().toString(),
            part.expected())
        == 1;
  }

  private static boolean update(Prepared with, StreamKey key, StreamAppend part, long change) {
    return with.update(
            """
            UPDATE stream_head
            SET sequence = ?, state = ?, wake_at_micros = ?, change = ?
            WHERE tenant = ? AND stream = ?
            """,
            part.expected() + part.events().size(),
            nameOf(part.state()),
            micros(part.state()),
            change,
            key.tenant().value(),
            key.stream().toString())
        == 1;
  }

  private static boolean insert(Prepared with, StreamKey key, StreamAppend part, long change) {
    return with.update(
            """
            INSERT INTO stream_head
              (tenant, stream, kind, part, sequence, state, wake_at_micros, change)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (tenant, stream) DO NOTHING
            """,
            key.tenant().value(),
            key.stream().toString(),
            key.stream().kind(),
            key.partition(),
            part.expected() + part.events().size(),
            nameOf(part.state()),
            micros(part.state()),
            change)
        == 1;
  }

  private static @Nullable Long micros(StreamState state) {
    return wakeAt(state).map(MicroTime::of).orElse(null);
  }

  private static VersionConflictException conflict(
      Handle handle, StreamKey key, StreamAppend part) {
    return new VersionConflictException(
        "append to %s: expected sequence %d, found %d; read it again and decide anew"
            .formatted(key, part.expected(), sequence(handle, key)));
  }

  private static String nameOf(StreamState state) {
    return switch (state) {
      case StreamState.Live live -> "live";
      case StreamState.Asleep asleep -> "asleep";
      case StreamState.Ended ended -> "ended";
    };
  }

  private static Optional<Instant> wakeAt(StreamState state) {
    return switch (state) {
      case StreamState.Asleep asleep -> asleep.until();
      case StreamState.Live live -> Optional.empty();
      case StreamState.Ended ended -> Optional.empty();
    };
  }
}
