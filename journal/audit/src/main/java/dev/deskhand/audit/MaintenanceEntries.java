package dev.deskhand.audit;

import dev.deskhand.journal.AuditEntry;
import dev.deskhand.journal.AuditEntry.Consequence;
import dev.deskhand.journal.AuditEntry.Grounds;
import dev.deskhand.journal.AuditRecord;
import java.time.Instant;
import java.util.List;

/** The entries by which a chain accounts for what its operators did to it. */
public final class MaintenanceEntries {
  private static final String RETAINED = "retention-applied";
  private static final String RESTORED = "restored";
  private static final String FIRST = "audit/1-";
  private static final String LOST = "audit/";

  private MaintenanceEntries() {}

  /**
   * The beginning of the chain was removed because its time had come.
   *
   * @param last the last entry that was removed
   * @param hash its hash, which the first entry left follows
   */
  public static AuditEntry retained(Instant at, String actor, long last, String hash, int days) {
    return new AuditEntry(
        at,
        actor,
        RETAINED,
        FIRST + last,
        Grounds.of("kept for " + days + " days"),
        new Consequence("entries 1 to " + last + " are removed", "", List.of(hash)));
  }

  /** Whether an entry accounts for the removal of all before and including this one. */
  static boolean accountsFor(AuditEntry entry, long last, String hash) {
    return entry.action().equals(RETAINED)
        && entry.object().equals(FIRST + last)
        && entry.consequence().artefacts().contains(hash);
  }

  /** The database was found to be older than a head that was witnessed. */
  public static AuditEntry restored(Instant at, String actor, SignedHead lost, long found) {
    return new AuditEntry(
        at,
        actor,
        RESTORED,
        LOST + lost.index(),
        Grounds.of(
            "entry "
                + lost.index()
                + " was witnessed at "
                + lost.at()
                + " and is not in this database, which ends with entry "
                + found),
        new Consequence(
            "the organisation is frozen until somebody has looked at what was lost",
            "lift the freeze",
            List.of(lost.hash())));
  }

  /**
   * Whether an entry says that a head was lost by a restore: all that was witnessed between the
   * entry's own place and the last head that it names.
   */
  static boolean explainsLossOf(AuditRecord record, SignedHead head) {
    String object = record.entry().object();
    return isRestore(record.entry())
        && head.index() >= record.index()
        && object.matches(LOST + "[0-9]{1,18}")
        && head.index() <= Long.parseLong(object.substring(LOST.length()));
  }

  static boolean isRestore(AuditEntry entry) {
    return entry.action().equals(RESTORED);
  }
}
