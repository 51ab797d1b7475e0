package dev.deskhand.storage;

import dev.deskhand.journal.JournalException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Optional;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;
import org.sqlite.SQLiteOpenMode;

/** Opens SQLite files safely and says what their errors mean. */
final class SqliteFiles {
  /** Earlier versions can corrupt a write-ahead log that two connections use. */
  private static final int[] OLDEST_SAFE = {3, 51, 3};

  private static final int PRIMARY_CODE = 0xff;

  private SqliteFiles() {}

  static SQLiteConfig durable() {
    SQLiteConfig config = new SQLiteConfig();
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
    config.setBusyTimeout(10_000);
    config.setOpenMode(SQLiteOpenMode.NOMUTEX); // a connection has one thread at a time
    config.setGetGeneratedKeys(false); // else the driver asks for a row's number after each insert
    return config;
  }

  static Connection open(SQLiteConfig config, Path file) throws SQLException {
    return config.createConnection("jdbc:sqlite:" + file);
  }

  static void requireSafeVersion(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT sqlite_version()")) {
      row.next();
      requireSafeVersion(row.getString(1));
    }
  }

  static void requireSafeVersion(String version) {
    int[] found = Arrays.stream(version.split("\\.")).mapToInt(Integer::parseInt).toArray();
    if (Arrays.compare(found, OLDEST_SAFE) < 0) {
      throw new JournalException(
          "SQLite %s can damage a database in WAL mode; use the driver that is shipped, with %s"
              .formatted(version, "3.51.3 or newer"));
    }
  }

  /** Holds the file for this process until the connection closes; a crash frees it too. */
  static Connection lock(Path file) {
    return lockIfFree(file)
        .orElseThrow(
            () ->
                new JournalException(
                    "open %s: another Deskhand has it open; stop that one, or use PostgreSQL to"
                            .formatted(file)
                        + " run several"));
  }

  /** The same, where no other process holds it. */
  static Optional<Connection> lockIfFree(Path file) {
    Path lock = file.resolveSibling(file.getFileName() + ".lock");
    OwnerOnly.file(lock);
    SQLiteConfig config = new SQLiteConfig();
    config.setBusyTimeout(0);
    try {
      Connection connection = open(config, lock);
      try (Statement statement = connection.createStatement()) {
        statement.execute("BEGIN EXCLUSIVE");
        return Optional.of(connection);
      } catch (SQLException e) {
        connection.close();
        throw e;
      }
    } catch (SQLException e) {
      if (isCode(e, SQLiteErrorCode.SQLITE_BUSY)) {
        return Optional.empty();
      }
      throw new JournalException("lock " + lock + ": " + e.getMessage(), e);
    }
  }

  static boolean isCode(SQLException failure, SQLiteErrorCode code) {
    return failure instanceof SQLiteException sqlite
        && (sqlite.getResultCode().code & PRIMARY_CODE) == code.code;
  }

  static Optional<String> advice(SQLException failure) {
    if (isCode(failure, SQLiteErrorCode.SQLITE_FULL)) {
      return Optional.of("the disk is full: free space, nothing else is needed");
    }
    if (isCode(failure, SQLiteErrorCode.SQLITE_BUSY)
        || isCode(failure, SQLiteErrorCode.SQLITE_LOCKED)) {
      return Optional.of("another program holds the file locked: close it (a database browser?)");
    }
    if (isCode(failure, SQLiteErrorCode.SQLITE_CORRUPT)
        || isCode(failure, SQLiteErrorCode.SQLITE_NOTADB)) {
      return Optional.of(
          "the file is damaged or no database: stop, put it aside with its -wal file, restore the"
              + " latest backup");
    }
    if (isCode(failure, SQLiteErrorCode.SQLITE_READONLY)
        || isCode(failure, SQLiteErrorCode.SQLITE_CANTOPEN)
        || isCode(failure, SQLiteErrorCode.SQLITE_PERM)) {
      return Optional.of("let the account that runs Deskhand write the file and its folder");
    }
    if (isCode(failure, SQLiteErrorCode.SQLITE_IOERR)) {
      return Optional.of("the disk answered with an error: look at the system's log");
    }
    return Optional.empty();
  }
}
