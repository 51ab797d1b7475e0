package dev.deskhand.bot.work;

import dev.deskhand.journal.Append;
import dev.deskhand.journal.AuditRecord;
import dev.deskhand.journal.History;
import dev.deskhand.journal.Journal;
import dev.deskhand.journal.Position;
import dev.deskhand.journal.RecordedEvent;
import dev.deskhand.journal.StreamKey;
import dev.deskhand.journal.TenantId;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A journal under which the process may die before and after each append. */
record MortalJournal(Journal journal, Death death) implements Journal {
  @Override
  public Position append(Append append) {
    death.pass();
    Position end = journal.append(append);
    death.pass();
    return end;
  }

  @Override
  public History read(StreamKey key, long after) {
    return journal.read(key, after);
  }

  @Override
  public Optional<RecordedEvent> last(StreamKey key) {
    return journal.last(key);
  }

  @Override
  public List<RecordedEvent> tail(Position after, int limit) {
    return journal.tail(after, limit);
  }

  @Override
  public Position bookmark(String reader) {
    return journal.bookmark(reader);
  }

  @Override
  public List<StreamKey> live(int partition) {
    return journal.live(partition);
  }

  @Override
  public List<StreamKey> recent(TenantId tenant, String kind, int limit) {
    return journal.recent(tenant, kind, limit);
  }

  @Override
  public List<AuditRecord> audit(TenantId tenant, long afterIndex, int limit) {
    return journal.audit(tenant, afterIndex, limit);
  }

  @Override
  public Optional<AuditRecord> auditHead(TenantId tenant) {
    return journal.auditHead(tenant);
  }

  @Override
  public void onCommit(Consumer<Append> listener) {
    journal.onCommit(listener);
  }
}
