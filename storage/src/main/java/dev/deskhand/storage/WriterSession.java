package dev.deskhand.storage;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The connection that the writer keeps, with what is prepared on it. Used by who has the turn. */
record WriterSession(Connection connection, Commit.Hands hands) {
  private static final Logger LOG = LoggerFactory.getLogger(WriterSession.class);

  static WriterSession on(Connection connection, Engine engine) {
    Prepared prepared = new Prepared(connection);
    return new WriterSession(
        connection, new Commit.Hands(Jdbi.open(connection), prepared, engine.rows(prepared)));
  }

  void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Closing takes back what was not committed. */
  void discard() {
    try {
      connection.close();
    } catch (SQLException e) {
      LOG.debug("a connection did not close in order: {}", e.getMessage());
    }
  }
}
