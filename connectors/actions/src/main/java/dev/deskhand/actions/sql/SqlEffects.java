package dev.deskhand.actions.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/**
 * The table in which a change leaves the key of the step that made it, in the same transaction. It
 * is made where it is missing; rows older than the oldest open run may be deleted.
 */
final class SqlEffects {
  private static final String FIND =
      """
      SELECT result
      FROM deskhand_effects
      WHERE key = ?
      """;
  private static final String CREATE =
      """
      CREATE TABLE IF NOT EXISTS deskhand_effects (
        key VARCHAR(120) PRIMARY KEY,
        attempt INTEGER NOT NULL,
        result VARCHAR(200) NOT NULL,
        at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP
      )
      """;
  private static final String CLAIM =
      """
      INSERT INTO deskhand_effects (key, attempt, result)
      VALUES (?, ?, '')
      ON CONFLICT (key) DO NOTHING
      """;
  private static final String RECORD =
      """
      UPDATE deskhand_effects
      SET result = ?
      WHERE key = ?
      """;

  private final Connection connection;
  private final String key;

  SqlEffects(Connection connection, String key) {
    this.connection = connection;
    this.key = key;
  }

  /**
   * Makes sure that there is a table. A role without the right to make one needs it made before.
   */
  void prepare() throws SQLException {
    try {
      find();
    } catch (SQLException _) {
      connection.rollback();
      create();
    }
  }

  /** Of several that make it at the same time PostgreSQL refuses all but one. */
  private void create() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(CREATE);
      connection.commit();
    } catch (SQLException refused) {
      connection.rollback();
      requireMade(refused);
    }
  }

  private void requireMade(SQLException refused) throws SQLException {
    try {
      find();
    } catch (SQLException _) {
      throw refused;
    }
  }

  /** What the step came to, if it was made before. */
  Optional<String> find() throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(FIND)) {
      statement.setString(1, key);
      try (ResultSet found = statement.executeQuery()) {
        return found.next() ? Optional.of(found.getString(1)) : Optional.empty();
      }
    }
  }

  /** Waits for another attempt that is going on; false if that, or an earlier one, made it. */
  boolean claim(int attempt) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(CLAIM)) {
      statement.setString(1, key);
      statement.setInt(2, attempt);
      return statement.executeUpdate() == 1;
    }
  }

  void record(String result) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(RECORD)) {
      statement.setString(1, result);
      statement.setString(2, key);
      statement.executeUpdate();
    }
  }
}
