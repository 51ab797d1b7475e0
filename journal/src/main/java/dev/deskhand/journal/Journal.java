package dev.deskhand.journal;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The append-only record of everything. What it returned from {@link #append} survives a power cut.
 * Safe for any number of threads; calls block until the disk has answered.
 */
public interface Journal {

  /**
   * Commits all of it or nothing.
   *
   * @return the position of the last event written, or of the journal's end if there was none
   * @throws VersionConflictException if a stream is not where the writer thought it was, or the
   *     inbox row was already handled
   * @throws StaleLeaseException if a lease has passed to somebody else
   * @throws FrozenException if the guard asks for it and the tenant is frozen
   * @throws JournalException if the store is broken; whether the append happened may be unknown
   */
  Position append(Append append);

  /** A stream's whole history; empty and at sequence 0 for one that never was. */
  default History read(StreamKey key) {
    return read(key, 0);
  }

  /**
   * A stream's history after an event.
   *
   * @param after the sequence of the last event that the caller knows; 0 for none
   */
  History read(StreamKey key, long after);

  /** A stream's last event; empty for one that never was. */
  Optional<RecordedEvent> last(StreamKey key);

  /** The next events of all tenants after a position, in commit order; at most {@code limit}. */
  List<RecordedEvent> tail(Position after, int limit);

  /** How far a named reader has come; {@link Position#START} for one that never read. */
  Position bookmark(String reader);

  /**
   * The streams that are {@link StreamState.Live} in some partitions, longest live first. Those
   * that began together lie together, so that who works them in this order touches fewer pages.
   */
  List<StreamKey> live(Set<Integer> partitions);

  /**
   * The keys of a tenant's streams of one kind, most recently changed first. A change of one that
   * is live and stays so doesn't count.
   */
  List<StreamKey> recent(TenantId tenant, String kind, int limit);

  /** Of those, the ones that are {@link StreamState.Asleep}. */
  List<StreamKey> asleep(TenantId tenant, String kind, int limit);

  /**
   * A tenant's streams of one kind that are {@link StreamState.Asleep} and wake by themselves
   * before a time, longest asleep first.
   */
  List<StreamKey> wakingBefore(TenantId tenant, String kind, Instant time);

  /** The next entries of a tenant's audit chain after an index (0 for the first), in order. */
  List<AuditRecord> audit(TenantId tenant, long afterIndex, int limit);

  /** The last entry of a tenant's audit chain. */
  Optional<AuditRecord> auditHead(TenantId tenant);

  /** The text of an artefact of a tenant, by its digest; empty if none is kept. */
  Optional<String> artefact(TenantId tenant, String sha256);

  /**
   * Hears of every append of this process after its commit, in commit order. Called on the writer's
   * thread: it must be quick and must not append.
   */
  void onCommit(Consumer<Append> listener);
}
