package dev.deskhand.app;

import dev.deskhand.journal.AuditRecord;
import dev.deskhand.journal.Journal;
import dev.deskhand.journal.TenantId;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/** The whole audit of a database, a page at a time. */
final class AuditPages {
  private static final int PAGE = 5_000;

  private AuditPages() {}

  /** Where entries go that can't always be written. */
  interface Sink {
    void take(AuditRecord record) throws IOException;
  }

  static void forEach(Journal journal, TenantId tenant, Consumer<AuditRecord> sink) {
    List<AuditRecord> page = journal.audit(tenant, 0, PAGE);
    while (!page.isEmpty()) {
      page.forEach(sink);
      page = journal.audit(tenant, page.getLast().index(), PAGE);
    }
  }

  /** Returns how many there were. */
  static long write(Journal journal, TenantId tenant, Sink sink) throws IOException {
    long written = 0;
    List<AuditRecord> page = journal.audit(tenant, 0, PAGE);
    while (!page.isEmpty()) {
      for (AuditRecord record : page) {
        sink.take(record);
      }
      written += page.size();
      page = journal.audit(tenant, page.getLast().index(), PAGE);
    }
    return written;
  }
}
