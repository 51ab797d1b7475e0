package dev.deskhand.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.journal.Freeze;
import dev.deskhand.journal.TenantId;
import dev.deskhand.storage.SqliteDatabase;
import dev.deskhand.storage.Stores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database that is put back to what it was: what it was about to do then may have been done. */
final class RestoreTest {
  private static final Duration VERY_LONG = Duration.ofMinutes(10);

  @TempDir private Path folder;
  private ServedCompany company;

  @BeforeEach
  void open() {
    company = new ServedCompany(folder, Map.of());
  }

  @AfterEach
  void close() throws IOException {
    company.close();
  }

  /** The gateway has cleared Ada's session, and withholds its answer. */
  private void hangInTheMiddle() {
    company.sandbox.vpn().hangNext(Duration.ZERO);
    company.sandbox.vpn().hangNext(VERY_LONG);
    company.play("- ada says: /desk run clear-vpn-session");
    Await.until("the session is cleared", () -> cleared() == 1);
  }

  private long cleared() {
    return company.sandbox.vpn().requests().stream()
        .filter("POST /sessions/ada/clear"::equals)
        .count();
  }

  private void putBack(Path copy) throws IOException {
    company.kill();
    Path data = folder.resolve("data");
    Files.deleteIfExists(data.resolve("deskhand.db-wal"));
    Files.deleteIfExists(data.resolve("deskhand.db-shm"));
    Files.copy(copy, data.resolve("deskhand.db"), StandardCopyOption.REPLACE_EXISTING);
  }

  private <T> T inDatabase(Function<Stores, T> work) {
    Path data = folder.resolve("data");
    try (Stores stores =
        Stores.beside(
            new SqliteDatabase(data.resolve("deskhand.db")),
            data.resolve("personal-keys.db"),
            InstantSource.system())) {
      return work.apply(stores);
    }
  }

  private List<Freeze.Frozen> frozen() {
    return inDatabase(stores -> stores.freeze().frozen(TenantId.DEFAULT));
  }

  @Test
  void a_backup_opens_frozen_and_its_old_intents_wait_until_somebody_lifts_that()
      throws IOException {
    hangInTheMiddle();
    Path backup = folder.resolve("backup.db");
    assertThat(company.look("backup", backup.toString()).text()).contains("frozen");

    putBack(backup);
    company.startAgain();
    company.play("- elena says: /desk help\n- elena sees: Tell me what is wrong");

    assertThat(frozen()).hasSize(1);
    assertThat(cleared()).isEqualTo(1);
    company.play(
        "- sam says: /desk unfreeze everything looked at\n"
            + "- ada sees: Your old VPN session is gone");
    assertThat(cleared()).isEqualTo(2);
    assertThat(company.sandbox.vpn().effects()).hasSize(1);
  }

  @Test
  void a_plain_copy_is_found_to_be_behind_its_witnessed_head_and_frozen() throws IOException {
    Path copy = folder.resolve("copy.db");
    company.kill();
    inDatabase(stores -> stores.freeze().frozen(TenantId.DEFAULT));
    Files.copy(folder.resolve("data/deskhand.db"), copy);
    company.startAgain();
    company.play(
        "- ada says: /desk run clear-vpn-session\n- ada sees: Your old VPN session is gone");
    Await.until(
        "the last entry is witnessed",
        () -> company.look("audit", "verify").text().contains("Unwitnessed: nothing."));

    putBack(copy);
    company.startAgain();

    assertThat(frozen())
        .singleElement()
        .extracting(Freeze.Frozen::why)
        .asString()
        .contains("was witnessed", "is not in this database");
    Await.until(
        "the loss is accounted for, and witnessed",
        () -> company.look("audit", "verify").text().contains("was lost by a restore"));
    assertThat(company.look("audit", "verify").code()).isZero();
  }
}
