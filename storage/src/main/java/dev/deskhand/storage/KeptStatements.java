package dev.deskhand.storage;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import org.jdbi.v3.core.statement.DefaultStatementBuilder;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * The statements of one reading connection, which stay prepared: for SQLite, preparing a small
 * query takes as long as answering it. All queries are texts of ours, so that there are only so
 * many. Belongs to whoever has the connection.
 */
final class KeptStatements extends DefaultStatementBuilder {
  private final Map<String, PreparedStatement> idle = new HashMap<>();

  /** Those in use, and the SQL that each was prepared from. */
  private final IdentityHashMap<Statement, String> lent = new IdentityHashMap<>();

  @Override
  public PreparedStatement create(Connection connection, String sql, StatementContext context)
      throws SQLException {
    PreparedStatement kept = idle.remove(sql);
    PreparedStatement statement = kept == null ? super.create(connection, sql, context) : kept;
    lent.put(statement, sql);
    return statement;
  }

  /**
   * Its rows are closed before, which ends the reading of this moment's state.
   *
   * @param text with named parameters, unlike what the statement was prepared from
   */
  @Override
  public void close(Connection connection, String text, Statement statement) throws SQLException {
    String sql = lent.remove(statement);
    if (sql != null && statement instanceof PreparedStatement prepared && !idle.containsKey(sql)) {
      prepared.clearParameters();
      idle.put(sql, prepared);
    } else {
      super.close(connection, text, statement);
    }
  }
}
