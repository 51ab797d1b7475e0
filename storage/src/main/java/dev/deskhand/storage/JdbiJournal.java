package dev.deskhand.storage;

import dev.deskhand.journal.Append;
import dev.deskhand.journal.AuditRecord;
import dev.deskhand.journal.Event;
import dev.deskhand.journal.History;
import dev.deskhand.journal.Journal;
import dev.deskhand.journal.Position;
import dev.deskhand.journal.RecordedEvent;
import dev.deskhand.journal.StreamKey;
import dev.deskhand.journal.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** The journal in tables. */
final class JdbiJournal implements Journal {
  private final Writer writer;
  private final Reader reader;
  private final Appender appender;
  private final List<Consumer<Append>> listeners = new CopyOnWriteArrayList<>();

  JdbiJournal(Writer writer, Reader reader, Appender appender) {
    this.writer = writer;
    this.reader = reader;
    this.appender = appender;
  }

  @Override
  public Position append(Append append) {
    return writer.write(
        nameOf(append),
        commit -> {
          Position end = appender.write(commit, append);
          append.afterwards().forEach(commit::afterwards);
          listeners.forEach(listener -> commit.afterwards(() -> listener.accept(append)));
          return end;
        });
  }

  @Override
  public History read(StreamKey key, long after) {
    return reader.ask(
        "read " + key,
        prepared -> {
          List<RecordedEvent> events = eventsOf(prepared, key, after, Long.MAX_VALUE);
          return events.isEmpty()
              ? standing(prepared, key, after)
              : new History(key, events.getLast().sequence(), events);
        });
  }

  /** Two reads without a transaction, so the events are bounded by the sequence read first. */
  private static History standing(Prepared prepared, StreamKey key, long after) {
    long sequence = StreamHeads.sequence(prepared, key);
    return new History(
        key, sequence, sequence > after ? eventsOf(prepared, key, after, sequence) : List.of());
  }

  @Override
  public Optional<RecordedEvent> last(StreamKey key) {
    return reader.ask(
        "read the last event of " + key,
        prepared ->
            prepared.first(
                """
                SELECT position, sequence, at_micros, type, version, body
                FROM event
                WHERE tenant = ? AND stream = ?
                ORDER BY sequence DESC
                LIMIT 1
                """,
                row -> eventOf(row, key),
                key.tenant().value(),
                key.stream().toString()));
  }

  @Override
  public List<RecordedEvent> tail(Position after, int limit) {
    return reader.ask(
        "read the journal after position " + after.value(),
        prepared ->
            prepared.all(
                """
                SELECT position, sequence, at_micros, type, version, body, tenant, stream
                FROM event
                WHERE position > ?
                ORDER BY position
                LIMIT ?
                """,
                row -> eventOf(row, StreamHeads.keyOf(row.getString(7), row.getString(8))),
                after.value(),
                limit));
  }

  @Override
  public Position bookmark(String name) {
    return reader.ask(
        "find the bookmark of " + name,
        prepared ->
            prepared
                .first(
                    "SELECT position FROM bookmark WHERE reader = ?",
                    row -> new Position(row.getLong(1)),
                    name)
                .orElse(Position.START));
  }

  @Override
  public List<StreamKey> live(Set<Integer> partitions) {
    return partitions.isEmpty()
        ? List.of()
        : reader.read(
            "find the live streams of partitions " + partitions,
            handle -> StreamHeads.live(handle, partitions));
  }

  @Override
  public List<StreamKey> recent(TenantId tenant, String kind, int limit) {
    return reader.read(
        "find the recent streams of " + tenant + "|" + kind,
        handle -> StreamHeads.recent(handle, tenant, kind, limit));
  }

  @Override
  public List<StreamKey> asleep(TenantId tenant, String kind, int limit) {
    return reader.read(
        "find the sleeping streams of " + tenant + "|" + kind,
        handle -> StreamHeads.asleep(handle, tenant, kind, limit));
  }

  @Override
  public List<StreamKey> wakingBefore(TenantId tenant, String kind, Instant time) {
    return reader.read(
        "find the streams of " + tenant + "|" + kind + " that wake before " + time,
        handle -> StreamHeads.wakingBefore(handle, tenant, kind, time));
  }

  @Override
  public List<AuditRecord> audit(TenantId tenant, long afterIndex, int limit) {
    return reader.read(
        "read the audit of " + tenant + " after entry " + afterIndex,
        handle -> AuditLog.after(handle, tenant, afterIndex, limit));
  }

  @Override
  public Optional<AuditRecord> auditHead(TenantId tenant) {
    return reader.read(
        "find the last audit entry of " + tenant, handle -> AuditLog.last(handle, tenant));
  }

  @Override
  public Optional<String> artefact(TenantId tenant, String sha256) {
    return reader.ask(
        "find artefact " + sha256,
        prepared ->
            prepared.first(
                "SELECT body FROM artefact WHERE tenant = ? AND sha256 = ?",
                row -> row.getString(1),
                tenant.value(),
                sha256));
  }

  @Override
  public void onCommit(Consumer<Append> listener) {
    listeners.add(listener);
  }

  private static String nameOf(Append append) {
    return append.streams().stream()
        .findFirst()
        .map(part -> "append to " + append.tenant() + "|" + part.stream())
        .orElseGet(() -> "append for " + append.tenant());
  }

  private static List<RecordedEvent> eventsOf(
      Prepared prepared, StreamKey key, long after, long sequence) {
    return prepared.all(
        """
        SELECT position, sequence, at_micros, type, version, body
        FROM event
        WHERE tenant = ? AND stream = ? AND sequence > ? AND sequence <= ?
        ORDER BY sequence
        """,
        row -> eventOf(row, key),
        key.tenant().value(),
        key.stream().toString(),
        after,
        sequence);
  }

  /** From six columns: position, sequence, time, type, version and body. */
  private static RecordedEvent eventOf(ResultSet row, StreamKey key) throws SQLException {
    return new RecordedEvent(
        new Position(row.getLong(1)),
        key,
        row.getLong(2),
        MicroTime.from(row.getLong(3)),
        new Event(row.getString(4), row.getInt(5), row.getString(6)));
  }
}
