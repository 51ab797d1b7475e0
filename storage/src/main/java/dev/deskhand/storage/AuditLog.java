package dev.deskhand.storage;

import dev.deskhand.journal.AuditEntry;
import dev.deskhand.journal.AuditRecord;
import dev.deskhand.journal.HashChain;
import dev.deskhand.journal.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The audit chains. */
final class AuditLog {
  private static final String COLUMNS =
      """
      tenant, entry_index, at_micros, actor, action, object, rationale, policies, approvals,
      impact, rollback_plan, artefacts, previous_hash, hash\
      """;

  /** Links the entries to the end of the tenant's chain. */
  void write(Commit commit, TenantId tenant, List<AuditEntry> entries) {
    for (AuditEntry entry : entries) {
      Commit.ChainEnd end = commit.chainEnd(tenant);
      AuditRecord record = HashChain.link(tenant, end.index() + 1, entry, end.hash());
      commit.rows().audit(row(record));
      commit.chainEnd(tenant, new Commit.ChainEnd(record.index(), record.hash()));
    }
  }

  static List<AuditRecord> after(Handle handle, TenantId tenant, long index, int limit) {
    return handle
        .createQuery(
            "SELECT "
                + COLUMNS
                + """
                 FROM audit
                WHERE tenant = :tenant AND entry_index > :index
                ORDER BY entry_index
                LIMIT :limit
                """)
        .bind("tenant", tenant.value())
        .bind("index", index)
        .bind("limit", limit)
        .map((row, context) -> recordOf(row))
        .list();
  }

  static Optional<AuditRecord> last(Handle handle, TenantId tenant) {
    return handle
        .createQuery(
            "SELECT "
                + COLUMNS
                + """
                 FROM audit
                WHERE tenant = :tenant
                ORDER BY entry_index DESC
                LIMIT 1
                """)
        .bind("tenant", tenant.value())
        .map((row, context) -> recordOf(row))
        .findOne();
  }

  private static @Nullable Object[] row(AuditRecord record) {
    AuditEntry entry = record.entry();
    return new @Nullable Object[] {
      record.tenant().value(),
      record.index(),
      MicroTime.of(entry.at()),
      entry.actor(),
      entry.action(),
      entry.object(),
      entry.grounds().rationale(),
      TextList.write(entry.grounds().policies()),
      TextList.write(entry.grounds().approvals()),
      entry.consequence().impact(),
      entry.consequence().rollbackPlan(),
      TextList.write(entry.consequence().artefacts()),
      record.previousHash(),
      record.hash()
    };
  }

  private static AuditRecord recordOf(ResultSet row) throws SQLException {
    AuditEntry entry =
        new AuditEntry(
            MicroTime.from(row.getLong("at_micros")),
            row.getString("actor"),
            row.getString("action"),
            row.getString("object"),
            new AuditEntry.Grounds(
                row.getString("rationale"),
                TextList.read(row.getString("policies")),
                TextList.read(row.getString("approvals"))),
            new AuditEntry.Consequence(
                row.getString("impact"),
                row.getString("rollback_plan"),
                TextList.read(row.getString("artefacts"))));
    return new AuditRecord(
        new TenantId(row.getString("tenant")),
        row.getLong("entry_index"),
        entry,
        row.getString("previous_hash"),
        row.getString("hash"));
  }
}
