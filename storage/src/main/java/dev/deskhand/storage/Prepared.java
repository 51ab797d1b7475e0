package dev.deskhand.storage;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/**
 * The statements of one connection that are needed again and again, prepared once, and read without
 * the layers of a library: on those of the writer hangs how many steps a second can be made.
 * Belongs to whoever has the connection.
 */
final class Prepared {
  private final Connection connection;
  private final Map<String, PreparedStatement> bySql = new HashMap<>();

  Prepared(Connection connection) {
    this.connection = connection;
  }

  Connection connection() {
    return connection;
  }

  /** Reads one row. */
  @FunctionalInterface
  interface Reading<T> {
    T of(ResultSet row) throws SQLException;
  }

  /** What the database said no to; taken back like every failure of JDBI's. */
  static final class RefusedException extends JdbiException {
    private static final long serialVersionUID = 1;

    RefusedException(SQLException cause) {
      super(cause);
    }
  }

  /**
   * The first row, if there is one.
   *
   * @param values texts, whole numbers or null, in the order of the question marks
   */
  <T> Optional<T> first(String sql, Reading<T> reading, @Nullable Object... values) {
    try {
      PreparedStatement statement = bound(sql, values);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next() ? Optional.of(reading.of(rows)) : Optional.empty();
      }
    } catch (SQLException e) {
      throw refused(sql, e);
    }
  }

  /** Every row, in the order of the query. */
  <T> List<T> all(String sql, Reading<T> reading, @Nullable Object... values) {
    try {
      PreparedStatement statement = bound(sql, values);
      List<T> all = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          all.add(reading.of(rows));
        }
      }
      return all;
    } catch (SQLException e) {
      throw refused(sql, e);
    }
  }

  /** Changes rows, and says how many. */
  int update(String sql, @Nullable Object... values) {
    try {
      return bound(sql, values).executeUpdate();
    } catch (SQLException e) {
      throw refused(sql, e);
    }
  }

  /** A driver may close a statement that failed, and not say so: the next try has a new one. */
  private RefusedException refused(String sql, SQLException cause) {
    PreparedStatement broken = bySql.remove(sql);
    try {
      if (broken != null) {
        broken.close();
      }
    } catch (SQLException e) {
      cause.addSuppressed(e);
    }
    return new RefusedException(cause);
  }

  private PreparedStatement bound(String sql, @Nullable Object[] values) throws SQLException {
    PreparedStatement statement = statement(sql);
    bind(statement, values);
    return statement;
  }

  /** The statement itself, to be bound and read by hand. */
  PreparedStatement statement(String sql) throws SQLException {
    PreparedStatement known = bySql.get(sql);
    if (known != null) {
      return known;
    }
    PreparedStatement made = connection.prepareStatement(sql);
    bySql.put(sql, made);
    return made;
  }

  private static void bind(PreparedStatement statement, @Nullable Object[] values)
      throws SQLException {
    for (int i = 0; i < values.length; i++) {
      switch (values[i]) {
        case null -> statement.setNull(i + 1, Types.BIGINT);
        case String text -> statement.setString(i + 1, text);
        case Long number -> statement.setLong(i + 1, number);
        case Integer number -> statement.setInt(i + 1, number);
        case Object other ->
            throw new IllegalArgumentException("no column holds a " + other.getClass());
      }
    }
  }
}
