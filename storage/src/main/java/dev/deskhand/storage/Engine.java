package dev.deskhand.storage;

import com.github.kagkarlsson.scheduler.jdbc.JdbcCustomization;
import dev.deskhand.journal.JournalException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;

/** What differs between the databases; everything else is written once. */
sealed interface Engine extends AutoCloseable permits SqliteEngine, PostgresEngine {

  /** A connection of the writer's own, set up for durable commits. */
  Connection openWriter() throws SQLException;

  /** Waits until nobody else of this process writes; {@link #endTurn} gives the turn back. */
  void takeTurn();

  /** Takes the turn if nobody has it, and if a caller's own thread is a good place to write on. */
  boolean tryTurn();

  void endTurn();

  /** Whether the driver begins a transaction with whatever is asked of the writer's connection. */
  boolean beginsByItself();

  void begin(Prepared prepared) throws SQLException;

  /** Does nothing if {@link HotRows#finish} did it. */
  void commit(Prepared prepared) throws SQLException;

  /** Whether a commit that failed like this may nevertheless have happened. */
  boolean leavesCommitUnknown(SQLException failure);

  /** Whether the connection is of no further use after this. */
  boolean breaksConnection(SQLException failure);

  /** How the rows of every commit are read and written on a writer's connection. */
  HotRows rows(Prepared prepared);

  Jdbi readers();

  /** Reads what is committed, on a connection beside the writer's. */
  <T> T ask(Function<Prepared, T> question) throws SQLException;

  /** Connections for db-scheduler's own reads and short writes. */
  DataSource schedulerConnections();

  JdbcCustomization schedulerDialect();

  /** Connections that may change the schema. */
  DataSource migrationConnections();

  /** A query with one row if there is a table of this name, and with none otherwise. */
  String findTable(String name);

  /** The migrations of this dialect: a folder of resources. */
  String migrations();

  Duration schedulerPolling();

  /** What went wrong and what to do about it, where this database knows more than its message. */
  Optional<String> advice(SQLException failure);

  /** Names the database in messages. */
  String name();

  @Override
  void close();

  /**
   * The failure in the words of the journal's users. The wrapping of libraries is left out: their
   * messages show what was bound, and bodies don't belong into logs.
   */
  default JournalException failure(String tried, Exception cause) {
    Optional<SQLException> source = Failures.sqlCause(cause);
    String found = source.map(SQLException::getMessage).orElseGet(cause::toString);
    String advice = source.flatMap(this::advice).map(text -> "; " + text).orElse("");
    return new JournalException(
        "%s (%s): %s%s".formatted(tried, name(), found, advice),
        source.isPresent() ? source.get() : cause);
  }
}
