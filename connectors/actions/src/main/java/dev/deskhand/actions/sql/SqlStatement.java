package dev.deskhand.actions.sql;

import dev.deskhand.actions.Deadline;
import dev.deskhand.runbooks.action.ActionCall;
import dev.deskhand.runbooks.action.ActionException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** One statement, and the values that are bound to its question marks, in order. */
record SqlStatement(String text, List<String> parameters) {
  private static final int LONGEST = 100_000;

  SqlStatement {
    parameters = List.copyOf(parameters);
  }

  /**
   * Reads arguments {@code statement} and {@code params}.
   *
   * @param first the words that it may begin with, in small letters
   * @throws ActionException if it is none that may be made
   */
  static SqlStatement of(ActionCall call, Set<String> first) {
    String text = call.argument("statement").strip();
    String single = text.endsWith(";") ? text.substring(0, text.length() - 1) : text;
    String word = single.split("[^A-Za-z]", 2)[0].toLowerCase(Locale.ROOT);
    if (!first.contains(word) || single.length() > LONGEST) {
      throw new ActionException(
          "argument 'statement': expected one that begins with "
              + String.join(", ", first.stream().sorted().toList()));
    }
    if (single.indexOf(';') >= 0) {
      throw new ActionException(
          "argument 'statement': expected one statement; a semicolon in a text has to be a"
              + " parameter");
    }
    if (call.list("params").stream().anyMatch(value -> value.indexOf('\0') >= 0)) {
      throw new ActionException("argument 'params': a value holds a NUL, which no text can");
    }
    return new SqlStatement(single, call.list("params"));
  }

  /**
   * Binds the values; nothing is made yet.
   *
   * @throws ActionException if there are more or fewer of them than question marks
   */
  PreparedStatement prepare(Connection connection, Deadline deadline) throws SQLException {
    PreparedStatement prepared = connection.prepareStatement(text);
    try {
      requireAllBound(prepared.getParameterMetaData().getParameterCount());
      prepared.setQueryTimeout(SqlDatabase.seconds(deadline));
      for (int i = 0; i < parameters.size(); i++) {
        prepared.setString(i + 1, parameters.get(i));
      }
      return prepared;
    } catch (SQLException | ActionException e) {
      prepared.close();
      throw e;
    }
  }

  /** SQLite takes NULL for what is not bound. */
  private void requireAllBound(int marks) {
    if (marks != parameters.size()) {
      throw new ActionException(
          "argument 'statement': it has "
              + marks
              + " question marks, and argument 'params' has "
              + parameters.size()
              + " values");
    }
  }
}
