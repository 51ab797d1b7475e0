package dev.deskhand.storage;

import dev.deskhand.journal.Append;
import dev.deskhand.journal.Artefact;
import dev.deskhand.journal.Bookmark;
import dev.deskhand.journal.Event;
import dev.deskhand.journal.Lease;
import dev.deskhand.journal.OutboxRow;
import dev.deskhand.journal.Position;
import dev.deskhand.journal.StaleLeaseException;
import dev.deskhand.journal.StreamAppend;
import dev.deskhand.journal.StreamKey;
import dev.deskhand.journal.TenantId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes one append into a commit: first what may refuse it, then all that it holds. */
final class Appender {
  private final StreamHeads heads;
  private final AuditLog audit;

  Appender(StreamHeads heads, AuditLog audit) {
    this.heads = heads;
    this.audit = audit;
  }

  Position write(Commit commit, Append append) {
    append.leases().forEach(lease -> requireCurrent(commit, lease));
    JdbiFreeze.require(commit, append.tenant(), append.freezing().unless());
    append.streams().forEach(part -> write(commit, append.tenant(), part));
    append
        .freezing()
        .changes()
        .forEach(change -> JdbiFreeze.write(commit, append.tenant(), change));
    audit.write(commit, append.tenant(), append.audit());
    append.outbox().forEach(row -> send(commit, append.tenant(), row));
    append.progress().handled().ifPresent(done -> InboxRows.settle(commit, append.tenant(), done));
    append.progress().bookmark().ifPresent(bookmark -> move(commit, bookmark));
    return new Position(commit.position());
  }

  private static void requireCurrent(Commit commit, Lease lease) {
    record Row(Optional<String> owner, long epoch) {}

    Row row =
        commit
            .prepared()
            .first(
                "SELECT owner, epoch FROM lease WHERE part = ?" + commit.engine().lockForShare(),
                found -> new Row(Optional.ofNullable(found.getString(1)), found.getLong(2)),
                lease.partition())
            .orElseThrow(() -> new IllegalStateException("no partition " + lease.partition()));
    if (row.epoch() != lease.epoch() || row.owner().isEmpty()) {
      throw new StaleLeaseException(
          "partition %d: written under epoch %d, but the lease is at epoch %d and held by %s; stop"
              .formatted(
                  lease.partition(), lease.epoch(), row.epoch(), row.owner().orElse("nobody")));
    }
  }

  private void write(Commit commit, TenantId tenant, StreamAppend part) {
    StreamKey key = new StreamKey(tenant, part.stream());
    heads.move(commit, key, part);
    writeEvents(commit, key, part.expected(), part.events());
    part.artefacts().forEach(it -> keep(commit, key, it));
  }

  private static void writeEvents(Commit commit, StreamKey key, long before, List<Event> events) {
    if (events.isEmpty()) {
      return;
    }
    List<@Nullable Object[]> rows = new ArrayList<>();
    long sequence = before;
    for (Event event : events) {
      sequence++;
      rows.add(
          new @Nullable Object[] {
            commit.nextPosition(),
            key.tenant().value(),
            key.stream().toString(),
            sequence,
            MicroTime.of(commit.at()),
            event.type(),
            event.version(),
            event.body()
          });
    }
    commit
        .prepared()
        .batch(
            """
            INSERT INTO event
              (position, tenant, stream, sequence, at_micros, type, version, body)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """,
            rows);
  }

  private static void keep(Commit commit, StreamKey key, Artefact artefact) {
    commit
        .prepared()
        .update(
            """
            INSERT INTO artefact (tenant, sha256, body) VALUES (?, ?, ?)
            ON CONFLICT (tenant, sha256) DO NOTHING
            """,
            key.tenant().value(),
            artefact.sha256(),
            artefact.text());
    commit
        .prepared()
        .update(
            """
            INSERT INTO artefact_mention (tenant, stream, sha256) VALUES (?, ?, ?)
            ON CONFLICT (tenant, stream, sha256) DO NOTHING
            """,
            key.tenant().value(),
            key.stream().toString(),
            artefact.sha256());
  }

  private static void send(Commit commit, TenantId tenant, OutboxRow row) {
    long number = commit.nextOutboxNumber();
    commit
        .handle()
        .createUpdate(
            """
            INSERT INTO outbox
              (number, tenant, delivery_key, lane, part, type, version, body,
               state, attempts, due_at_micros)
            VALUES (:number, :tenant, :key, :lane, :part, :type, :version, :body,
                    'pending', 0, :at)
            ON CONFLICT (tenant, delivery_key) DO NOTHING
            """)
        .bind("number", number)
        .bind("tenant", tenant.value())
        .bind("key", row.key().value())
        .bind("lane", row.lane())
        .bind("part", StreamKey.partitionOf(tenant, row.lane()))
        .bind("type", row.type())
        .bind("version", row.version())
        .bind("body", row.body())
        .bind("at", MicroTime.of(commit.at()))
        .execute();
  }

  private static void move(Commit commit, Bookmark bookmark) {
    commit
        .handle()
        .createUpdate(
            """
            INSERT INTO bookmark (reader, position) VALUES (:reader, :position)
            ON CONFLICT (reader) DO UPDATE SET position = :position
            """)
        .bind("reader", bookmark.reader())
        .bind("position", bookmark.position().value())
        .execute();
  }
}
