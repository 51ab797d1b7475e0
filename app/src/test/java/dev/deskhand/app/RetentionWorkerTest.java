package dev.deskhand.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.app.config.Settings.Retention;
import dev.deskhand.bot.limit.Counters;
import dev.deskhand.bot.limit.Rate;
import dev.deskhand.journal.Append;
import dev.deskhand.journal.TenantId;
import dev.deskhand.permissions.Account;
import dev.deskhand.permissions.LinkCodes;
import dev.deskhand.storage.SqliteDatabase;
import dev.deskhand.storage.Stores;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is only of use for a while doesn't stay for ever. */
final class RetentionWorkerTest {
  private static final TenantId TENANT = TenantId.DEFAULT;
  private static final Rate HOURLY = new Rate(60, Duration.ofHours(1));

  private static final Instant THEN = Instant.parse("2026-12-01T08:00:00Z");

  private Instant now = THEN;

  @TempDir private Path data;

  @Test
  void counts_and_wrong_codes_go_with_the_histories() {
    try (Stores stores =
        Stores.open(
            new SqliteDatabase(data.resolve("deskhand.db")), data.resolve("keys.db"), () -> now)) {
      Counters counters = new Counters(stores.journal());
      Append.Builder append = Append.in(TENANT);
      counters.count(append, "person/ada", HOURLY, 0, now);
      new LinkCodes(stores.journal(), () -> now)
          .enter(append, new Account("slack", "T0001", "U0001"), "0000-0000-0000");
      stores.journal().append(append.build());
      RetentionWorker worker =
          new RetentionWorker(
              stores,
              new Retention(Optional.empty(), Optional.of(30), Optional.empty()),
              () -> now);

      assertThat(worker.apply()).containsEntry("histories", 0);
      now = THEN.plus(Duration.ofDays(31));
      assertThat(worker.apply()).containsEntry("histories", 2);
      assertThat(counters.used(TENANT, "person/ada", HOURLY, THEN)).isZero();
      worker.close();
    }
  }
}
