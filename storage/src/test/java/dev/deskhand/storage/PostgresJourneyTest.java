package dev.deskhand.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On a real server: what a second connection sees of it. */
final class PostgresJourneyTest {
  private static final String INSERT = "INSERT INTO thing SELECT * FROM {rows} AS given";
  private static final String RAISE = "UPDATE thing SET number = number + 1 WHERE name = ?";

  private final List<Connection> open = new ArrayList<>();
  private List<Connection> both = List.of();

  @BeforeEach
  void connect() throws SQLException {
    PostgresDatabase database = PostgresServer.freshDatabase();
    both = List.of(connection(database), connection(database));
    run(witness(), "CREATE TABLE thing (number BIGINT, name TEXT)");
    writer().setAutoCommit(false);
  }

  @AfterEach
  void close() throws SQLException {
    for (Connection connection : open) {
      connection.close();
    }
  }

  private Connection writer() {
    return both.getFirst();
  }

  private Connection witness() {
    return both.getLast();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 40})
  void rows_are_the_same_as_values_and_as_arrays(int count) throws SQLException {
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (long number = 1; number <= count; number++) {
      rows.add(new @Nullable Object[] {number % 2 == 0 ? null : number, "'; {" + number + "}"});
    }
    PostgresJourney journey = new PostgresJourney();
    journey.rows("added", INSERT, rows, "bigint", "text");
    journey.commitWhole();
    journey.go(new Prepared(writer()));

    assertThat(things())
        .containsExactlyElementsOf(rows.stream().map(row -> row[0] + "|" + row[1]).toList());
  }

  @Test
  void one_that_is_whole_is_committed_and_what_comes_next_is_a_transaction_again()
      throws SQLException {
    PostgresJourney whole = adding("first");
    whole.commitWhole();
    whole.go(new Prepared(writer()));
    assertThat(things()).containsExactly("1|first");

    adding("second").go(new Prepared(writer()));
    assertThat(things()).containsExactly("1|first");
    writer().rollback();
    assertThat(things()).containsExactly("1|first");
  }

  @Test
  void one_that_is_whole_and_fails_leaves_nothing_and_what_comes_next_is_a_transaction_again()
      throws SQLException {
    PostgresJourney whole = adding("first");
    whole.one("raised", RAISE, "nothing of this name");
    whole.commitWhole();
    assertThatThrownBy(() -> whole.go(new Prepared(writer())))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("division by zero");
    assertThat(things()).isEmpty();

    adding("second").go(new Prepared(writer()));
    assertThat(things()).isEmpty();
  }

  @Test
  void a_commit_ends_the_transaction_with_all_that_was_asked_before() throws SQLException {
    adding("first").go(new Prepared(writer()));
    PostgresJourney last = adding("second");
    last.commit();
    last.go(new Prepared(writer()));

    assertThat(things()).containsExactly("1|first", "1|second");
  }

  private static PostgresJourney adding(String name) {
    PostgresJourney journey = new PostgresJourney();
    List<@Nullable Object[]> rows = new ArrayList<>();
    rows.add(new @Nullable Object[] {1L, name});
    journey.rows("added", INSERT, rows, "bigint", "text");
    return journey;
  }

  private List<String> things() throws SQLException {
    List<String> things = new ArrayList<>();
    try (Statement statement = witness().createStatement();
        ResultSet rows = statement.executeQuery("SELECT number, name FROM thing ORDER BY ctid")) {
      while (rows.next()) {
        things.add(rows.getString(1) + "|" + rows.getString(2));
      }
    }
    return things;
  }

  private Connection connection(PostgresDatabase database) throws SQLException {
    Connection connection =
        DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
    open.add(connection);
    return connection;
  }

  private static void run(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
