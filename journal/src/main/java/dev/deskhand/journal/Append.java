package dev.deskhand.journal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is committed together: all of it, or nothing.
 *
 * @param streams events for any number of streams
 * @param audit entries for the tenant's chain, in order
 * @param outbox what has to be delivered; a key that exists already is left as it is
 * @param leases every lease under which this is written; none for writers that own no partition
 * @param guard what has to hold at the moment of the commit
 * @param progress the inbox row worked, or how far a reader has come
 * @param afterwards what is called after the commit, before the journal's listeners and like them
 */
public record Append(
    TenantId tenant,
    List<StreamAppend> streams,
    List<AuditEntry> audit,
    List<OutboxRow> outbox,
    List<Lease> leases,
    Guard guard,
    Progress progress,
    List<Runnable> afterwards) {

  /** A condition that is read inside the transaction. */
  public enum Guard {
    NONE,
    /** Refused with {@link FrozenException} while the tenant is frozen. */
    NOT_FROZEN
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
    private Guard guard = Guard.NONE;
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

    public Builder guardedBy(Guard condition) {
      guard = condition;
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
          guard,
          new Progress(handled, bookmark),
          afterwards);
    }
  }
}
