package dev.deskhand.storage;

import dev.deskhand.journal.Delivery;
import dev.deskhand.journal.Handled;
import dev.deskhand.journal.InboxId;
import dev.deskhand.journal.InboxRow;
import dev.deskhand.journal.TenantId;
import dev.deskhand.journal.VersionConflictException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The inbox's table. */
final class InboxRows {
  private InboxRows() {}

  static Optional<InboxRow> insert(Commit commit, Delivery delivery) {
    InboxId id = new InboxId(commit.nextInboxNumber());
    int inserted =
        commit
            .prepared()
            .update(
                """
                INSERT INTO inbox
                  (number, tenant, source, delivery_id, lane, part, type, version, body,
                   accepted_at_micros, state)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'waiting')
                ON CONFLICT (tenant, source, delivery_id) DO NOTHING
                """,
                id.value(),
                delivery.tenant().value(),
                delivery.source(),
                delivery.deliveryId(),
                delivery.lane(),
                delivery.partition(),
                delivery.type(),
                delivery.version(),
                delivery.body(),
                MicroTime.of(commit.at()));
    return inserted == 1 ? Optional.of(new InboxRow(id, commit.at(), delivery)) : Optional.empty();
  }

  /** Marks a waiting row as handled; refuses one that is not the tenant's or not waiting. */
  static void settle(Commit commit, TenantId tenant, Handled done) {
    int settled =
        commit
            .prepared()
            .update(
                """
                UPDATE inbox
                SET state = 'handled', handled_at_micros = ?, outcome = ?
                WHERE number = ? AND tenant = ? AND state = 'waiting'
                """,
                MicroTime.of(commit.at()),
                done.outcome(),
                done.id().value(),
                tenant.value());
    requireOne(settled, done.id());
  }

  static void quarantine(Commit commit, InboxId id, String reason) {
    int settled =
        commit
            .handle()
            .createUpdate(
                """
                UPDATE inbox
                SET state = 'quarantined', handled_at_micros = :at, outcome = :outcome
                WHERE number = :number AND state = 'waiting'
                """)
            .bind("at", MicroTime.of(commit.at()))
            .bind("outcome", "quarantined: " + reason)
            .bind("number", id.value())
            .execute();
    requireOne(settled, id);
  }

  static List<InboxRow> waiting(Prepared prepared, int partition, int limit) {
    return isAnyWaiting(prepared, partition) ? inTurns(prepared, partition, limit) : List.of();
  }

  /** Nearly every look finds nothing, and to find that out is a tenth of the work of the other. */
  private static boolean isAnyWaiting(Prepared prepared, int partition) {
    return prepared
        .first(
            "SELECT 1 FROM inbox WHERE part = ? AND state = 'waiting' LIMIT 1",
            row -> row.getInt(1),
            partition)
        .isPresent();
  }

  private static List<InboxRow> inTurns(Prepared prepared, int partition, int limit) {
    return prepared.all(
        """
        SELECT inbox.number, tenant, source, delivery_id, lane, type, version, body,
               accepted_at_micros
        FROM inbox
        JOIN (
          SELECT number, ROW_NUMBER() OVER (PARTITION BY tenant, lane ORDER BY number) AS turn
          FROM inbox
          WHERE part = ? AND state = 'waiting'
          ORDER BY turn, number
          LIMIT ?
        ) AS next ON next.number = inbox.number
        ORDER BY next.turn, inbox.number
        """,
        InboxRows::rowOf,
        partition,
        limit);
  }

  static Optional<String> outcome(
      Handle handle, TenantId tenant, String source, String deliveryId) {
    return handle
        .createQuery(
            """
            SELECT outcome
            FROM inbox
            WHERE tenant = :tenant AND source = :source AND delivery_id = :deliveryId
              AND outcome IS NOT NULL
            """)
        .bind("tenant", tenant.value())
        .bind("source", source)
        .bind("deliveryId", deliveryId)
        .mapTo(String.class)
        .findOne();
  }

  private static void requireOne(int settled, InboxId id) {
    if (settled != 1) {
      throw new VersionConflictException(
          "inbox row %d is not waiting: handled, quarantined or another tenant's"
              .formatted(id.value()));
    }
  }

  private static InboxRow rowOf(ResultSet row) throws SQLException {
    Delivery delivery =
        new Delivery(
            new TenantId(row.getString("tenant")),
            row.getString("source"),
            row.getString("delivery_id"),
            row.getString("lane"),
            row.getString("type"),
            row.getInt("version"),
            row.getString("body"));
    return new InboxRow(
        new InboxId(row.getLong("number")),
        MicroTime.from(row.getLong("accepted_at_micros")),
        delivery);
  }
}
