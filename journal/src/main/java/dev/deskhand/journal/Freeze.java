package dev.deskhand.journal;

import java.time.Instant;
import java.util.Optional;

/** The row that stops all new effects of a tenant, on every replica. Thread-safe. */
public interface Freeze {

  /**
   * Why and since when a tenant is frozen.
   *
   * @param by the person or process that froze it
   */
  record Frozen(String by, String why, Instant since) {}

  /** Freezes, with the audit entry in the same commit. Freezing twice keeps the first reason. */
  void freeze(TenantId tenant, Frozen frozen, AuditEntry entry);

  /** Lifts the freeze, with the audit entry in the same commit. */
  void unfreeze(TenantId tenant, AuditEntry entry);

  Optional<Frozen> frozen(TenantId tenant);
}
