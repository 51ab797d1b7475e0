package dev.deskhand.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.journal.TenantId;
import dev.deskhand.journal.contract.SettableClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two that have one file of keys open, as a server and a command beside it do. */
final class SqlitePersonalKeysTest {
  private static final TenantId TENANT = TenantId.DEFAULT;

  private final SettableClock clock = new SettableClock();

  @TempDir private Path folder = Path.of("");

  @Test
  void a_key_that_another_destroyed_is_not_remembered() {
    try (SqlitePersonalKeys server = open();
        SqlitePersonalKeys command = open()) {
      byte[] key = server.obtain(TENANT, "ada");
      assertThat(server.find(TENANT, "ada")).contains(key);

      command.destroy(TENANT, "ada");
      clock.advance(Duration.ofMillis(50));

      assertThat(server.find(TENANT, "ada")).isEmpty();
      byte[] next = command.obtain(TENANT, "ada");
      assertThat(next).isNotEqualTo(key);
      assertThat(server.obtain(TENANT, "ada")).isEqualTo(next);
    }
  }

  @Test
  void a_key_that_was_handed_out_may_be_wiped_by_who_has_it() {
    try (SqlitePersonalKeys keys = open()) {
      byte[] key = keys.obtain(TENANT, "ada");
      byte[] kept = key.clone();

      Arrays.fill(key, (byte) 0);

      assertThat(keys.find(TENANT, "ada")).contains(kept);
    }
  }

  private SqlitePersonalKeys open() {
    return SqlitePersonalKeys.open(folder.resolve("keys.db"), clock);
  }
}
