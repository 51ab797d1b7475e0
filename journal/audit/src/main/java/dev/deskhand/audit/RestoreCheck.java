package dev.deskhand.audit;

import dev.deskhand.journal.Append;
import dev.deskhand.journal.AuditEntry;
import dev.deskhand.journal.AuditRecord;
import dev.deskhand.journal.Freeze;
import dev.deskhand.journal.Journal;
import dev.deskhand.journal.Micros;
import dev.deskhand.journal.TenantId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Finds out, before any work begins, that a database is older than what a witness has seen of it,
 * as after a restore, and freezes it: what it would do again may have been done.
 */
public final class RestoreCheck {
  private static final String ACTOR = "deskhand";

  private final Journal journal;
  private final InstantSource clock;

  public RestoreCheck(Journal journal, InstantSource clock) {
    this.journal = journal;
    this.clock = clock;
  }

  /**
   * Freezes the tenant unless its chain has this head.
   *
   * @param head the last one that was witnessed
   * @return why it is frozen; empty when the chain has the head
   */
  public Optional<String> hold(TenantId tenant, SignedHead head) {
    List<AuditRecord> at = journal.audit(tenant, head.index() - 1, 1);
    if (!at.isEmpty()
        && at.getFirst().index() == head.index()
        && at.getFirst().hash().equals(head.hash())) {
      return Optional.empty();
    }
    long found = journal.auditHead(tenant).map(AuditRecord::index).orElse(0L);
    Instant now = Micros.now(clock);
    AuditEntry entry = MaintenanceEntries.restored(now, ACTOR, head, found);
    String why = "restored? " + entry.grounds().rationale();
    Freeze.Frozen frozen = new Freeze.Frozen(Freeze.Scope.EVERYTHING, ACTOR, why, now);
    journal.append(Append.in(tenant).changing(new Freeze.Change.Stop(frozen)).audit(entry).build());
    return Optional.of(why);
  }
}
