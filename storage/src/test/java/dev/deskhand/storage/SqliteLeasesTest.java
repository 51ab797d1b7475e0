package dev.deskhand.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.deskhand.journal.Append;
import dev.deskhand.journal.Journal;
import dev.deskhand.journal.Lease;
import dev.deskhand.journal.StaleLeaseException;
import dev.deskhand.journal.TenantId;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever has the file open is alone. */
final class SqliteLeasesTest {
  @TempDir private Path folder;

  private OpenStores open() {
    return OpenStores.open(new SqliteDatabase(folder.resolve("journal.db")), folder);
  }

  private static Lease held(OpenStores open, String replica) {
    return open.stores().leases().hold(replica, Duration.ofHours(1)).getFirst();
  }

  @Test
  void what_a_process_held_that_is_gone_is_free_at_once_and_its_writes_are_refused() {
    Lease old;
    try (OpenStores killed = open()) {
      old = held(killed, "killed");
    }

    try (OpenStores next = open()) {
      Lease taken = held(next, "next");
      Journal journal = next.stores().journal();
      Append late = Append.in(TenantId.DEFAULT).under(old).build();

      assertThat(taken).isEqualTo(new Lease(old.partition(), old.epoch() + 1));
      assertThatThrownBy(() -> journal.append(late)).isInstanceOf(StaleLeaseException.class);
    }
  }
}
