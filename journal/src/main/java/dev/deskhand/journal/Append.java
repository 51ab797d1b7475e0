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
 * @param freezes what is stopped or let go on
 * @param progress the inbox row worked, or how far a reader has come
 * @param afterwards what is called after the commit, before the journal's listeners and like them
 */
public record Append(
    TenantId tenant,
    List<StreamAppend> streams,
    List<AuditEntry> audit,
    List<OutboxRow> outbox,
    List<Freeze.Change> freezes,
    Conditions conditions,
    Progress progress,
    List<Runnable> afterwards) {

  /**
   * What has to hold, which is read inside the transaction.
   *
   * @param leases every one under which this is written; none for writers that own no partition
   * @param unlessFrozen refused with {@link FrozenException} while one of these is frozen
   */
  public record Conditions(List<Lease> leases, Set<Freeze.Scope> unlessFrozen) {
    public Conditions {
      leases = List.copyOf(leases);
      unlessFrozen = Set.copyOf(unlessFrozen);
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
    freezes = List.copyOf(freezes);
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
    private final List<Freeze.Change> freezes = new ArrayList<>();
    private final List<Runnable> afterwards = new ArrayList<>();
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

    /** Calls back once this is committed, on the writer's thread: quickly, and without appending. */
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
          freezes,
          new Conditions(leases, unlessFrozen),
          new Progress(handled, bookmark),
          afterwards);
    }
  }
}
