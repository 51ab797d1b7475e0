package dev.deskhand.runbooks.run;

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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** A journal under which the process dies at one of its appends, or is overtaken by others. */
final class FaultyJournal implements Journal {
  private final Journal journal;
  private final AtomicInteger appends = new AtomicInteger();
  private volatile Consumer<Integer> before = _ -> {};
  private volatile Consumer<Integer> after = _ -> {};

  FaultyJournal(Journal journal) {
    this.journal = journal;
  }

  /** The end of a process: nothing may catch it. */
  static final class Killed extends Error {
    private static final long serialVersionUID = 1;
  }

  /** Dies when the n-th append, from 1, has committed. */
  FaultyJournal killedAfter(int n) {
    after = count -> dieAt(n, count);
    return this;
  }

  /** Dies when the n-th append, from 1, is about to commit. */
  FaultyJournal killedBefore(int n) {
    before = count -> dieAt(n, count);
    return this;
  }

  /** Does something just before the n-th append, from 1. */
  FaultyJournal overtakenBefore(int n, Runnable somebodyElse) {
    before =
        count -> {
          if (count == n) {
            somebodyElse.run();
          }
        };
    return this;
  }

  private static void dieAt(int n, int count) {
    if (count >= n) {
      throw new Killed();
    }
  }

  @Override
  public Position append(Append append) {
    int count = appends.incrementAndGet();
    before.accept(count);
    Position end = journal.append(append);
    after.accept(count);
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
  public List<RecordedEvent> tail(Position from, int limit) {
    return journal.tail(from, limit);
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
