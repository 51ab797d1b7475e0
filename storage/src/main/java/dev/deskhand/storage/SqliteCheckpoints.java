package dev.deskhand.storage;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves what stands in the write-ahead log into the file, on a thread of its own, while others go
 * on writing. Only the last few pages are moved in a turn in which nobody writes, so that the log
 * begins again at its start instead of growing.
 */
final class SqliteCheckpoints implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SqliteCheckpoints.class);

  /** How many pages the log may have, 64 MB: most commits change the same few. */
  private static final int LOG_PAGES = 16_000;

  /** So many are moved in a turn: some milliseconds. */
  private static final int FEW_PAGES = 500;

  private static final int MOST_PASSES = 5;

  /** A log has as many pages after some hundred commits at the least. */
  private static final int COMMITS = 64;

  /** How the log stands, in pages. */
  private record Standing(int pages, int moved) {
    int left() {
      return pages - moved;
    }
  }

  private final SqliteEngine engine;
  private final LentConnections.Lender opener;
  private final Semaphore due = new Semaphore(0);
  private final Thread thread =
      Thread.ofPlatform().name("deskhand-checkpoints").unstarted(this::run);
  private int commits;
  private volatile boolean closed;

  SqliteCheckpoints(SqliteEngine engine, LentConnections.Lender opener) {
    this.engine = engine;
    this.opener = opener;
  }

  /** Called in the turn. */
  void committed() {
    commits++;
    if (commits % COMMITS == 0) {
      start();
      due.release();
    }
  }

  private void start() {
    if (thread.getState() == Thread.State.NEW && !closed) {
      thread.setDaemon(true);
      thread.start();
    }
  }

  private void run() {
    try {
      while (!closed) {
        due.acquire();
        due.drainPermits();
        work();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Until there is trouble, such as a full disk; then it begins anew with the next that is due. */
  private void work() throws InterruptedException {
    try (Connection connection = opener.lend();
        Statement statement = connection.createStatement()) {
      while (!closed) {
        look(statement);
        due.acquire();
        due.drainPermits();
      }
    } catch (SQLException e) {
      LOG.warn("the write-ahead log could not be moved into the file: {}", e.getMessage());
    }
  }

  private void look(Statement statement) throws SQLException {
    if (closed || ask(statement, "NOOP").left() < LOG_PAGES) {
      return;
    }
    int passes = 0;
    while (!closed && passes < MOST_PASSES && ask(statement, "PASSIVE").left() > FEW_PAGES) {
      passes++;
    }
    engine.takeTurn();
    try {
      ask(statement, "PASSIVE");
    } finally {
      engine.endTurn();
    }
  }

  private static Standing ask(Statement statement, String mode) throws SQLException {
    try (ResultSet row = statement.executeQuery("PRAGMA wal_checkpoint(" + mode + ")")) {
      row.next();
      return new Standing(row.getInt(2), row.getInt(3));
    }
  }

  /** Waits for the move under way. */
  @Override
  public void close() {
    closed = true;
    due.release();
    Ending.await(thread);
  }
}
