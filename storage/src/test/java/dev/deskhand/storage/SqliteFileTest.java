package dev.deskhand.storage;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.deskhand.journal.Append;
import dev.deskhand.journal.AuditEntry;
import dev.deskhand.journal.AuditRecord;
import dev.deskhand.journal.Event;
import dev.deskhand.journal.Freeze;
import dev.deskhand.journal.FrozenException;
import dev.deskhand.journal.HashChain;
import dev.deskhand.journal.JournalException;
import dev.deskhand.journal.Lease;
import dev.deskhand.journal.StaleLeaseException;
import dev.deskhand.journal.StreamId;
import dev.deskhand.journal.StreamKey;
import dev.deskhand.journal.StreamState;
import dev.deskhand.journal.TenantId;
import dev.deskhand.journal.VersionConflictException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** What only a file can show: locks, permissions, versions, damage. */
final class SqliteFileTest {
  private static final StreamKey KEY = new StreamKey(TenantId.DEFAULT, new StreamId("run", "r-1"));

  private static final AuditEntry ENTRY =
      new AuditEntry(
          Instant.EPOCH,
          "ada",
          "start",
          "run",
          AuditEntry.Grounds.of("why"),
          AuditEntry.Consequence.NONE);

  /** Takes back what the newest migrations brought. */
  private static final List<String> SCHEMA_5 =
      List.of(
          "DROP INDEX stream_head_live",
          "DROP INDEX stream_head_asleep",
          "DROP INDEX stream_head_recent",
          "ALTER TABLE stream_head DROP COLUMN state_change",
          "CREATE INDEX stream_head_live ON stream_head (part, change) WHERE state = 'live'",
          "CREATE INDEX stream_head_recent ON stream_head (tenant, kind, change)",
          "CREATE TABLE audit_head (tenant TEXT PRIMARY KEY, entry_index INTEGER, hash TEXT)"
              + " STRICT",
          "INSERT INTO audit_head SELECT tenant, entry_index, hash FROM audit",
          "CREATE TABLE audit_5 (tenant TEXT, entry_index INTEGER, at_micros INTEGER, actor TEXT,"
              + " action TEXT, object TEXT, rationale TEXT, policies TEXT, approvals TEXT,"
              + " impact TEXT, rollback_plan TEXT, artefacts TEXT, previous_hash TEXT, hash TEXT,"
              + " PRIMARY KEY (tenant, entry_index)) STRICT",
          "INSERT INTO audit_5 SELECT tenant, entry_index, at_micros, actor, action, object,"
              + " rationale, policies, approvals, impact, rollback_plan, artefacts, previous_hash,"
              + " hash FROM audit",
          "DROP TABLE audit",
          "ALTER TABLE audit_5 RENAME TO audit",
          "DROP TABLE audit_chain",
          "DELETE FROM flyway_schema_history WHERE version IN ('6', '7', '8', '9')");

  @TempDir private Path folder = Path.of("");

  @Test
  void what_was_appended_survives_a_restart() {
    try (OpenStores before = open()) {
      append(before, 0);
    }

    try (OpenStores after = open()) {
      append(after, 1);

      assertThat(after.stores().journal().read(KEY).sequence()).isEqualTo(2);
      assertThat(after.stores().journal().auditHead(KEY.tenant()).orElseThrow().index())
          .isEqualTo(2);
    }
  }

  @Test
  void a_file_that_is_open_is_refused_and_free_again_after_the_close() {
    try (OpenStores first = open()) {
      append(first, 0);
      assertThatThrownBy(this::open)
          .isInstanceOf(JournalException.class)
          .hasMessageContainingAll("journal.db", "another Deskhand has it open");
      append(first, 1);
      assertThatThrownBy(this::open).hasMessageContaining("another Deskhand has it open");
    }

    assertThatCode(() -> open().close()).doesNotThrowAnyException();
  }

