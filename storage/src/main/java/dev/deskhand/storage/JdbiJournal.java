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
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;

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
    return reader.read(
        "read " + key,
        handle -> {
          List<RecordedEvent> events = eventsOf(handle, key, after, Long.MAX_VALUE);
          return events.isEmpty()
              ? standing(handle, key, after)
              : new History(key, events.getLast().sequence(), events);
        });
  }

  /** Two reads without a transaction, so the events are bounded by the sequence read first. */
  private static History standing(Handle handle, StreamKey key, long after) {
    long sequence = StreamHeads.sequence(handle, key);
    return new History(
        key, sequence, sequence > after ? eventsOf(handle, key, after, sequence) : List.of());
  }

  @Override
  public Optional<RecordedEvent> last(StreamKey key) {
    return reader.read(
        "read the last event of " + key,
        handle ->
            handle
                .createQuery(
                    """
                    SELECT position, tenant, stream, sequence, at_micros, type, version, body
                    FROM event
                    WHERE tenant = :tenant AND stream = :stream
                    ORDER BY sequence DESC
                    LIMIT 1
                    """)
                .bind("tenant", key.tenant().value())
                .bind("stream", key.stream().toString())
                .map((row, context) -> eventOf(row))
                .findOne());
  }

  @Override
  public List<RecordedEvent> tail(Position after, int limit) {
    return reader.read(
        "read the journal after position " + after.value(),
        handle ->
            handle
                .createQuery(
                    """
                    SELECT position, tenant, stream, sequence, at_micros, type, version, body
                    FROM event
                    WHERE position > :after
                    ORDER BY position
                    LIMIT :limit
                    """)
                .bind("after", after.value())
                .bind("limit", limit)
                .map((row, context) -> eventOf(row))
                .list());
  }

  @Override
  public Position bookmark(String name) {
    return reader.read(
        "find the bookmark of " + name,
        handle ->
            handle
                .createQuery(
                    """
                    SELECT position FROM bookmark WHERE reader = :reader
                    """)
                .bind("reader", name)
                .map((row, context) -> new Position(row.getLong("position")))
                .findOne()
                .orElse(Position.START));
  }

  @Override
  public List<StreamKey> live(int partition) {
    return reader.read(
        "find the live streams of partition " + partition,
        handle -> StreamHeads.live(handle, partition));
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
    return reader.read(
        "find artefact " + sha256,
        handle ->
            handle
                .createQuery(
                    """
                    SELECT body FROM artefact WHERE tenant = :tenant AND sha256 = :sha256
                    """)
                .bind("tenant", tenant.value())
                .bind("sha256", sha256)
                .mapTo(String.class)
                .findOne());
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
      Handle handle, StreamKey key, long after, long sequence) {
    return handle
        .createQuery(
            """
            SELECT position, sequence, at_micros, type, version, body
            FROM event
            WHERE tenant = :tenant AND stream = :stream
              AND sequence > :after AND sequence <= :sequence
            ORDER BY sequence
            """)
        .bind("tenant", key.tenant().value())
        .bind("stream", key.stream().toString())
        .bind("after", after)
        .bind("sequence", sequence)
        .map((row, context) -> eventOf(row, key))
        .list();
  }

  private static RecordedEvent eventOf(ResultSet row) throws SQLException {
    return eventOf(row, StreamHeads.keyOf(row.getString("tenant"), row.getString("stream")));
  }

  private static RecordedEvent eventOf(ResultSet row, StreamKey key) throws SQLException {
    return new RecordedEvent(
        new Position(row.getLong("position")),
        key,
        row.getLong("sequence"),
        MicroTime.from(row.getLong("at_micros")),
        new Event(row.getString("type"), row.getInt("version"), row.getString("body")));
  }
}
