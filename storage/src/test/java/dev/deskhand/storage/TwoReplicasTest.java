package dev.deskhand.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.deskhand.journal.Append;
import dev.deskhand.journal.AuditEntry;
import dev.deskhand.journal.AuditRecord;
import dev.deskhand.journal.Event;
import dev.deskhand.journal.Freeze;
import dev.deskhand.journal.FrozenException;
import dev.deskhand.journal.HashChain;
import dev.deskhand.journal.Lease;
import dev.deskhand.journal.RecordedEvent;
import dev.deskhand.journal.StaleLeaseException;
import dev.deskhand.journal.StreamId;
import dev.deskhand.journal.StreamKey;
import dev.deskhand.journal.StreamState;
import dev.deskhand.journal.TenantId;
import dev.deskhand.journal.VersionConflictException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two writers on one PostgreSQL, each of which takes nothing from the other for its own. */
@Timeout(60)
final class TwoReplicasTest {
  private static final StreamKey KEY = new StreamKey(TenantId.DEFAULT, new StreamId("run", "r-1"));
  private static final Duration LEASE = Duration.ofSeconds(10);

  @TempDir private Path folder = Path.of("");
  private Optional<OpenStores> first = Optional.empty();
  private Optional<OpenStores> second = Optional.empty();

  @BeforeEach
  void open() {
    PostgresDatabase database = PostgresServer.freshDatabase();
    first = Optional.of(OpenStores.open(database, folder.resolve("one")));
    second = Optional.of(OpenStores.open(database, folder.resolve("two")));
  }

  @AfterEach
  void close() {
    first.orElseThrow().close();
    second.orElseThrow().close();
  }

  private OpenStores one() {
    return first.orElseThrow();
  }

  private OpenStores two() {
    return second.orElseThrow();
  }

  private static Append.Builder next(long expected) {
    return Append.in(KEY.tenant())
        .to(KEY.stream(), expected, StreamState.live(), List.of(new Event("noted", 1, "{}")))
        .audit(
            new AuditEntry(
                Instant.parse("2026-11-20T08:00:00Z"),
                "ada",
                "note",
                "run/r-1",
                new AuditEntry.Grounds("because", List.of(), List.of()),
                new AuditEntry.Consequence("", "", List.of())));
  }

  private static void append(OpenStores at, Append.Builder append) {
    at.stores().journal().append(append.build());
  }

  @Test
  void their_commits_follow_one_another_without_a_gap() {
    for (long i = 0; i < 200; i += 2) {
      append(one(), next(i));
      append(two(), next(i + 1));
    }

    List<RecordedEvent> events = two().stores().journal().read(KEY, 0).events();
    assertThat(events).extracting(RecordedEvent::sequence).hasSize(200).isSorted();
    assertThat(events.getLast().position().value()).isEqualTo(200);
    Optional<AuditRecord> before = Optional.empty();
    for (AuditRecord record : one().stores().journal().audit(KEY.tenant(), 0, 1_000)) {
      assertThat(HashChain.fault(before, record)).isEmpty();
      before = Optional.of(record);
    }
    assertThat(before.orElseThrow().index()).isEqualTo(200);
  }

  @Test
  void a_conflict_names_what_the_other_has_written() {
    append(one(), next(0));
    append(two(), next(1));

    assertThatThrownBy(() -> append(one(), next(1)))
        .isInstanceOf(VersionConflictException.class)
        .hasMessageContainingAll("expected sequence 1", "found 2");
  }

  @Test
  void a_freeze_of_the_other_holds_at_once_and_so_does_its_end() {
    var frozen =
        new Freeze.Frozen(
            Freeze.Scope.EVERYTHING, "ada", "odd", Instant.parse("2026-11-20T08:00:00Z"));
    Set<Freeze.Scope> everything = Set.of(Freeze.Scope.EVERYTHING);
    for (long i = 0; i < 50; i++) {
      long at = i;
      append(one(), next(i).unlessFrozen(everything));
      append(two(), Append.in(KEY.tenant()).changing(new Freeze.Change.Stop(frozen)));

      assertThatThrownBy(() -> append(one(), next(at + 1).unlessFrozen(everything)))
          .isInstanceOf(FrozenException.class);

      append(two(), Append.in(KEY.tenant()).changing(new Freeze.Change.Lift(frozen)));
    }
  }

  @Test
  void a_lease_that_the_other_took_refuses_what_is_written_under_the_old_one() {
    for (int i = 0; i < 50; i++) {
      Lease old = one().stores().leases().hold("one-" + i, LEASE).get(KEY.partition());
      append(one(), next(i).under(old));
      two().clock().advance(LEASE.multipliedBy(2));
      two().stores().leases().hold("two-" + i, LEASE);
      int at = i + 1;

      assertThatThrownBy(() -> append(one(), next(at).under(old)))
          .isInstanceOf(StaleLeaseException.class);

      two().stores().leases().release("two-" + i);
    }
  }
}
