package dev.deskhand.storage;

import dev.deskhand.journal.StreamAppend;
import dev.deskhand.journal.StreamId;
import dev.deskhand.journal.StreamKey;
import dev.deskhand.journal.StreamState;
import dev.deskhand.journal.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** Where each stream stands: its last sequence, what it needs next, and its timer. */
final class StreamHeads {
  static final String LIVE = "live";

  private final Timers timers;

  StreamHeads(Timers timers) {
    this.timers = timers;
  }

  /** Moves a stream on, and its timer with it, if it is where the writer thinks it is. */
  void move(Commit commit, StreamKey key, StreamAppend part) {
    long change = commit.nextChange();
    Optional<Instant> wakeAt = wakeAt(part.state());
    commit
        .rows()
        .move(
            new HotRows.Move(
                key,
                part.expected(),
                part.expected() + part.events().size(),
                nameOf(part.state()),
                wakeAt.map(MicroTime::of).orElse(null),
                change));
    wakeAt.ifPresent(at -> timers.schedule(commit, key, change, at));
  }

  static long sequence(Prepared prepared, StreamKey key) {
    return prepared
        .first(
            "SELECT sequence FROM stream_head WHERE tenant = ? AND stream = ?",
            row -> row.getLong(1),
            key.tenant().value(),
            key.stream().toString())
        .orElse(0L);
  }

  static List<StreamKey> live(Handle handle, Set<Integer> partitions) {
    return handle
        .createQuery(
            """
            SELECT tenant, stream
            FROM stream_head
            WHERE part IN (<partitions>) AND state = 'live'
            ORDER BY state_change
            """)
        .bindList("partitions", List.copyOf(partitions))
        .map((row, context) -> keyOf(row.getString(1), row.getString(2)))
        .list();
  }

  static List<StreamKey> recent(Handle handle, TenantId tenant, String kind, int limit) {
    return handle
        .createQuery(
            """
            SELECT tenant, stream
            FROM stream_head
            WHERE tenant = :tenant AND kind = :kind
            ORDER BY state_change DESC
            LIMIT :limit
            """)
        .bind("tenant", tenant.value())
        .bind("kind", kind)
        .bind("limit", limit)
        .map((row, context) -> keyOf(row.getString("tenant"), row.getString("stream")))
        .list();
  }

  static List<StreamKey> asleep(Handle handle, TenantId tenant, String kind, int limit) {
    return handle
        .createQuery(
            """
            SELECT tenant, stream
            FROM stream_head
            WHERE tenant = :tenant AND kind = :kind AND state = 'asleep'
            ORDER BY state_change DESC
            LIMIT :limit
            """)
        .bind("tenant", tenant.value())
        .bind("kind", kind)
        .bind("limit", limit)
        .map((row, context) -> keyOf(row.getString("tenant"), row.getString("stream")))
        .list();
  }

  static List<StreamKey> wakingBefore(Handle handle, TenantId tenant, String kind, Instant time) {
    return handle
        .createQuery(
            """
            SELECT tenant, stream
            FROM stream_head
            WHERE tenant = :tenant AND kind = :kind AND state = 'asleep' AND wake_at_micros < :time
            ORDER BY state_change
            """)
        .bind("tenant", tenant.value())
        .bind("kind", kind)
        .bind("time", MicroTime.of(time))
        .map((row, context) -> keyOf(row.getString("tenant"), row.getString("stream")))
        .list();
  }

  static StreamKey keyOf(String tenant, String stream) {
    return new StreamKey(new TenantId(tenant), StreamId.parse(stream));
  }

  private static String nameOf(StreamState state) {
    return switch (state) {
      case StreamState.Live live -> LIVE;
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
