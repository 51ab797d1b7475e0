package dev.deskhand.actions.sql;

import dev.deskhand.actions.Deadline;
import dev.deskhand.runbooks.EffectClass;
import dev.deskhand.runbooks.action.ActionCall;
import dev.deskhand.runbooks.action.ActionException;
import dev.deskhand.runbooks.action.ActionResult;
import dev.deskhand.runbooks.action.ActionResult.Failed;
import dev.deskhand.runbooks.action.ActionResult.Failed.Cause;
import dev.deskhand.runbooks.action.StepAction;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@code sql.execute}: changes rows, in one transaction with a row in {@code deskhand_effects} that
 * has the step's key; tried again, it finds that row and changes nothing. The {@code statement}
 * stands in the runbook; the list {@code params} is bound to its question marks. With {@code
 * expect-rows} any other number of changed rows is rolled back. Outputs {@code row-count} and
 * {@code repeated}: whether an earlier attempt had made the change.
 */
public final class SqlExecute implements StepAction {
  private static final Signature SIGNATURE =
      new Signature(
              "sql",
              Set.of("statement"),
              Set.of("params", "expect-rows"),
              Set.of(EffectClass.TX, EffectClass.ONCE),
              Set.of("row-count", "repeated"),
              Set.of("params"),
              Set.of("statement"))
          .withValues("params");
  private static final Set<String> FIRST =
      Set.of("insert", "update", "delete", "merge", "replace", "with");
  private static final String TRIED = "changing rows";

  @Override
  public String name() {
    return "sql.execute";
  }

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public ActionResult perform(ActionCall call) throws InterruptedException {
    SqlStatement statement = SqlStatement.of(call, FIRST);
    Optional<Integer> expected = expected(call);
    SqlDatabase database = SqlDatabase.of(call);
    Deadline deadline = Deadline.in(call.timeout());
    SqlFailure.throwIfInterrupted();
    try (Connection connection = database.connect(SqlDatabase.Access.CHANGE, deadline)) {
      SqlEffects effects = new SqlEffects(connection, call.key());
      effects.prepare();
      if (!effects.claim(call.attempt())) {
        return repeated(database, effects.find().orElse(""));
      }
      int changed = change(connection, statement, deadline);
      if (expected.isPresent() && expected.get() != changed) {
        connection.rollback();
        return unexpected(database, expected.get(), changed);
      }
      effects.record(Integer.toString(changed));
      call.fence().pass();
      return commit(database, connection, changed);
    } catch (SQLException e) {
      return SqlFailure.beforeCommit(database, TRIED, e);
    }
  }

  private static Optional<Integer> expected(ActionCall call) {
    Optional<String> written = call.optionalArgument("expect-rows");
    if (written.filter(text -> !text.matches("[0-9]{1,9}")).isPresent()) {
      throw new ActionException("argument 'expect-rows': expected a number such as 1");
    }
    return written.map(Integer::valueOf);
  }

  private static int change(Connection connection, SqlStatement statement, Deadline deadline)
      throws SQLException {
    try (PreparedStatement prepared = statement.prepare(connection, deadline)) {
      return prepared.executeUpdate();
    }
  }

  private static ActionResult commit(SqlDatabase database, Connection connection, int changed)
      throws InterruptedException {
    try {
      connection.commit();
    } catch (SQLException e) {
      return SqlFailure.atCommit(database, TRIED, e);
    }
    return done(Integer.toString(changed), "false", changed + " rows changed", database);
  }

  private static ActionResult repeated(SqlDatabase database, String result) {
    return done(result, "true", "an earlier attempt had changed " + result + " rows", database);
  }

  private static ActionResult done(
      String count, String repeated, String evidence, SqlDatabase database) {
    return new ActionResult.Done(
        Map.of("row-count", count, "repeated", repeated),
        evidence + " on '" + database.name() + "'");
  }

  private static ActionResult unexpected(SqlDatabase database, int expected, int changed) {
    return new Failed(
        Cause.PERMANENT,
        TRIED
            + " on '"
            + database.name()
            + "': expected "
            + expected
            + " rows, but "
            + changed
            + " would have changed; it was rolled back");
  }
}
