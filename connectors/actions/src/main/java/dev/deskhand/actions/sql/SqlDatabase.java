package dev.deskhand.actions.sql;

import dev.deskhand.actions.Deadline;
import dev.deskhand.runbooks.action.ActionCall;
import dev.deskhand.runbooks.action.ActionException;
import dev.deskhand.runbooks.action.Secrets;
import dev.deskhand.runbooks.action.Target;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/**
 * A database, and how it is reached.
 *
 * @param name of the target, for messages
 */
record SqlDatabase(String name, String url, Properties login) {
  private static final String POSTGRESQL = "jdbc:postgresql:";
  private static final String SQLITE = "jdbc:sqlite:";

  /** What a connection is for. */
  enum Access {
    READ,
    CHANGE
  }

  /**
   * Reads the target of a call.
   *
   * @throws ActionException naming the setting that is missing or wrong
   */
  static SqlDatabase of(ActionCall call) {
    return of(call.target(), call.secrets());
  }

  /** Reads a target; the same, with what resolves its secrets. */
  static SqlDatabase of(Target target, Secrets secrets) {
    String url = target.required("url");
    if (!url.startsWith(POSTGRESQL) && !url.startsWith(SQLITE)) {
      throw new ActionException(
          "target '"
              + target.name()
              + "': url: expected one like jdbc:postgresql://db.example.com/hr or"
              + " jdbc:sqlite:/srv/hr.db");
    }
    Properties login = new Properties();
    target.optional("user").ifPresent(user -> login.setProperty("user", user));
    if (target.optional("password").isPresent()) {
      login.setProperty("password", secrets.resolve(target.required("password")));
    }
    return new SqlDatabase(target.name(), url, login);
  }

  /** Connects, in a transaction that has not begun. */
  Connection connect(Access access, Deadline deadline) throws SQLException {
    Connection connection = DriverManager.getConnection(url, properties(access, deadline));
    try {
      connection.setAutoCommit(false);
      if (access == Access.READ && url.startsWith(POSTGRESQL)) {
        connection.setReadOnly(true);
      }
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  /** As the drivers name them; a SQLite file has to be there. */
  private Properties properties(Access access, Deadline deadline) {
    Properties all = new Properties();
    all.putAll(login);
    if (url.startsWith(SQLITE)) {
      String readOnly = "1";
      String readWrite = "2";
      all.setProperty("open_mode", access == Access.READ ? readOnly : readWrite);
      all.setProperty("transaction_mode", access == Access.READ ? "DEFERRED" : "IMMEDIATE");
      all.setProperty("busy_timeout", Long.toString(deadline.remaining().toMillis()));
      return all;
    }
    String seconds = Integer.toString(seconds(deadline));
    all.setProperty("ApplicationName", "deskhand");
    // Parameters are texts: the server knows what their columns are.
    all.setProperty("stringtype", "unspecified");
    all.setProperty("connectTimeout", seconds);
    all.setProperty("loginTimeout", seconds);
    all.setProperty("socketTimeout", Integer.toString(seconds(deadline) + 1));
    return all;
  }

  /** At least one: drivers take nothing for "for ever". */
  static int seconds(Deadline deadline) {
    return (int) Math.max(1, Math.min(Integer.MAX_VALUE / 2, deadline.remaining().toSeconds()));
  }

  /** The password stays out of logs. */
  @Override
  public String toString() {
    return name;
  }
}
