package dev.deskhand.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

final class PreparedTest {
  private static final String QUESTION = "SELECT abs(?)";

  @Test
  void a_statement_that_failed_is_prepared_anew() throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite::memory:")) {
      Prepared prepared = new Prepared(connection);

      assertThatThrownBy(() -> ask(prepared, Long.MIN_VALUE))
          .isInstanceOf(Prepared.RefusedException.class)
          .hasMessageContaining("overflow");
      assertThat(ask(prepared, -5)).isEqualTo(5);
    }
  }

  @Test
  void one_that_succeeds_is_prepared_once() throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite::memory:");
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE said (word TEXT)");
      Prepared prepared = new Prepared(connection);

      assertThat(prepared.update("INSERT INTO said VALUES (?)", "a")).isEqualTo(1);
      assertThat(prepared.statement("INSERT INTO said VALUES (?)"))
          .isSameAs(prepared.statement("INSERT INTO said VALUES (?)"));
      assertThat(prepared.all("SELECT word FROM said", (ResultSet row) -> row.getString(1)))
          .containsExactly("a");
    }
  }

  private static long ask(Prepared prepared, long value) {
    return prepared.first(QUESTION, row -> row.getLong(1), value).orElseThrow();
  }
}
