package dev.deskhand.storage;

import dev.deskhand.journal.Freeze;
import dev.deskhand.journal.FrozenException;
import dev.deskhand.journal.TenantId;
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
    return reader.read(
        "find what is frozen for tenant " + tenant,
        handle ->
            handle
                .createQuery(
                    """
                    SELECT scope, frozen_by, why, since_micros FROM frozen
                    WHERE tenant = :tenant ORDER BY since_micros, scope
                    """)
                .bind("tenant", tenant.value())
                .map(
                    (row, context) ->
                        new Frozen(
                            new Scope(row.getString("scope")),
                            row.getString("frozen_by"),
                            row.getString("why"),
                            MicroTime.from(row.getLong("since_micros"))))
                .list());
  }

  /** Writes a change into a commit. */
  static void write(Commit commit, TenantId tenant, Change change) {
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
    commit
        .prepared()
        .all(
            "SELECT scope, frozen_by, why, since_micros FROM frozen WHERE tenant = ?"
                + commit.engine().lockForShare(),
            row ->
                new Frozen(
                    new Scope(row.getString(1)),
                    row.getString(2),
                    row.getString(3),
                    MicroTime.from(row.getLong(4))),
            tenant.value())
        .stream()
        .filter(frozen -> scopes.contains(frozen.scope()))
        .findFirst()
        .ifPresent(
            frozen -> {
              throw new FrozenException(tenant, frozen);
            });
  }
}
