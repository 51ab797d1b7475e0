package dev.deskhand.actions.sql;

import dev.deskhand.runbooks.action.ActionResult;
import dev.deskhand.runbooks.action.ActionResult.Failed;
import dev.deskhand.runbooks.action.ActionResult.Failed.Cause;
import java.sql.SQLException;
import java.util.Set;

/** What an exception says about the effect. */
final class SqlFailure {
  /**
   * The classes and states of PostgreSQL (manual, appendix A) that may pass: no connection, out of
   * resources, serialisation failure and deadlock, locks, a statement that was cancelled, a server
   * that stops.
   */
  private static final Set<String> PASSING = Set.of("08", "53", "40", "55", "57");

  private static final Set<String> BROKEN = Set.of("08", "57");

  /** SQLite's BUSY, LOCKED and INTERRUPT (sqlite.org/rescode.html). */
  private static final Set<Integer> PASSING_IN_SQLITE = Set.of(5, 6, 9);

  private SqlFailure() {}

  /** Of a transaction that was not committed: nothing has changed. */
  static ActionResult beforeCommit(SqlDatabase database, String tried, SQLException e)
      throws InterruptedException {
    throwIfInterrupted();
    boolean passing =
        PASSING.contains(stateClass(e))
            || (e.getSQLState() == null && PASSING_IN_SQLITE.contains(e.getErrorCode()));
    return new Failed(passing ? Cause.TRANSIENT : Cause.PERMANENT, reason(database, tried, e));
  }

  /** After the commit was sent: it is unknown unless the database itself said no. */
  static ActionResult atCommit(SqlDatabase database, String tried, SQLException e)
      throws InterruptedException {
    boolean answered = e.getSQLState() != null && !BROKEN.contains(stateClass(e));
    return answered
        ? beforeCommit(database, tried, e)
        : new ActionResult.Uncertain(reason(database, tried, e));
  }

  /**
   * Lets an interruption through.
   *
   * @throws InterruptedException if this thread was interrupted
   */
  static void throwIfInterrupted() throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException("interrupted while talking to a database");
    }
  }

  private static String stateClass(SQLException e) {
    String state = e.getSQLState();
    return state == null || state.length() < 2 ? "" : state.substring(0, 2);
  }

  private static String reason(SqlDatabase database, String tried, SQLException e) {
    return tried + " on '" + database.name() + "' failed: " + e.getMessage();
  }
}
