package dev.deskhand.storage;

import dev.deskhand.journal.AuditEntry;
import dev.deskhand.journal.Freeze;
import dev.deskhand.journal.TenantId;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The freeze row. */
final class JdbiFreeze implements Freeze {
  private final Writer writer;
  private final Reader reader;
  private final AuditLog audit;

  JdbiFreeze(Writer writer, Reader reader, AuditLog audit) {
    this.writer = writer;
    this.reader = reader;
    this.audit = audit;
  }

  @Override
  public void freeze(TenantId tenant, Frozen frozen, AuditEntry entry) {
    writer.write(
        "freeze tenant " + tenant,
        commit -> {
          audit.write(commit, tenant, List.of(entry));
          return commit
              .handle()
              .createUpdate(
                  """
                  INSERT INTO frozen_tenant (tenant, frozen_by, why, since_micros)
                  VALUES (:tenant, :by, :why, :since)
                  ON CONFLICT (tenant) DO NOTHING
                  """)
              .bind("tenant", tenant.value())
              .bind("by", frozen.by())
              .bind("why", frozen.why())
              .bind("since", MicroTime.of(frozen.since()))
              .execute();
        });
  }

  @Override
  public void unfreeze(TenantId tenant, AuditEntry entry) {
    writer.write(
        "unfreeze tenant " + tenant,
        commit -> {
          audit.write(commit, tenant, List.of(entry));
          return commit
              .handle()
              .createUpdate(
                  """
                  DELETE FROM frozen_tenant WHERE tenant = :tenant
                  """)
              .bind("tenant", tenant.value())
              .execute();
        });
  }

  @Override
  public Optional<Frozen> frozen(TenantId tenant) {
    return reader.read(
        "find whether tenant " + tenant + " is frozen", handle -> find(handle, tenant, ""));
  }

  /**
   * Reads the row.
   *
   * @param lock the dialect's clause that keeps it as it is until the commit, or nothing
   */
  static Optional<Frozen> find(Handle handle, TenantId tenant, String lock) {
    return handle
        .createQuery(
            """
            SELECT frozen_by, why, since_micros FROM frozen_tenant WHERE tenant = :tenant\
            """
                + lock)
        .bind("tenant", tenant.value())
        .map(
            (row, context) ->
                new Frozen(
                    row.getString("frozen_by"),
                    row.getString("why"),
                    MicroTime.from(row.getLong("since_micros"))))
        .findOne();
  }
}
