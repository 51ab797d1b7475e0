package dev.deskhand.audit;

import dev.deskhand.audit.Fault.Kind;
import dev.deskhand.journal.AuditRecord;
import dev.deskhand.journal.HashChain;
import dev.deskhand.journal.TenantId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Goes along one tenant's chain, entry by entry, and finds the first that is not what was written.
 * Not thread-safe.
 */
public final class ChainCheck {
  private final TenantId tenant;
  private final Map<Long, List<SignedHead>> witnessed = new HashMap<>();
  private final List<SignedHead> lost = new ArrayList<>();
  private final List<AuditRecord> restores = new ArrayList<>();
  private Optional<AuditRecord> first = Optional.empty();
  private Optional<AuditRecord> last = Optional.empty();
  private Optional<AuditRecord> unexpected = Optional.empty();
  private Optional<Fault> fault = Optional.empty();
  private boolean beginningIsAccountedFor;
  private long lastWitnessed;

  /**
   * A check.
   *
   * @param tenant whose chain was asked for
   * @param heads that were witnessed, and whose signatures fit
   */
  public ChainCheck(TenantId tenant, Collection<SignedHead> heads) {
    this.tenant = tenant;
    heads.forEach(
        head -> witnessed.computeIfAbsent(head.index(), _ -> new ArrayList<>()).add(head));
  }

  /** Takes the next entry; after a fault, which is the first, nothing matters any more. */
  public void add(AuditRecord record) {
    if (fault.isPresent()) {
      return;
    }
    if (unexpected.isPresent()) {
      fault = Optional.of(gap(unexpected.get(), Optional.of(record)));
      return;
    }
    long expected = last.map(before -> before.index() + 1).orElse(record.index());
    if (record.index() != expected) {
      unexpected = Optional.of(record);
      return;
    }
    fault = altered(record);
    if (fault.isEmpty()) {
      follow(record);
    }
  }

  /** True once nothing that comes can change the answer. */
  public boolean isDecided() {
    return fault.isPresent();
  }

  /** What was found, after the last entry. */
  public Verification end() {
    if (fault.isEmpty() && unexpected.isPresent()) {
      fault = Optional.of(gap(unexpected.get(), Optional.empty()));
    }
    if (fault.isEmpty()) {
      fault = beginning();
    }
    List<String> notes = new ArrayList<>();
    if (fault.isEmpty()) {
      fault = witnesses(notes);
    }
    long end = last.map(AuditRecord::index).orElse(0L);
    return new Verification(
        first.map(AuditRecord::index).orElse(1L),
        end,
        last.map(AuditRecord::hash).orElse(HashChain.GENESIS),
        Math.min(lastWitnessed, end),
        fault,
        notes);
  }

  private Optional<Fault> altered(AuditRecord record) {
    if (!record.tenant().equals(tenant)) {
      return Optional.of(
          new Fault(
              Kind.ALTERED,
              record.index(),
              "entry "
                  + record.index()
                  + " is of another tenant: '"
                  + record.tenant()
                  + "' instead of '"
                  + tenant
                  + "'"));
    }
    String before =
        last.map(AuditRecord::hash)
            .orElse(record.index() == 1 ? HashChain.GENESIS : record.previousHash());
    if (!record.previousHash().equals(before)) {
      return Optional.of(
          new Fault(
              Kind.ALTERED,
              record.index(),
              "entry " + record.index() + " does not follow the entry before it"));
    }
    String hash = HashChain.hash(record.tenant(), record.index(), record.entry(), before);
    return record.hash().equals(hash)
        ? Optional.empty()
        : Optional.of(
            new Fault(
                Kind.ALTERED,
                record.index(),
                "entry " + record.index() + " was altered: its hash does not fit"));
  }

  private void follow(AuditRecord record) {
    if (first.isEmpty()) {
      first = Optional.of(record);
    }
    last = Optional.of(record);
    AuditRecord start = first.orElseThrow();
    beginningIsAccountedFor =
        beginningIsAccountedFor
            || MaintenanceEntries.accountsFor(
                record.entry(), start.index() - 1, start.previousHash());
    if (MaintenanceEntries.isRestore(record.entry())) {
      restores.add(record);
    }
    List<SignedHead> here = witnessed.remove(record.index());
    if (here != null) {
      here.forEach(head -> hold(head, record));
    }
  }

  private void hold(SignedHead head, AuditRecord record) {
    if (head.hash().equals(record.hash())) {
      lastWitnessed = record.index();
    } else {
      lost.add(head);
    }
  }

  /** What the entry after an unexpected one tells of it. */
  private Fault gap(AuditRecord found, Optional<AuditRecord> next) {
    long expected = last.orElseThrow().index() + 1;
    if (found.index() < expected) {
      return new Fault(
          Kind.DOUBLED,
          found.index(),
          "entry " + found.index() + " stands again behind entry " + (expected - 1));
    }
    if (next.filter(it -> it.index() == expected && found.index() == expected + 1).isPresent()) {
      return new Fault(
          Kind.SWAPPED,
          expected,
          "entries " + expected + " and " + found.index() + " have changed places");
    }
    boolean isOne = found.index() == expected + 1;
    return new Fault(
        Kind.REMOVED,
        expected,
        (isOne ? "entry " + expected + " is" : entries(expected, found.index() - 1))
            + " missing: entry "
            + found.index()
            + " stands behind entry "
            + (expected - 1));
  }

  private Optional<Fault> beginning() {
    long start = first.map(AuditRecord::index).orElse(1L);
    return start == 1 || beginningIsAccountedFor
        ? Optional.empty()
        : Optional.of(
            new Fault(
                Kind.REMOVED,
                1,
                entries(1, start - 1) + " missing, and no entry says that retention removed them"));
  }

  private Optional<Fault> witnesses(List<String> notes) {
    long start = first.map(AuditRecord::index).orElse(1L);
    long end = last.map(AuditRecord::index).orElse(0L);
    witnessed
        .values()
        .forEach(heads -> heads.stream().filter(it -> it.index() > end).forEach(lost::add));
    for (SignedHead head : lost) {
      if (restores.stream().noneMatch(it -> MaintenanceEntries.explainsLossOf(it, head))) {
        return Optional.of(unexplained(head, end));
      }
      notes.add(
          "entry "
              + head.index()
              + ", which was witnessed at "
              + head.at()
              + ", was lost by a restore, as a later entry says");
    }
    if (start > 1) {
      notes.add(entries(1, start - 1) + " not here: retention removed them");
    }
    return Optional.empty();
  }

  private static Fault unexplained(SignedHead head, long end) {
    return head.index() > end
        ? new Fault(
            Kind.TRUNCATED,
            end + 1,
            entries(end + 1, head.index()) + " missing: they were witnessed at " + head.at())
        : new Fault(
            Kind.ALTERED,
            head.index(),
            "entry " + head.index() + " is another one than was witnessed at " + head.at());
  }

  private static String entries(long from, long to) {
    return from == to ? "entry " + from + " is" : "entries " + from + " to " + to + " are";
  }
}
