package dev.deskhand.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.deskhand.journal.Append;
import dev.deskhand.journal.Event;
import dev.deskhand.journal.HashChain;
import dev.deskhand.journal.JournalException;
import dev.deskhand.journal.StreamId;
import dev.deskhand.journal.StreamKey;
import dev.deskhand.journal.StreamState;
import dev.deskhand.journal.TenantId;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;

/** What only a server can show: broken connections, refused logins, its own triggers. */
@Timeout(60)
final class PostgresServerTest {
  private static final StreamKey KEY = new StreamKey(TenantId.DEFAULT, new StreamId("run", "r-1"));

  private final PostgresDatabase database = PostgresServer.freshDatabase();
  @TempDir private Path folder = Path.of("");

  @Test
  void the_writer_connects_again_when_its_idle_connection_broke() {
    try (OpenStores open = OpenStores.open(database, folder)) {
      append(open, 0);

      PostgresServer.cutOff(database);
      LockSupport.parkNanos(PostgresRows.FRESH.multipliedBy(2).toNanos());
      append(open, 1);

      assertThat(open.stores().journal().read(KEY).sequence()).isEqualTo(2);
    }
  }

  @Test
  void work_that_was_cut_off_was_not_written_and_only_said_so_if_its_commit_was_not_sent()
      throws SQLException {
    try (PostgresEngine engine = new PostgresEngine(database)) {
      new Migrations(engine).bring();
      try (Writer writer = new Writer(engine, InstantSource.system()).start()) {
        assertThatThrownBy(
                () ->
                    writer.write(
                        "count",
                        commit -> {
                          PostgresServer.cutOff(database);
                          return commit.handle().execute("SELECT 1");
                        }))
            .isInstanceOf(JournalException.class)
            .hasMessageContainingAll("count", "nothing was written");
        assertThatThrownBy(
                () ->
                    writer.write(
                        "count",
                        commit -> {
                          PostgresServer.cutOff(database);
                          return commit.nextPosition();
                        }))
            .isInstanceOf(JournalException.class)
            .hasMessageContainingAll("count", "unknown; read before you repeat");

        assertThat(writer.write("count", Commit::nextPosition)).isEqualTo(1);
      }
    }
  }

  @Test
  void a_commit_that_does_not_find_the_end_of_its_chain_is_taken_back_as_a_whole()
      throws SQLException {
    try (PostgresEngine engine = new PostgresEngine(database)) {
      new Migrations(engine).bring();
      try (Connection connection = engine.openWriter();
          Statement statement = connection.createStatement()) {
        PostgresBatch batch = new PostgresBatch(new Prepared(connection));
        Commit.ChainEnd nowhere = new Commit.ChainEnd(77, 1, HashChain.GENESIS);

        assertThatThrownBy(
                () ->
                    batch.sendAndCommit(
                        new Commit.Counters(5, 5, 5, 5),
                        Map.of(TenantId.DEFAULT, nowhere),
                        Optional.empty()))
            .isInstanceOf(MovedOnException.class);

        statement.execute("ROLLBACK");
        try (ResultSet head = statement.executeQuery("SELECT position FROM journal_head")) {
          head.next();
          assertThat(head.getLong(1)).isZero();
        }
      }
    }
  }

  @Test
  void a_commit_without_an_answer_is_said_to_be_unknown() {
    try (PostgresEngine engine = new PostgresEngine(database)) {
      assertThat(engine.leavesCommitUnknown(lost())).isTrue();
      assertThat(engine.failure("append", lost())).hasMessageContaining("connects again");
      assertThat(engine.leavesCommitUnknown(new SQLException("taken", "23505"))).isFalse();
    }
  }

  @Test
  void a_refused_login_says_what_to_check() {
    PostgresDatabase wrong = new PostgresDatabase(database.jdbcUrl() + "_no", "postgres", "secret");

    assertThatThrownBy(() -> OpenStores.open(wrong, folder))
        .isInstanceOf(JournalException.class)
        .hasMessageContainingAll("make the database first")
        .hasMessageNotContaining("secret");
    assertThat(wrong.toString()).doesNotContain("secret");
  }

  /** As the first commits do, whose plans last: an index for listings would read all streams. */
  @Test
  void a_stream_is_found_by_its_key_before_the_server_has_statistics() throws SQLException {
    try (PostgresEngine engine = new PostgresEngine(database)) {
      new Migrations(engine).bring();
      try (Connection connection = engine.openWriter();
          Statement statement = connection.createStatement()) {
        statement.execute(
            """
            PREPARE moving (text[], text[], bigint[]) AS
            UPDATE stream_head AS head
            SET sequence = given.sequence
            FROM unnest($1, $2, $3) AS given (tenant, stream, sequence)
            WHERE head.tenant = given.tenant AND head.stream = given.stream
              AND head.sequence = 1
            """);
        ResultSet plan = statement.executeQuery("EXPLAIN EXECUTE moving('{a}', '{run/1}', '{2}')");
        List<String> lines = new ArrayList<>();
        while (plan.next()) {
          lines.add(plan.getString(1));
        }

        assertThat(String.join("\n", lines)).contains("stream_head_pkey").doesNotContain("recent");
      }
    }
  }

  @Test
  void events_and_audit_entries_cannot_be_changed_or_deleted() throws SQLException {
    try (OpenStores open = OpenStores.open(database, folder);
        PostgresEngine engine = new PostgresEngine(database);
        Connection connection = engine.migrationConnections().getConnection();
        Statement statement = connection.createStatement()) {
      append(open, 0);

      for (String table : List.of("event", "audit")) {
        for (String change :
            List.of("UPDATE %s SET tenant = 'x'", "DELETE FROM %s", "TRUNCATE %s")) {
          assertThatThrownBy(() -> statement.execute(change.formatted(table)))
              .hasMessageContaining(table + " is append-only");
        }
      }
    }
  }

  private static PSQLException lost() {
    return new PSQLException("the reply was lost", PSQLState.CONNECTION_FAILURE);
  }

  private static void append(OpenStores open, long expected) {
    Event event = new Event("step-noted", 1, "{}");
    open.stores()
        .journal()
        .append(
            Append.in(KEY.tenant())
                .to(KEY.stream(), expected, StreamState.live(), List.of(event))
                .build());
  }
}
