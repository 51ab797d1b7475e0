package dev.deskhand.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.deskhand.journal.Append;
import dev.deskhand.journal.AuditEntry;
import dev.deskhand.journal.AuditRecord;
import dev.deskhand.journal.Event;
import dev.deskhand.journal.HashChain;
import dev.deskhand.journal.Journal;
import dev.deskhand.journal.StreamId;
import dev.deskhand.journal.StreamState;
import dev.deskhand.journal.TenantId;
import dev.deskhand.journal.VersionConflictException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Audits of several tenants in a database that was made before they stood by numbers. */
final class AuditByPlaceTest {
  private static final List<TenantId> TENANTS =
      List.of(new TenantId("globex"), TenantId.DEFAULT, new TenantId("acme"));

  private static final AuditEntry ENTRY =
      new AuditEntry(
          Instant.EPOCH,
          "ada",
          "start",
          "run",
          AuditEntry.Grounds.of("why"),
          AuditEntry.Consequence.NONE);

  private static final String COLUMNS =
      """
      tenant, entry_index, at_micros, actor, action, object, rationale, policies, approvals,
      impact, rollback_plan, artefacts, previous_hash, hash\
      """;

  /** Takes back what the newest migration brought, in either dialect. */
  private static final List<String> AS_BEFORE =
      List.of(
          "CREATE TABLE audit_8 AS SELECT " + COLUMNS + " FROM audit",
          "DROP TABLE audit",
          "ALTER TABLE audit_8 RENAME TO audit",
          "DELETE FROM flyway_schema_history WHERE version = '9'");

  @TempDir private Path folder = Path.of("");

  @Test
  void chains_in_a_file_go_on_where_they_stood() throws SQLException {
    SqliteDatabase database = new SqliteDatabase(folder.resolve("journal.db"));
    begin(database);
    try (Connection connection =
        SqliteFiles.open(SqliteFiles.durable(), folder.resolve("journal.db"))) {
      execute(connection, AS_BEFORE);
      execute(connection, List.of("DROP TABLE audit_chain"));
    }

    goOn(database);

    try (Connection connection =
        SqliteFiles.open(SqliteFiles.durable(), folder.resolve("journal.db"))) {
      requireAppendOnly(connection);
    }
  }

  @Test
  void chains_on_a_server_go_on_where_they_stood() throws SQLException {
    PostgresDatabase database = PostgresServer.freshDatabase();
    begin(database);
    try (PostgresEngine engine = new PostgresEngine(database);
        Connection connection = engine.migrationConnections().getConnection()) {
      execute(connection, AS_BEFORE);
      execute(
          connection,
          List.of(
              "ALTER TABLE audit_chain DROP COLUMN number",
              "ALTER TABLE audit_chain RENAME TO audit_head"));
    }

    goOn(database);

    try (PostgresEngine engine = new PostgresEngine(database);
        Connection connection = engine.migrationConnections().getConnection()) {
      requireAppendOnly(connection);
    }
  }

  private void begin(Database database) {
    try (OpenStores open = OpenStores.open(database, folder)) {
      for (int entries = 0; entries < TENANTS.size(); entries++) {
        for (int i = 0; i <= entries; i++) {
          append(open, TENANTS.get(entries));
        }
      }
    }
  }

  private void goOn(Database database) {
    TenantId fresh = new TenantId("initech");
    try (OpenStores open = OpenStores.open(database, folder)) {
      TENANTS.forEach(tenant -> append(open, tenant));
      refuse(open, fresh);
      append(open, fresh);
      Journal journal = open.stores().journal();

      for (int i = 0; i < TENANTS.size(); i++) {
        requireChain(journal, TENANTS.get(i), i + 2);
      }
      requireChain(journal, fresh, 1);
      assertThat(journal.audit(new TenantId("nobody"), 0, 9)).isEmpty();
      assertThat(journal.auditHead(new TenantId("nobody"))).isEmpty();
    }
  }

  private static void requireChain(Journal journal, TenantId tenant, int length) {
    List<AuditRecord> chain = journal.audit(tenant, 0, 9);
    assertThat(chain).hasSize(length).allMatch(it -> it.tenant().equals(tenant));
    Optional<AuditRecord> before = Optional.empty();
    for (AuditRecord record : chain) {
      assertThat(HashChain.fault(before, record)).isEmpty();
      before = Optional.of(record);
    }
    assertThat(journal.auditHead(tenant)).isEqualTo(before);
    assertThat(journal.audit(tenant, length - 1, 9)).containsExactly(chain.getLast());
  }

  private static void requireAppendOnly(Connection connection) {
    for (String change : List.of("UPDATE audit SET actor = 'eve'", "DELETE FROM audit")) {
      assertThatThrownBy(() -> execute(connection, List.of(change)))
          .hasMessageContaining("append-only");
    }
  }

  private static void append(OpenStores open, TenantId tenant) {
    open.stores().journal().append(Append.in(tenant).audit(ENTRY).build());
  }

  /** A chain that was begun by what is taken back has not begun. */
  private static void refuse(OpenStores open, TenantId tenant) {
    Append late =
        Append.in(tenant)
            .audit(ENTRY)
            .to(new StreamId("run", "r-1"), 7, StreamState.live(), List.of(new Event("e", 1, "{}")))
            .build();
    assertThatThrownBy(() -> open.stores().journal().append(late))
        .isInstanceOf(VersionConflictException.class);
  }

  private static void execute(Connection connection, List<String> statements) throws SQLException {
    for (String sql : statements) {
      try (Statement statement = connection.createStatement()) {
        statement.execute(sql);
      }
    }
  }
}
