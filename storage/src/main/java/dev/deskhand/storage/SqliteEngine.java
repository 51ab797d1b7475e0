package dev.deskhand.storage;

import com.github.kagkarlsson.scheduler.jdbc.JdbcCustomization;
import com.github.kagkarlsson.scheduler.jdbc.SqliteJdbcCustomization;
import dev.deskhand.journal.JournalException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteErrorCode;

/**
 * One file in WAL mode. Two parties of this process write: the writer, and db-scheduler for its own
 * bookkeeping; they take turns by a lock, so neither ever runs into the other's transaction.
 */
final class SqliteEngine implements Engine {
  /** Where checkpoints of their own thread come too late (or in a command, which has none). */
  private static final int MOST_LOG_PAGES = 40_000;

  private final Path file;
  private final Optional<Connection> fileLock;
  private final ReentrantLock turn = new ReentrantLock(true);
  private final SqliteReaders readers = new SqliteReaders(this::open);
  private final SqliteCheckpoints checkpoints = new SqliteCheckpoints(this, this::open);
  private Optional<Connection> schedulerConnection = Optional.empty();

  private SqliteEngine(Path file, Optional<Connection> fileLock) {
    this.file = file;
    this.fileLock = fileLock;
  }

  static SqliteEngine open(SqliteDatabase database) {
    OwnerOnly.file(database.file());
    return checked(
        new SqliteEngine(database.file(), Optional.of(SqliteFiles.lock(database.file()))));
  }

  /**
   * Opens a file that another process may have open, for a command: its reads see what is
   * committed, and its writes wait for the other's. With the lock where nobody has it.
   */
  static SqliteEngine beside(SqliteDatabase database) {
    OwnerOnly.file(database.file());
    return checked(new SqliteEngine(database.file(), SqliteFiles.lockIfFree(database.file())));
  }

  private static SqliteEngine checked(SqliteEngine engine) {
    try {
      engine.requireSafeVersion();
      return engine;
    } catch (SQLException e) {
      engine.close();
      throw engine.failure("open", e);
    } catch (JournalException e) {
      engine.close();
      throw e;
    }
  }

  private void requireSafeVersion() throws SQLException {
    if (fileLock.isPresent()) {
      SqliteFiles.requireSafeVersion(fileLock.get());
      return;
    }
    try (Connection connection = open()) {
      SqliteFiles.requireSafeVersion(connection);
    }
  }

  /** Whether no other process has the file. */
  boolean isAlone() {
    return fileLock.isPresent();
  }

  Path file() {
    return file;
  }

  @Override
  public Connection openWriter() throws SQLException {
    Connection connection = open();
    keepFromBeginning(connection.unwrap(SQLiteConnection.class));
    return connection;
  }

  /**
   * We begin and commit ourselves. A driver that knows nothing of it tries to begin with each
   * change; one that was told by JDBC's own means begins the next transaction with each commit.
   */
  private static void keepFromBeginning(SQLiteConnection connection) {
    connection.getConnectionConfig().setAutoCommit(false);
  }

  @Override
  public void takeTurn() {
    turn.lock();
  }

  @Override
  public boolean tryTurn() {
    return turn.tryLock();
  }

  @Override
  public void endTurn() {
    turn.unlock();
  }

  @Override
  public boolean beginsByItself() {
    return false;
  }

  @Override
  public void begin(Prepared prepared) throws SQLException {
    prepared.statement("BEGIN IMMEDIATE").execute();
  }

  @Override
  public void commit(Prepared prepared) throws SQLException {
    prepared.statement("COMMIT").execute();
    checkpoints.committed();
  }

  @Override
  public boolean leavesCommitUnknown(SQLException failure) {
    return SqliteFiles.isCode(failure, SQLiteErrorCode.SQLITE_IOERR);
  }

  @Override
  public boolean breaksConnection(SQLException failure) {
    return SqliteFiles.isCode(failure, SQLiteErrorCode.SQLITE_IOERR);
  }

  @Override
  public HotRows rows(Prepared prepared) {
    return new SqliteRows(prepared);
  }

  @Override
  public Jdbi readers() {
    return Jdbi.create(readers);
  }

  @Override
  public <T> T ask(Function<Prepared, T> question) throws SQLException {
    return readers.ask(question);
  }

  /** One connection, lent to whoever has the turn; closing it ends the turn. */
  @Override
  public DataSource schedulerConnections() {
    return LentConnections.from(
        () -> {
          takeTurn();
          boolean lent = false;
          try {
            Connection connection = schedulerConnection();
            lent = true;
            return LentConnections.lend(connection, this::endTurn);
          } finally {
            if (!lent) {
              endTurn();
            }
          }
        });
  }

  @Override
  public JdbcCustomization schedulerDialect() {
    return new SqliteJdbcCustomization();
  }

  @Override
  public Duration schedulerPolling() {
    return Duration.ofMillis(500);
  }

  @Override
  public DataSource migrationConnections() {
    return LentConnections.from(this::open);
  }

  @Override
  public String findTable(String name) {
    return "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = '" + name + "'";
  }

  @Override
  public String migrations() {
    return "db/migration/sqlite";
  }

  @Override
  public Optional<String> advice(SQLException failure) {
    return SqliteFiles.advice(failure);
  }

  @Override
  public String name() {
    return file.toString();
  }

  /** Frees the file for another process; the last step of all. */
  @Override
  public void close() {
    try {
      checkpoints.close();
      readers.close();
      if (schedulerConnection.isPresent()) {
        schedulerConnection.get().close();
      }
      if (fileLock.isPresent()) {
        fileLock.get().close();
      }
    } catch (SQLException e) {
      throw failure("close", e);
    }
  }

  private Connection schedulerConnection() throws SQLException {
    if (schedulerConnection.isEmpty()) {
      schedulerConnection = Optional.of(open());
    }
    return schedulerConnection.orElseThrow();
  }

  private Connection open() throws SQLException {
    SQLiteConfig config = SqliteFiles.durable();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    Connection connection = SqliteFiles.open(config, file);
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA wal_autocheckpoint = " + MOST_LOG_PAGES);
    }
    return connection;
  }
}
