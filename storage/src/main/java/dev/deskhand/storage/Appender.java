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
import java.util.List;

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

  static void requireCurrent(Commit commit, Lease lease) {
    HotRows.Held row = commit.rows().lease(lease.partition());
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
    long sequence = before;
    for (Event event : events) {
      sequence++;
      commit
          .rows()
          .event(
              commit.nextPosition(),
              key.tenant().value(),
              key.stream().toString(),
              sequence,
              MicroTime.of(commit.at()),
              event.type(),
              event.version(),
              event.body());
    }
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
        .prepared()
        .update(
            """
            INSERT INTO outbox
              (number, tenant, delivery_key, lane, part, type, version, body,
               state, attempts, due_at_micros)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'pending', 0, ?)
            ON CONFLICT (tenant, delivery_key) DO NOTHING
            """,
            number,
            tenant.value(),
            row.key().value(),
            row.lane(),
            StreamKey.partitionOf(tenant, row.lane()),
            row.type(),
            row.version(),
            row.body(),
            MicroTime.of(commit.at()));
  }

  private static void move(Commit commit, Bookmark bookmark) {
    commit
        .prepared()
        .update(
            """
            INSERT INTO bookmark (reader, position) VALUES (?, ?)
            ON CONFLICT (reader) DO UPDATE SET position = excluded.position
            """,
            bookmark.reader(),
            bookmark.position().value());
  }
}
