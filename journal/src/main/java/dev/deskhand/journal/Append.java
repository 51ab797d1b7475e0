package dev.deskhand.journal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is committed together: all of it, or nothing.
 *
 * @param streams events for any number of streams
 * @param audit entries for the tenant's chain, in order
 * @param outbox what has to be delivered; a key that exists already is left as it is
 * @param leases every lease under which this is written; none for writers that own no partition
 * @param progress the inbox row worked, or how far a reader has come
 * @param afterwards what is called after the commit, before the journal's listeners and like them
 */
public record Append(
    TenantId tenant,
    List<StreamAppend> streams,
    List<AuditEntry> audit,
    List<OutboxRow> outbox,
    List<Lease> leases,
    Freezing freezing,
    Progress progress,
    List<Runnable> afterwards) {

  /**
   * What a commit has to do with freezes.
   *
   * @param changes what is stopped or let go on
   * @param unless refused with {@link FrozenException} while one of these is frozen, which is read
   *     inside the transaction
   */
  public record Freezing(List<Freeze.Change> changes, Set<Freeze.Scope> unless) {
    public Freezing {
      changes = List.copyOf(changes);
      unless = Set.copyOf(unless);
    }
  }

  /** What this commit has consumed. */
  public record Progress(Optional<Handled> handled, Optional<Bookmark> bookmark) {
    public static final Progress NONE = new Progress(Optional.empty(), Optional.empty());
  }

  public Append {
    streams = List.copyOf(streams);
    audit = List.copyOf(audit);
    outbox = List.copyOf(outbox);
    leases = List.copyOf(leases);
    afterwards = List.copyOf(afterwards);
  }

  public static Builder in(TenantId tenant) {
    return new Builder(tenant);
  }

  /** Collects an append; not thread-safe. */
  public static final class Builder {
    private final TenantId tenant;
    private final List<StreamAppend> streams = new ArrayList<>();
    private final List<AuditEntry> audit = new ArrayList<>();
    private final List<OutboxRow> outbox = new ArrayList<>();
    private final List<Lease> leases = new ArrayList<>();
    private final List<Runnable> afterwards = new ArrayList<>();
    private final List<Freeze.Change> freezes = new ArrayList<>();
    private Set<Freeze.Scope> unlessFrozen = Set.of();
    private Optional<Handled> handled = Optional.empty();
    private Optional<Bookmark> bookmark = Optional.empty();

    private Builder(TenantId tenant) {
      this.tenant = tenant;
    }

    public TenantId tenant() {
      return tenant;
    }

    public Builder to(StreamId stream, long expected, StreamState state, List<Event> events) {
      streams.add(new StreamAppend(stream, expected, state, events));
      return this;
    }

    /** Keeps a long text that the events name which were added last. */
    public Builder keep(Artefact artefact) {
      streams.add(streams.removeLast().keeping(artefact));
      return this;
    }

    public Builder audit(AuditEntry entry) {
      audit.add(entry);
      return this;
    }

    public Builder send(OutboxRow row) {
      outbox.add(row);
      return this;
    }

    /** Whether this delivery is to go out with what was collected so far. */
    public boolean isSending(DeliveryKey key) {
      return outbox.stream().anyMatch(row -> row.key().equals(key));
    }

    public Builder under(Lease lease) {
      leases.add(lease);
      return this;
    }

    public Builder changing(Freeze.Change freeze) {
      freezes.add(freeze);
      return this;
    }

    public Builder unlessFrozen(Set<Freeze.Scope> scopes) {
      unlessFrozen = scopes;
      return this;
    }

    public Builder handling(InboxId id, String outcome) {
      handled = Optional.of(new Handled(id, outcome));
      return this;
    }

    public Builder reading(String reader, Position position) {
      bookmark = Optional.of(new Bookmark(reader, position));
      return this;
    }

    /**
     * Calls back once this is committed, on the writer's thread: quickly, and without appending.
     */
    public Builder afterwards(Runnable call) {
      afterwards.add(call);
      return this;
    }

    public Append build() {
      return new Append(
          tenant,
          streams,
          audit,
          outbox,
          leases,
          new Freezing(freezes, unlessFrozen),
          new Progress(handled, bookmark),
          afterwards);
    }
  }
}
