package dev.deskhand.journal.memory;

import dev.deskhand.journal.Append;
import dev.deskhand.journal.AuditRecord;
import dev.deskhand.journal.History;
import dev.deskhand.journal.Journal;
import dev.deskhand.journal.Position;
import dev.deskhand.journal.RecordedEvent;
import dev.deskhand.journal.StreamKey;
import dev.deskhand.journal.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A journal that somebody watches: whoever wants a process to die, to stand still or to be
 * overtaken at one of its appends says so in a {@link Watch}. As thread-safe as both are.
 */
public final class WatchedJournal implements Journal {
  private final Journal journal;
  private final Watch watch;

  public WatchedJournal(Journal journal, Watch watch) {
    this.journal = journal;
    this.watch = watch;
  }

  /** What is done around calls; what it throws, the caller hears. */
  public interface Watch {
    /** An append is about to be made. */
    default void before(Append append) {}

    /** An append was committed. */
    default void after(Append append) {}

    /** Something is about to be read. */
    default void reading() {}
  }

  @Override
  public Position append(Append append) {
    watch.before(append);
    Position end = journal.append(append);
    watch.after(append);
    return end;
  }

  @Override
  public History read(StreamKey key, long after) {
    watch.reading();
    return journal.read(key, after);
  }

  @Override
  public Optional<RecordedEvent> last(StreamKey key) {
    watch.reading();
    return journal.last(key);
  }

  @Override
  public List<RecordedEvent> tail(Position after, int limit) {
    watch.reading();
    return journal.tail(after, limit);
  }

  @Override
  public Position bookmark(String reader) {
    watch.reading();
    return journal.bookmark(reader);
  }

  @Override
  public List<StreamKey> live(Set<Integer> partitions) {
    watch.reading();
    return journal.live(partitions);
  }

  @Override
  public List<StreamKey> recent(TenantId tenant, String kind, int limit) {
    watch.reading();
    return journal.recent(tenant, kind, limit);
  }

  @Override
  public List<StreamKey> asleep(TenantId tenant, String kind, int limit) {
    watch.reading();
    return journal.asleep(tenant, kind, limit);
  }

  @Override
  public List<StreamKey> wakingBefore(TenantId tenant, String kind, Instant time) {
    watch.reading();
    return journal.wakingBefore(tenant, kind, time);
  }

  @Override
  public List<AuditRecord> audit(TenantId tenant, long afterIndex, int limit) {
    watch.reading();
    return journal.audit(tenant, afterIndex, limit);
  }

  @Override
  public Optional<AuditRecord> auditHead(TenantId tenant) {
    watch.reading();
    return journal.auditHead(tenant);
  }

  @Override
  public Optional<String> artefact(TenantId tenant, String sha256) {
    watch.reading();
    return journal.artefact(tenant, sha256);
  }

  @Override
  public void onCommit(Consumer<Append> listener) {
    journal.onCommit(listener);
  }
}
