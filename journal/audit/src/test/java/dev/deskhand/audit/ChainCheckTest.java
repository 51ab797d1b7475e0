package dev.deskhand.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.audit.Fault.Kind;
import dev.deskhand.journal.AuditEntry;
import dev.deskhand.journal.AuditRecord;
import dev.deskhand.journal.HashChain;
import dev.deskhand.journal.TenantId;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the check of a chain finds, and how it calls it. */
final class ChainCheckTest {
  private static final int LENGTH = 9;

  @TempDir private static Path folder;
  private static SigningKey key;

  private final List<AuditRecord> chain = new ArrayList<>(Chains.of(LENGTH));

  @BeforeAll
  static void make() {
    key = SigningKey.in(folder);
  }

  private static Verification check(List<AuditRecord> records, SignedHead... heads) {
    ChainCheck check = new ChainCheck(TenantId.DEFAULT, List.of(heads));
    records.forEach(check::add);
    return check.end();
  }

  private SignedHead headOf(int entry) {
    return SignedHead.sign(chain.get(entry - 1), Chains.TIME, key);
  }

  private static void assertFault(Verification found, Kind kind, long index, String told) {
    assertThat(found.fault()).map(Fault::kind).contains(kind);
    assertThat(found.fault().orElseThrow().index()).isEqualTo(index);
    assertThat(found.lines().getFirst()).contains("does not verify", told);
  }

  @Test
  void a_chain_that_is_whole_verifies_and_says_what_is_unwitnessed() {
    assertThat(check(chain).lines().getLast()).startsWith("Unwitnessed: all of it.");
    assertThat(check(chain, headOf(4)).lines().getLast()).isEqualTo("Unwitnessed: entries 5 to 9.");
    assertThat(check(chain, headOf(9)).lines().getLast()).startsWith("Unwitnessed: nothing.");
  }

  @Test
  void an_altered_entry_is_named() {
    for (int i = 0; i < LENGTH; i++) {
      List<AuditRecord> forged = new ArrayList<>(chain);
      AuditRecord old = forged.get(i);
      forged.set(
          i,
          new AuditRecord(
              old.tenant(), old.index(), Chains.entry(77), old.previousHash(), old.hash()));

      assertFault(check(forged), Kind.ALTERED, i + 1L, "entry " + (i + 1) + " was altered");
    }
  }

  /** Its hash fits what it says of itself; only that it stands in this chain is wrong. */
  @Test
  void an_entry_of_another_tenant_is_named() {
    TenantId other = new TenantId("other");
    AuditRecord last = chain.getLast();
    chain.add(HashChain.link(other, last.index() + 1, Chains.entry(77), last.hash()));

    assertFault(check(chain), Kind.ALTERED, LENGTH + 1L, "of another tenant: 'other'");
  }

  @Test
  void a_whole_chain_of_another_tenant_is_not_taken_for_the_one_that_was_asked_for() {
    TenantId other = new TenantId("other");
    List<AuditRecord> others =
        List.of(HashChain.link(other, 1, Chains.entry(1), HashChain.GENESIS));

    assertFault(check(others), Kind.ALTERED, 1, "of another tenant: 'other'");
  }

  @Test
  void removed_entries_are_named() {
    chain.subList(3, 5).clear();

    assertFault(check(chain), Kind.REMOVED, 4, "entries 4 to 5 are missing");
  }

  @Test
  void swapped_entries_are_named() {
    for (int i = 0; i + 1 < LENGTH; i++) {
      List<AuditRecord> swapped = new ArrayList<>(chain);
      Collections.swap(swapped, i, i + 1);
      if (i > 0) {
        assertFault(check(swapped), Kind.SWAPPED, i + 1L, "have changed places");
      }
      assertThat(check(swapped).holds()).isFalse();
    }
  }

  @Test
  void a_doubled_entry_is_named() {
    chain.add(6, chain.get(5));

    assertFault(check(chain), Kind.DOUBLED, 6, "entry 6 stands again behind entry 6");
  }

  @Test
  void a_chain_that_was_written_anew_is_found_by_a_head_that_was_witnessed() {
    List<AuditRecord> anew = Chains.of(List.of(Chains.entry(1), Chains.entry(70), Chains.entry(3)));

    assertThat(check(anew).holds()).isTrue();
    assertFault(check(anew, headOf(2)), Kind.ALTERED, 2, "another one than was witnessed");
  }

  @Test
  void what_was_cut_off_is_found_up_to_the_last_head_that_was_witnessed() {
    assertFault(
        check(chain.subList(0, 5), headOf(3), headOf(8)),
        Kind.TRUNCATED,
        6,
        "entries 6 to 8 are missing");
    assertThat(check(chain.subList(0, 8), headOf(8)).holds()).isTrue();
  }

  @Test
  void a_beginning_may_only_be_missing_where_the_chain_says_that_retention_removed_it() {
    List<AuditEntry> entries = new ArrayList<>(chain.stream().map(AuditRecord::entry).toList());
    entries.add(MaintenanceEntries.retained(Chains.TIME, "deskhand", 4, chain.get(3).hash(), 30));
    List<AuditRecord> kept = Chains.of(entries).subList(4, LENGTH + 1);

    assertThat(check(kept, headOf(2), headOf(9)).holds()).isTrue();
    assertThat(check(kept).lines())
        .contains("Note: entries 1 to 4 are not here: retention removed them.");
    assertFault(check(kept.subList(1, 6)), Kind.REMOVED, 1, "entries 1 to 5 are missing");
    assertFault(check(chain.subList(2, LENGTH)), Kind.REMOVED, 1, "entries 1 to 2 are missing");
  }

  @Test
  void what_a_restore_lost_is_told_and_no_fault() {
    SignedHead lost = headOf(8);
    List<AuditEntry> entries = new ArrayList<>();
    chain.subList(0, 5).forEach(record -> entries.add(record.entry()));
    entries.add(MaintenanceEntries.restored(Chains.TIME, "deskhand", lost, 5));

    Verification found = check(Chains.of(entries), headOf(4), headOf(6), lost);

    assertThat(found.holds()).isTrue();
    assertThat(found.notes())
        .hasSize(2)
        .allMatch(note -> note.contains("restore"))
        .anyMatch(note -> note.contains("entry 8"));
    assertFault(
        check(Chains.of(entries), headOf(9), lost),
        Kind.TRUNCATED,
        7,
        "entries 7 to 9 are missing");
  }
}
