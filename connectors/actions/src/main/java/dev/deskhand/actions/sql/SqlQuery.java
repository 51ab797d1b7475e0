package dev.deskhand.actions.sql;

import dev.deskhand.actions.Deadline;
import dev.deskhand.runbooks.EffectClass;
import dev.deskhand.runbooks.action.ActionCall;
import dev.deskhand.runbooks.action.ActionResult;
import dev.deskhand.runbooks.action.ActionResult.Failed;
import dev.deskhand.runbooks.action.ActionResult.Failed.Cause;
import dev.deskhand.runbooks.action.Secrets;
import dev.deskhand.runbooks.action.StepAction;
import dev.deskhand.runbooks.action.Target;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;

/**
 * {@code sql.query}: reads, in a transaction that can't write. The {@code statement} stands in the
 * runbook; the list {@code params} is bound to its question marks. Outputs {@code row-count},
 * {@code value} (the first column of the first row), {@code first} (that row as a JSON object) and
 * {@code rows} (all as a JSON array, at most 1 MiB).
 */
public final class SqlQuery implements StepAction {
  private static final int MOST_CHARACTERS = 1 << 20;
  private static final Signature SIGNATURE =
      new Signature(
              "sql",
              Set.of("statement"),
              Set.of("params"),
              Set.of(EffectClass.READ),
              Set.of("row-count", "value", "first", "rows"),
              Set.of("params"),
              Set.of("statement"))
          .withValues("params");

  @Override
  public String name() {
    return "sql.query";
  }

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public void check(Target target, Secrets secrets) {
    var _ = SqlDatabase.of(target, secrets);
  }

  @Override
  public ActionResult perform(ActionCall call) throws InterruptedException {
    SqlStatement statement = SqlStatement.of(call, Set.of("select", "with", "values"));
    SqlDatabase database = SqlDatabase.of(call);
    Deadline deadline = Deadline.in(call.timeout());
    SqlFailure.throwIfInterrupted();
    try (Connection connection = database.connect(SqlDatabase.Access.READ, deadline);
        PreparedStatement prepared = statement.prepare(connection, deadline);
        ResultSet result = prepared.executeQuery()) {
      SqlRows rows = SqlRows.read(result);
      connection.rollback();
      return told(database, rows);
    } catch (SQLException e) {
      return SqlFailure.beforeCommit(database, "asking", e);
    }
  }

  private static ActionResult told(SqlDatabase database, SqlRows rows) {
    String json = rows.json();
    if (rows.tooMany() || json.length() > MOST_CHARACTERS) {
      return new Failed(
          Cause.PERMANENT,
          "asking '"
              + database.name()
              + "': the answer has more than "
              + SqlRows.MOST
              + " rows or 1 MiB; ask for less");
    }
    String count = Integer.toString(rows.rows().size());
    return new ActionResult.Done(
        Map.of("row-count", count, "value", rows.value(), "first", rows.first(), "rows", json),
        count + " rows on '" + database.name() + "': " + json);
  }
}
