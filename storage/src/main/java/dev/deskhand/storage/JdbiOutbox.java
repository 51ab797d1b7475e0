package dev.deskhand.storage;

import dev.deskhand.journal.DeliveryKey;
import dev.deskhand.journal.JournalException;
import dev.deskhand.journal.Lease;
import dev.deskhand.journal.Outbox;
import dev.deskhand.journal.OutboxRow;
import dev.deskhand.journal.PendingDelivery;
import dev.deskhand.journal.StreamKey;
import dev.deskhand.journal.TenantId;
import dev.deskhand.journal.VersionConflictException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The outbox in its table. */
final class JdbiOutbox implements Outbox {
  private final Writer writer;
  private final Reader reader;

  JdbiOutbox(Writer writer, Reader reader) {
    this.writer = writer;
    this.reader = reader;
  }

  @Override
  public List<PendingDelivery> due(int partition, Instant now, int limit) {
    return reader.ask(
        "find the due deliveries of partition " + partition,
        prepared ->
            prepared.all(
                """
                SELECT entry.number, entry.tenant, entry.delivery_key, entry.lane, entry.type,
                       entry.version, entry.body, entry.attempts, entry.due_at_micros
                FROM outbox entry
                WHERE entry.part = ? AND entry.state = 'pending'
                  AND entry.due_at_micros <= ?
                  AND NOT EXISTS (
                    SELECT 1
                    FROM outbox earlier
                    WHERE earlier.part = entry.part AND earlier.state = 'pending'
                      AND earlier.tenant = entry.tenant AND earlier.lane = entry.lane
                      AND earlier.number < entry.number)
                ORDER BY entry.number
                LIMIT ?
                """,
                JdbiOutbox::pendingOf,
                partition,
                MicroTime.of(now),
                limit));
  }

  @Override
  public Optional<PendingDelivery> first(TenantId tenant, String lane) {
    return reader.ask(
        "find the next delivery of lane " + lane + " of " + tenant,
        prepared ->
            prepared.first(
                """
                SELECT number, tenant, delivery_key, lane, type, version, body, attempts,
                       due_at_micros
                FROM outbox
                WHERE part = ? AND state = 'pending' AND tenant = ? AND lane = ?
                ORDER BY number
                LIMIT 1
                """,
                JdbiOutbox::pendingOf,
                StreamKey.partitionOf(tenant, lane),
                tenant.value(),
                lane));
  }

  @Override
  public Optional<Instant> nextDue(int partition) {
    return reader.ask(
        "find when the next delivery of partition " + partition + " falls due",
        prepared ->
            prepared.first(
                """
                SELECT entry.due_at_micros
                FROM outbox entry
                WHERE entry.part = ? AND entry.state = 'pending'
                  AND NOT EXISTS (
                    SELECT 1
                    FROM outbox earlier
                    WHERE earlier.part = entry.part AND earlier.state = 'pending'
                      AND earlier.tenant = entry.tenant AND earlier.lane = entry.lane
                      AND earlier.number < entry.number)
                ORDER BY entry.due_at_micros
                LIMIT 1
                """,
                row -> MicroTime.from(row.getLong(1)),
                partition));
  }

  @Override
  public void beginAttempt(PendingDelivery seen, Lease lease) {
    DeliveryKey key = seen.row().key();
    writer.write(
        "begin to deliver outbox row " + key + " of " + seen.tenant(),
        commit -> {
          begin(commit, seen);
          Appender.requireCurrent(commit, lease);
          return key;
        });
  }

  private static void begin(Commit commit, PendingDelivery seen) {
    String key = seen.row().key().value();
    int hits =
        commit
            .prepared()
            .update(
                """
                UPDATE outbox SET attempts = attempts + 1
                WHERE tenant = ? AND delivery_key = ? AND state = 'pending' AND attempts = ?
                """,
                seen.tenant().value(),
                key,
                seen.attempts());
    if (hits != 1) {
      requireKnown(commit, seen.tenant(), seen.row().key());
      throw new VersionConflictException(
          "outbox row %s of %s: it is settled, or was attempted since"
              .formatted(key, seen.tenant()));
    }
  }

