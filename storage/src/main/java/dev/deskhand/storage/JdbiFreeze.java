package dev.deskhand.storage;

import dev.deskhand.journal.Freeze;
import dev.deskhand.journal.FrozenException;
import dev.deskhand.journal.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/** The rows that say what is frozen. */
final class JdbiFreeze implements Freeze {
  private final Reader reader;

  JdbiFreeze(Reader reader) {
    this.reader = reader;
  }

  @Override
  public List<Frozen> frozen(TenantId tenant) {
    return reader.ask(
        "find what is frozen for tenant " + tenant,
        prepared ->
            prepared.all(
                """
                SELECT scope, frozen_by, why, since_micros FROM frozen
                WHERE tenant = ? ORDER BY since_micros, scope
                """,
                row -> rowOf(row, 1),
                tenant.value()));
  }

  /** From four columns: scope, who froze it, why, and since when. */
  static Frozen rowOf(ResultSet row, int first) throws SQLException {
    return new Frozen(
        new Scope(row.getString(first)),
        row.getString(first + 1),
        row.getString(first + 2),
        MicroTime.from(row.getLong(first + 3)));
  }

  /** Writes a change into a commit. */
  static void write(Commit commit, TenantId tenant, Change change) {
    commit.changesStanding();
    switch (change) {
      case Change.Stop(Frozen frozen) ->
          commit
              .prepared()
              .update(
                  """
                  INSERT INTO frozen (tenant, scope, frozen_by, why, since_micros)
                  VALUES (?, ?, ?, ?, ?) ON CONFLICT (tenant, scope) DO NOTHING
                  """,
                  tenant.value(),
                  frozen.scope().value(),
                  frozen.by(),
                  frozen.why(),
                  MicroTime.of(frozen.since()));
      case Change.Lift(Frozen frozen) ->
          commit
              .prepared()
              .update(
                  """
                  DELETE FROM frozen
                  WHERE tenant = ? AND scope = ? AND frozen_by = ? AND since_micros = ?
                  """,
                  tenant.value(),
                  frozen.scope().value(),
                  frozen.by(),
                  MicroTime.of(frozen.since()));
    }
  }

  /**
   * Refuses a commit that needs one of these scopes to be free.
   *
   * @throws FrozenException if one is frozen
   */
  static void require(Commit commit, TenantId tenant, Set<Scope> scopes) {
    if (scopes.isEmpty()) {
      return;
    }
    commit.rows().frozen(tenant).stream()
        .filter(frozen -> scopes.contains(frozen.scope()))
        .findFirst()
        .ifPresent(
            frozen -> {
              throw new FrozenException(tenant, frozen);
            });
  }
}
