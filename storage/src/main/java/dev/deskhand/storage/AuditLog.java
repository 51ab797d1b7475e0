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

/** The audit chains. They stand one behind the other, each with room for 2^40 entries. */
final class AuditLog {
  private static final int CHAIN_ROOM_BITS = 40;

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
      commit.rows().audit(row(end.chain(), record));
      commit.chainEnd(tenant, new Commit.ChainEnd(end.chain(), record.index(), record.hash()));
    }
  }

  /** A condition: behind entry {@code :index} of {@code :tenant}'s chain. */
  static final String BEHIND =
      """
      place > (SELECT number << 40 FROM audit_chain WHERE tenant = :tenant) + :index
      AND place < (SELECT (number + 1) << 40 FROM audit_chain WHERE tenant = :tenant)\
      """;

  static List<AuditRecord> after(Handle handle, TenantId tenant, long index, int limit) {
    return handle
        .createQuery(
            "SELECT " + COLUMNS + " FROM audit WHERE " + BEHIND + " ORDER BY place LIMIT :limit")
        .bind("tenant", tenant.value())
        .bind("index", index)
        .bind("limit", limit)
        .map((row, context) -> recordOf(row))
        .list();
  }

  static Optional<AuditRecord> last(Handle handle, TenantId tenant) {
    return handle
        .createQuery(
            "SELECT " + COLUMNS + " FROM audit WHERE " + BEHIND + " ORDER BY place DESC LIMIT 1")
        .bind("tenant", tenant.value())
        .bind("index", 0)
        .map((row, context) -> recordOf(row))
        .findOne();
  }

  private static @Nullable Object[] row(long chain, AuditRecord record) {
    AuditEntry entry = record.entry();
    return new @Nullable Object[] {
      (chain << CHAIN_ROOM_BITS) + record.index(),
      record.tenant().value(),
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