  @Test
  void nobody_who_has_read_keeps_the_log_from_being_moved_into_the_file() throws SQLException {
    try (OpenStores open = open();
        Connection other =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("journal.db"));
        Statement statement = other.createStatement()) {
      append(open, 0);
      append(open, 1);
      for (int i = 0; i < 3; i++) {
        assertThat(open.stores().journal().last(KEY)).isPresent();
        assertThat(open.stores().journal().read(KEY).sequence()).isEqualTo(2);
        assertThat(open.stores().outbox().nextDue(0)).isEmpty();
      }

      try (ResultSet moved = statement.executeQuery("PRAGMA wal_checkpoint(TRUNCATE)")) {
        moved.next();
        assertThat(moved.getInt("busy")).isZero();
      }
    }
  }

  @Test
  void another_process_is_refused_too() throws Exception {
    try (OpenStores first = open()) {
      append(first, 0);
      Process second =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "--enable-native-access=ALL-UNNAMED",
                  "-XX:TieredStopAtLevel=1",
                  "-cp",
                  System.getProperty("java.class.path"),
                  OpenOnce.class.getName(),
                  folder.toString())
              .redirectErrorStream(true)
              .start();

      String said = new String(second.getInputStream().readAllBytes(), UTF_8);

      assertThat(second.waitFor()).isEqualTo(1);
      assertThat(said).contains("another Deskhand has it open");
    }
  }

  @Test
  void the_files_are_the_owners_alone() throws IOException {
    Path inside = folder.resolve("made/by/us");
    try (OpenStores open =
        OpenStores.open(new SqliteDatabase(inside.resolve("journal.db")), inside)) {
      append(open, 0);

      for (String name : List.of("journal.db", "journal.db-wal", "journal.db.lock", "keys.db")) {
        assertThat(permissions(inside.resolve(name))).as(name).isEqualTo("rw-------");
      }
      assertThat(permissions(inside)).isEqualTo("rwx------");
    }
  }

  @Test
  void a_commit_reaches_the_disk_before_its_answer() throws SQLException {
    try (SqliteEngine engine = SqliteEngine.open(database());
        Connection connection = engine.openWriter()) {
      assertThat(pragma(connection, "journal_mode")).isEqualTo("wal");
      assertThat(pragma(connection, "synchronous")).isEqualTo("2");
    }
  }

  @Test
  void an_sqlite_that_can_damage_the_log_is_refused() {
    assertThatThrownBy(() -> SqliteFiles.requireSafeVersion("3.51.2"))
        .isInstanceOf(JournalException.class)
        .hasMessageContainingAll("3.51.2", "3.51.3");
    assertThatCode(() -> SqliteFiles.requireSafeVersion("3.51.3")).doesNotThrowAnyException();
    assertThatCode(() -> SqliteFiles.requireSafeVersion("4.0")).doesNotThrowAnyException();
  }

  @Test
  void events_and_audit_entries_cannot_be_changed_or_deleted() throws SQLException {
    try (OpenStores open = open()) {
      append(open, 0);
    }

    try (Connection connection = connection()) {
      for (String table : List.of("event", "audit")) {
        assertThatThrownBy(() -> execute(connection, "UPDATE " + table + " SET tenant = 'x'"))
            .hasMessageContaining(table + " is append-only");
        assertThatThrownBy(() -> execute(connection, "DELETE FROM " + table))
            .hasMessageContaining(table + " is append-only");
      }
    }
  }

  @Test
  void a_current_schema_is_recognised_without_flyway() throws SQLException {
    try (SqliteEngine engine = SqliteEngine.open(database())) {
      Migrations migrations = new Migrations(engine);
      assertThat(migrations.isCurrent()).isFalse();

      migrations.bring();

      assertThat(migrations.isCurrent()).isTrue();
    }
  }

  @Test
  void a_schema_from_a_newer_release_is_refused() throws SQLException {
    open().close();
    try (Connection connection = connection()) {
      execute(
          connection,
          """
          INSERT INTO flyway_schema_history
            (installed_rank, version, description, type, script, checksum, installed_by,
             execution_time, success)
          VALUES (99, '99', 'later', 'SQL', 'V99__later.sql', 1, '', 1, 1)
          """);
    }

    assertThatThrownBy(this::open)
        .isInstanceOf(JournalException.class)
        .hasMessageContainingAll("version 99", "start the newer release");
  }

  @Test
  void a_database_of_the_schema_before_goes_on_where_it_stood() throws SQLException {
    StreamKey asleep = new StreamKey(TenantId.DEFAULT, new StreamId("run", "r-2"));
    try (OpenStores before = open()) {
      append(before, 0);
      before
          .stores()
          .journal()
          .append(
              Append.in(TenantId.DEFAULT)
                  .to(asleep.stream(), 0, StreamState.asleep(), List.of(new Event("e", 1, "{}")))
                  .build());
    }
    try (Connection connection = connection()) {
      for (String statement : SCHEMA_5) {
        execute(connection, statement);
      }
    }

    try (OpenStores after = open()) {
      var journal = after.stores().journal();
      append(after, 1);

      assertThat(journal.asleep(TenantId.DEFAULT, "run", 9)).containsExactly(asleep);
      assertThat(journal.recent(TenantId.DEFAULT, "run", 9)).contains(KEY, asleep);
      List<AuditRecord> chain = journal.audit(TenantId.DEFAULT, 0, 9);
      assertThat(chain).hasSize(2);
      assertThat(HashChain.fault(Optional.of(chain.getFirst()), chain.getLast())).isEmpty();
    }
    try (Connection connection = connection()) {
      assertThatThrownBy(() -> execute(connection, "UPDATE audit SET actor = 'eve'"))
          .hasMessageContaining("append-only");
      assertThatThrownBy(() -> execute(connection, "DELETE FROM audit"))
          .hasMessageContaining("append-only");
    }
  }

  @Test
  void what_another_process_changed_is_seen_by_the_next_commit() throws SQLException {
    try (OpenStores open = open();
        Connection other = connection()) {
      Lease lease = open.stores().leases().hold("a", Duration.ofMinutes(1)).get(KEY.partition());
      Append step =
          Append.in(KEY.tenant())
              .under(lease)
              .unlessFrozen(Set.of(Freeze.Scope.EVERYTHING))
              .audit(ENTRY)
              .build();
      open.stores().journal().append(step);

      execute(other, "INSERT INTO frozen VALUES ('default', 'everything', 'sam', 'a drill', 1)");
      assertThatThrownBy(() -> open.stores().journal().append(step))
          .isInstanceOf(FrozenException.class);
      execute(other, "DELETE FROM frozen");
      open.stores().journal().append(step);

      execute(other, "UPDATE lease SET epoch = epoch + 1");
      assertThatThrownBy(() -> open.stores().journal().append(step))
          .isInstanceOf(StaleLeaseException.class);
    }
  }

  /** Numbers that were given out twice would hide events from whoever reads behind a position. */
  @Test
  void what_another_process_counted_and_chained_is_gone_on_from() {
    try (OpenStores open = open();
        Stores beside = Stores.beside(database(), folder.resolve("keys.db"), open.clock())) {
      append(open, 0);
      append(beside, 1);
      append(open, 2);
      append(open, 3);
      append(beside, 4);
      append(open, 5);

      assertThat(positions(open)).doesNotHaveDuplicates().isSorted().hasSize(6);
      List<AuditRecord> chain = open.stores().journal().audit(KEY.tenant(), 0, 9);
      assertThat(chain).extracting(AuditRecord::index).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
      assertThat(HashChain.fault(Optional.of(chain.get(4)), chain.getLast())).isEmpty();
    }
  }

  @Test
  void numbers_go_on_behind_those_that_a_process_gave_out_before_it_died() throws IOException {
    Path dead = Files.createDirectory(folder.resolve("dead"));
    try (OpenStores open = open()) {
      append(open, 0);
      append(open, 1);
      for (String file : List.of("journal.db", "journal.db-wal")) {
        Files.copy(folder.resolve(file), dead.resolve(file));
      }
    }

    try (OpenStores next = OpenStores.open(new SqliteDatabase(dead.resolve("journal.db")), dead)) {
      append(next, 2);
      assertThat(positions(next)).doesNotHaveDuplicates().isSorted().hasSize(3);
    }
  }

  @Test
  void who_is_refused_and_what_others_write_elsewhere_cost_no_numbers() throws SQLException {
    try (OpenStores open = open();
        Connection other = connection()) {
      append(open, 0);
      assertThatThrownBy(() -> append(open, 7)).isInstanceOf(VersionConflictException.class);
      execute(other, "DELETE FROM frozen");
      append(open, 1);

      assertThat(positions(open)).containsExactly(1L, 2L);
    }
  }

  private static List<Long> positions(OpenStores open) {
    return open.stores().journal().read(KEY).events().stream()
        .map(event -> event.position().value())
        .toList();
  }

  @Test
  void a_log_that_is_long_is_moved_into_the_file_and_begins_again() throws Exception {
    int appended = 0;
    try (OpenStores open = open();
        Connection other = connection();
        Statement statement = other.createStatement()) {
      int before = 0;
      int pages = 0;
      while (pages >= before && appended < 20_000) {
        append(open, appended);
        appended++;
        before = pages;
        pages = pagesOfLog(statement);
      }

      assertThat(before).isGreaterThanOrEqualTo(16_000);
      assertThat(pages).isLessThan(before);
    }
    try (OpenStores after = open()) {
      assertThat(after.stores().journal().read(KEY).sequence()).isEqualTo(appended);
    }
  }

  private static int pagesOfLog(Statement statement) throws SQLException {
    try (ResultSet row = statement.executeQuery("PRAGMA wal_checkpoint(NOOP)")) {
      row.next();
      return row.getInt("log");
    }
  }

  @Test
  void a_file_that_is_no_database_is_named() throws IOException {
    Files.writeString(folder.resolve("journal.db"), "this is a letter, not a database".repeat(99));

    assertThatThrownBy(this::open)
        .isInstanceOf(JournalException.class)
        .hasMessageContainingAll("journal.db", "restore the latest backup");
  }

  @Test
  void errors_of_the_disk_say_what_to_do() {
    assertThat(SqliteFiles.advice(new SQLiteException("full", SQLiteErrorCode.SQLITE_FULL)))
        .hasValueSatisfying(advice -> assertThat(advice).contains("free space"));
    assertThat(SqliteFiles.advice(new SQLiteException("busy", SQLiteErrorCode.SQLITE_BUSY)))
        .hasValueSatisfying(advice -> assertThat(advice).contains("another program"));
    assertThat(SqliteFiles.advice(new SQLiteException("io", SQLiteErrorCode.SQLITE_IOERR_WRITE)))
        .hasValueSatisfying(advice -> assertThat(advice).contains("the disk"));
  }

  @Test
  void personal_keys_are_not_in_the_journals_file() throws IOException {
    try (OpenStores open = open()) {
      byte[] key = open.stores().personalKeys().obtain(TenantId.DEFAULT, "ada");
      append(open, 0);
      assertThat(contains(folder.resolve("keys.db"), key)).isTrue();

      open.stores().personalKeys().destroy(TenantId.DEFAULT, "ada");

      assertThat(contains(folder.resolve("keys.db"), key)).isFalse();
      assertThat(contains(folder.resolve("journal.db-wal"), key)).isFalse();
    }
  }

  @Test
  void a_call_after_the_close_is_refused() {
    OpenStores open = open();
    open.close();

    assertThatThrownBy(() -> append(open, 0))
        .isInstanceOf(JournalException.class)
        .hasMessageContaining("closing");
  }

  private OpenStores open() {
    return OpenStores.open(database(), folder);
  }

  private SqliteDatabase database() {
    return new SqliteDatabase(folder.resolve("journal.db"));
  }

  private Connection connection() throws SQLException {
    return DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("journal.db"));
  }

  private static void append(OpenStores open, long expected) {
    append(open.stores(), expected);
  }

  private static void append(Stores stores, long expected) {
    Event event = new Event("step-noted", 1, "{}");
    stores
        .journal()
        .append(
            Append.in(KEY.tenant())
                .to(KEY.stream(), expected, StreamState.live(), List.of(event))
                .audit(ENTRY)
                .build());
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String pragma(Connection connection, String name) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("PRAGMA " + name)) {
      row.next();
      return row.getString(1);
    }
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  private static boolean contains(Path file, byte[] bytes) throws IOException {
    String text = new String(Files.readAllBytes(file), ISO_8859_1);
    return text.contains(new String(bytes, ISO_8859_1));
  }
}
