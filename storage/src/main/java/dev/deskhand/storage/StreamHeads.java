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
import org.jdbi.v3.core.statement.Update;

/** Where each stream stands: its last sequence, what it needs next, and its timer. */
final class StreamHeads {
  private final Timers timers;

  StreamHeads(Timers timers) {
    this.timers = timers;
  }

  /** Moves a stream on, and its timer with it, if it is where the writer thinks it is. */
  void move(Commit commit, StreamKey key, StreamAppend part) {
    record Timer(boolean set, long change) {}

    Optional<Timer> timer =
        commit
            .handle()
            .createQuery(
                """
                SELECT wake_at_micros, change
                FROM stream_head
                WHERE tenant = :tenant AND stream = :stream AND sequence = :expected
                """)
            .bind("tenant", key.tenant().value())
            .bind("stream", key.stream().toString())
            .bind("expected", part.expected())
            .map(
                (row, context) ->
                    new Timer(row.getObject("wake_at_micros") != null, row.getLong("change")))
            .findOne();
    timer.filter(Timer::set).ifPresent(old -> timers.cancel(commit, key, old.change()));
    long change = commit.nextChange();
    boolean moved =
        timer.isPresent()
            ? update(commit.handle(), key, part, change)
            : part.expected() == 0 && insert(commit.handle(), key, part, change);
    if (!moved) {
      throw conflict(commit.handle(), key, part);
    }
    wakeAt(part.state()).ifPresent(at -> timers.schedule(commit, key, change, at));
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

  private static boolean update(Handle handle, StreamKey key, StreamAppend part, long change) {
    Update update =
        handle.createUpdate(
            """
            UPDATE stream_head
            SET sequence = :sequence, state = :state, wake_at_micros = :wakeAt, change = :change
            WHERE tenant = :tenant AND stream = :stream
            """);
    return bind(update, key, part, change).execute() == 1;
  }

  private static boolean insert(Handle handle, StreamKey key, StreamAppend part, long change) {
    Update insert =
        handle
            .createUpdate(
                """
                INSERT INTO stream_head
                  (tenant, stream, kind, part, sequence, state, wake_at_micros, change)
                VALUES
                  (:tenant, :stream, :kind, :part, :sequence, :state, :wakeAt, :change)
                ON CONFLICT (tenant, stream) DO NOTHING
                """)
            .bind("kind", key.stream().kind())
            .bind("part", key.partition());
    return bind(insert, key, part, change).execute() == 1;
  }

  private static Update bind(Update update, StreamKey key, StreamAppend part, long change) {
    return update
        .bind("tenant", key.tenant().value())
        .bind("stream", key.stream().toString())
        .bind("sequence", part.expected() + part.events().size())
        .bind("state", nameOf(part.state()))
        .bindByType("wakeAt", wakeAt(part.state()).map(MicroTime::of).orElse(null), Long.class)
        .bind("change", change);
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
