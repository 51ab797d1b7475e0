package dev.deskhand.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.deskhand.journal.Append;
import dev.deskhand.journal.AuditEntry;
import dev.deskhand.journal.AuditRecord;
import dev.deskhand.journal.Freeze;
import dev.deskhand.journal.FrozenException;
import dev.deskhand.journal.TenantId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Retention in both databases; backups and commands beside a server, of SQLite. */
final class KeepingTest {
  private static void delete(String url, String user, String password, String table) {
    try (Connection connection = DriverManager.getConnection(url, user, password);
        Statement statement = connection.createStatement()) {
      statement.execute("DELETE FROM " + table);
    } catch (SQLException e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
  }

  @Nested
  final class OnSqlite extends KeepingContract {
    @TempDir private Path folder;
    private OpenStores open;

    @BeforeEach
    void begin() {
      open = OpenStores.open(new SqliteDatabase(folder.resolve("journal.db")), folder);
    }

    @AfterEach
    void end() {
      open.close();
    }

    @Override
    OpenStores open() {
      return open;
    }

    @Override
    void delete(String table) {
      KeepingTest.delete("jdbc:sqlite:" + folder.resolve("journal.db"), "", "", table);
    }
  }

  @Nested
  final class OnPostgres extends KeepingContract {
    @TempDir private Path folder;
    private final PostgresDatabase database = PostgresServer.freshDatabase();
    private OpenStores open;

    @BeforeEach
    void begin() {
      open = OpenStores.open(database, folder);
    }

    @AfterEach
    void end() {
      open.close();
    }

    @Override
    OpenStores open() {
      return open;
    }

    @Override
    void delete(String table) {
      KeepingTest.delete(database.jdbcUrl(), database.user(), database.password(), table);
    }
  }

  /** A server's stores, and what commands do meanwhile. */
  @Nested
  final class Beside {
    @TempDir private Path folder;
    private OpenStores server;
    private SqliteDatabase database;

    @BeforeEach
    void begin() {
      database = new SqliteDatabase(folder.resolve("journal.db"));
      server = OpenStores.open(database, folder);
      audit(server.stores(), 1);
    }

    @AfterEach
    void end() {
      server.close();
    }

    private static void audit(Stores stores, int number) {
      stores
          .journal()
          .append(
              Append.in(TenantId.DEFAULT)
                  .audit(
                      new AuditEntry(
                          Instant.EPOCH,
                          "ada",
                          "entry-" + number,
                          "x",
                          AuditEntry.Grounds.of(""),
                          AuditEntry.Consequence.NONE))
                  .build());
    }

    private Stores beside() {
      return Stores.beside(database, folder.resolve("keys.db"), server.clock());
    }

    @Test
    void a_command_reads_and_writes_and_the_chain_stays_one() {
      try (Stores command = beside()) {
        assertThat(command.journal().audit(TenantId.DEFAULT, 0, 9)).hasSize(1);
        audit(server.stores(), 2);
        audit(command, 3);
      }
      audit(server.stores(), 4);

      assertThat(server.stores().journal().audit(TenantId.DEFAULT, 0, 9))
          .extracting(AuditRecord::index)
          .containsExactly(1L, 2L, 3L, 4L);
    }

    @Test
    void a_second_server_is_refused_all_the_same() {
      try (Stores command = beside()) {
        assertThat(command.journal().auditHead(TenantId.DEFAULT)).isPresent();
        assertThatThrownBy(() -> OpenStores.open(database, folder))
            .hasMessageContaining("another Deskhand has it open");
      }
    }

    @Test
    void a_backup_is_one_owner_only_file_of_a_moment_and_frozen() throws IOException {
      server.stores().backUp(folder.resolve("backup.db"));
      audit(server.stores(), 2);

      assertThat(Files.getPosixFilePermissions(folder.resolve("backup.db"))).hasSize(2);
      try (Stream<Path> files = Files.list(folder)) {
        assertThat(files.map(file -> file.getFileName().toString()))
            .filteredOn(name -> name.startsWith("backup"))
            .containsExactly("backup.db");
      }
      try (OpenStores restored =
          OpenStores.open(new SqliteDatabase(folder.resolve("backup.db")), folder)) {
        assertThat(restored.stores().journal().audit(TenantId.DEFAULT, 0, 9))
            .extracting(record -> record.entry().action())
            .containsExactly("entry-1", "frozen");
        assertThat(restored.stores().freeze().frozen(TenantId.DEFAULT))
            .singleElement()
            .extracting(Freeze.Frozen::why)
            .asString()
            .startsWith("this is the backup of ");
        assertThatThrownBy(
                () ->
                    restored
                        .stores()
                        .journal()
                        .append(
                            Append.in(TenantId.DEFAULT)
                                .unlessFrozen(Set.of(Freeze.Scope.EVERYTHING))
                                .build()))
            .isInstanceOf(FrozenException.class);
      }
      assertThat(server.stores().freeze().frozen(TenantId.DEFAULT)).isEmpty();
    }

    @Test
    void the_keys_of_persons_are_copied_apart_and_a_file_is_never_overwritten() {
      byte[] key = server.stores().personalKeys().obtain(TenantId.DEFAULT, "ada");

      server.stores().backUpPersonalKeys(folder.resolve("keys-backup.db"));

      try (SqlitePersonalKeys copy =
          SqlitePersonalKeys.open(folder.resolve("keys-backup.db"), server.clock())) {
        assertThat(copy.find(TenantId.DEFAULT, "ada").orElseThrow()).isEqualTo(key);
      }
      assertThatThrownBy(() -> server.stores().backUp(folder.resolve("keys-backup.db")))
          .hasMessageContaining("it exists already");
    }
  }
}
