package dev.deskhand.storage;

import dev.deskhand.journal.Freeze.Frozen;
import dev.deskhand.journal.TenantId;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What stands under the lock of the head row: the counters, and all that may refuse a commit.
 *
 * @param ends of the chains of some tenants; the others' are looked up
 */
record PostgresHead(
    Commit.Counters counters,
    Map<Integer, HotRows.Held> leases,
    Map<TenantId, List<Frozen>> frozen,
    Map<TenantId, Commit.ChainEnd> ends) {

  private static final String READ =
      """
      SELECT position, change, inbox_number, outbox_number
      FROM journal_head WHERE only_row = 1 FOR UPDATE;
      SELECT part, owner, epoch FROM lease;
      SELECT tenant, scope, frozen_by, why, since_micros FROM frozen;
      SELECT tenant, number, entry_index, hash FROM audit_chain LIMIT 16\
      """;

  /** Takes the lock and reads, by one journey; each statement sees what its lock waited for. */
  static PostgresHead read(Prepared prepared) {
    try {
      PreparedStatement statement = prepared.statement(READ);
      statement.execute();
      Commit.Counters counters = counters(statement);
      Map<Integer, HotRows.Held> leases = new HashMap<>();
      each(
          statement,
          row ->
              leases.put(
                  row.getInt(1),
                  new HotRows.Held(Optional.ofNullable(row.getString(2)), row.getLong(3))));
      Map<TenantId, List<Frozen>> frozen = new HashMap<>();
      each(
          statement,
          row ->
              frozen
                  .computeIfAbsent(new TenantId(row.getString(1)), _ -> new ArrayList<>())
                  .add(JdbiFreeze.rowOf(row, 2)));
      Map<TenantId, Commit.ChainEnd> ends = new HashMap<>();
      each(
          statement,
          row ->
              ends.put(
                  new TenantId(row.getString(1)),
                  new Commit.ChainEnd(row.getLong(2), row.getLong(3), row.getString(4))));
      return new PostgresHead(counters, leases, frozen, ends);
    } catch (SQLException e) {
      throw new Prepared.RefusedException(e);
    }
  }

  /** The same after a commit that wrote these. */
  PostgresHead after(Commit.Counters next, Map<TenantId, Commit.ChainEnd> written) {
    ends.putAll(written);
    return new PostgresHead(next, leases, frozen, ends);
  }

  /** A head that differs from this one although nothing was counted. */
  Commit.Counters marked() {
    return new Commit.Counters(
        counters.position(), counters.change() + 1, counters.inbox(), counters.outbox());
  }

  private interface Row {
    void take(ResultSet row) throws SQLException;
  }

  private static Commit.Counters counters(PreparedStatement statement) throws SQLException {
    try (ResultSet row = statement.getResultSet()) {
      if (!row.next()) {
        throw new IllegalStateException("the journal has no head row");
      }
      return new Commit.Counters(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4));
    }
  }

  private static void each(PreparedStatement statement, Row taken) throws SQLException {
    statement.getMoreResults();
    try (ResultSet rows = statement.getResultSet()) {
      while (rows.next()) {
        taken.take(rows);
      }
    }
  }
}
