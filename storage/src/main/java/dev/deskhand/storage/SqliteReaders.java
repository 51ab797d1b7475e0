package dev.deskhand.storage;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.jdbi.v3.core.ConnectionFactory;

/** A few reading connections, opened when they are first needed and used again. Thread-safe. */
final class SqliteReaders implements ConnectionFactory, AutoCloseable {
  private static final int MOST_OPEN = 4;

  private final LentConnections.Lender opener;
  private final Map<Connection, Prepared> prepared = new ConcurrentHashMap<>();
  private final Deque<Connection> idle = new ConcurrentLinkedDeque<>();
  private final Semaphore places = new Semaphore(MOST_OPEN, true);

  SqliteReaders(LentConnections.Lender opener) {
    this.opener = opener;
  }

  @Override
  public Connection openConnection() throws SQLException {
    places.acquireUninterruptibly();
    Connection connection = idle.pollFirst();
    if (connection != null) {
      return connection;
    }
    boolean opened = false;
    try {
      Connection fresh = opener.lend();
      try (Statement statement = fresh.createStatement()) {
        statement.execute("PRAGMA query_only = ON");
      }
      opened = true;
      return fresh;
    } finally {
      if (!opened) {
        places.release();
      }
    }
  }

  /** To prepare a small query takes as long as to answer it, so a connection's stay prepared. */
  <T> T ask(Function<Prepared, T> question) throws SQLException {
    Connection connection = openConnection();
    try {
      return question.apply(prepared.computeIfAbsent(connection, Prepared::new));
    } finally {
      closeConnection(connection);
    }
  }

  @Override
  public void closeConnection(Connection connection) {
    idle.addFirst(connection);
    places.release();
  }

  /** Closes every connection; waits for reads under way. */
  @Override
  public void close() throws SQLException {
    places.acquireUninterruptibly(MOST_OPEN);
    try {
      for (Connection connection : idle) {
        connection.close();
      }
      idle.clear();
      prepared.clear();
    } finally {
      places.release(MOST_OPEN);
    }
  }
}
