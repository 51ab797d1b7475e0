package dev.deskhand.audit.evidence;

import dev.deskhand.journal.AuditRecord;
import java.util.List;

/**
 * One run, as the audit tells of it.
 *
 * @param run its id
 * @param entries in order, the request first
 */
record Change(String run, List<AuditRecord> entries) {
  Change {
    entries = List.copyOf(entries);
  }

  boolean hasEnded() {
    return entries.stream().anyMatch(it -> it.entry().action().equals("run-ended"));
  }
}