  @Override
  public void delivered(TenantId tenant, DeliveryKey key, String receipt) {
    writer.write(
        "mark outbox row " + key + " of " + tenant + " as delivered",
        commit ->
            isHit(
                commit,
                tenant,
                key,
                "state = 'delivered', settled_at_micros = ?, receipt = ?, body = '{}'",
                MicroTime.of(commit.at()),
                receipt));
  }

  @Override
  public void retryAt(TenantId tenant, DeliveryKey key, Instant at, String reason) {
    writer.write(
        "put off outbox row " + key + " of " + tenant,
        commit ->
            isHit(commit, tenant, key, "due_at_micros = ?, reason = ?", MicroTime.of(at), reason));
  }

  @Override
  public void unmade(TenantId tenant, DeliveryKey key, Instant at, String reason) {
    writer.write(
        "put off outbox row " + key + " of " + tenant + ", which reached nobody",
        commit ->
            isHit(
                commit,
                tenant,
                key,
                "attempts = attempts - 1, due_at_micros = ?, reason = ?",
                MicroTime.of(at),
                reason));
  }

  @Override
  public void undeliverable(TenantId tenant, DeliveryKey key, String reason) {
    writer.write(
        "give up outbox row " + key + " of " + tenant,
        commit ->
            isHit(
                commit,
                tenant,
                key,
                "state = 'undeliverable', settled_at_micros = ?, reason = ?, body = '{}'",
                MicroTime.of(commit.at()),
                reason));
  }

  @Override
  public Optional<String> receipt(TenantId tenant, DeliveryKey key) {
    return reader.ask(
        "find the receipt of " + key,
        prepared ->
            prepared.first(
                """
                SELECT receipt
                FROM outbox
                WHERE tenant = ? AND delivery_key = ? AND receipt IS NOT NULL
                """,
                row -> row.getString(1),
                tenant.value(),
                key.value()));
  }

  /** Changes a row that is pending, and says whether it was; one that is settled stays as it is. */
  private static boolean isHit(
      Commit commit, TenantId tenant, DeliveryKey key, String change, Object... values) {
    Object[] all = Arrays.copyOf(values, values.length + 2);
    all[values.length] = tenant.value();
    all[values.length + 1] = key.value();
    String sql =
        "UPDATE outbox SET "
            + change
            + " WHERE tenant = ? AND delivery_key = ? AND state = 'pending'";
    boolean hit = commit.prepared().update(sql, all) == 1;
    if (!hit) {
      requireKnown(commit, tenant, key);
    }
    return hit;
  }

  private static void requireKnown(Commit commit, TenantId tenant, DeliveryKey key) {
    Optional<Long> number =
        commit
            .handle()
            .createQuery(
                """
                SELECT number FROM outbox WHERE tenant = :tenant AND delivery_key = :key
                """)
            .bind("tenant", tenant.value())
            .bind("key", key.value())
            .mapTo(Long.class)
            .findOne();
    if (number.isEmpty()) {
      throw new JournalException("outbox row %s of %s: there is none".formatted(key, tenant));
    }
  }

  private static PendingDelivery pendingOf(ResultSet row) throws SQLException {
    return new PendingDelivery(
        new TenantId(row.getString("tenant")),
        row.getLong("number"),
        rowOf(row),
        row.getInt("attempts"),
        MicroTime.from(row.getLong("due_at_micros")));
  }

  private static OutboxRow rowOf(ResultSet row) throws SQLException {
    return new OutboxRow(
        new DeliveryKey(row.getString("delivery_key")),
        row.getString("lane"),
        row.getString("type"),
        row.getInt("version"),
        row.getString("body"));
  }
}
