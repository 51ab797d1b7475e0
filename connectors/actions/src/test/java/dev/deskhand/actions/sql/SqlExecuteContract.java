package dev.deskhand.actions.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.deskhand.runbooks.action.ActionCall;
import dev.deskhand.runbooks.action.ActionException;
import dev.deskhand.runbooks.action.ActionResult.Done;
import dev.deskhand.runbooks.action.ActionResult.Failed;
import dev.deskhand.runbooks.action.Calls;
import dev.deskhand.runbooks.action.HostileValues;
import dev.deskhand.runbooks.action.StepAction;
import dev.deskhand.runbooks.action.StepActionContract;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Changing rows once, whatever database it is. */
abstract class SqlExecuteContract extends StepActionContract {
  abstract SqlRig rig();

  @Override
  protected StepAction action() {
    return new SqlExecute();
  }

  @Override
  protected ActionCall workingCall() {
    ActionCall call = rig().call(Map.of("statement", "UPDATE people SET phone = ? WHERE id = ?"));
    return Calls.withList(call, "params", List.of("99", "1"));
  }

  @Override
  protected long effects() {
    return Long.parseLong(rig().ask("SELECT count(*) FROM people WHERE phone = '99'"));
  }

  @Override
  protected Set<String> freeTexts() {
    return Set.of("params");
  }

  @Test
  void the_change_and_the_row_with_its_key_are_one_transaction() throws Exception {
    Done done = (Done) action().perform(workingCall());

    assertThat(done.output()).isEqualTo(Map.of("row-count", "1", "repeated", "false"));
    assertThat(rig().ask("SELECT phone FROM people WHERE id = 1")).isEqualTo("99");
    assertThat(rig().ask("SELECT result FROM deskhand_effects WHERE key = 'run-1.step'"))
        .isEqualTo("1");
  }

  @Test
  void tried_again_it_has_happened_exactly_once() throws Exception {
    ActionCall more =
        rig().call(Map.of("statement", "UPDATE people SET phone = phone || 'x' WHERE id = 1"));
    action().perform(more);

    Done again = (Done) action().perform(Calls.withAttempt(more, 2));
    action().perform(Calls.withKey(more, "run-2.step"));

    assertThat(again.output()).isEqualTo(Map.of("row-count", "1", "repeated", "true"));
    assertThat(rig().ask("SELECT phone FROM people WHERE id = 1")).isEqualTo("12xx");
  }

  @Test
  void another_number_of_rows_than_expected_is_rolled_back() throws Exception {
    ActionCall wide =
        rig().call(Map.of("statement", "UPDATE people SET phone = '99'", "expect-rows", "1"));

    Failed failed = (Failed) action().perform(wide);

    assertThat(failed.cause()).isEqualTo(Failed.Cause.PERMANENT);
    assertThat(failed.reason()).contains("expected 1 rows", "3 would have changed", "rolled back");
    assertThat(effects()).isZero();
    assertThat(rig().ask("SELECT count(*) FROM deskhand_effects")).isEqualTo("0");
  }

  @Test
  void a_statement_that_fails_leaves_nothing_and_can_be_made_later() throws Exception {
    ActionCall wrong = rig().call(Map.of("statement", "UPDATE people SET nothing = 1"));

    Failed failed = (Failed) action().perform(wrong);
    Done done = (Done) action().perform(Calls.withAttempt(workingCall(), 2));

    assertThat(failed.cause()).isEqualTo(Failed.Cause.PERMANENT);
    assertThat(done.output()).containsEntry("repeated", "false");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE people SET phone = '99'; DELETE FROM people",
        "COMMIT",
        "BEGIN",
        "DROP TABLE people",
        "PRAGMA writable_schema = 1",
        "SELECT 1",
        ""
      })
  void a_statement_that_could_leave_its_transaction_is_refused(String statement) {
    assertThatExceptionOfType(ActionException.class)
        .isThrownBy(() -> action().perform(rig().call(Map.of("statement", statement))))
        .withMessageContaining("argument 'statement'");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3})
  void as_many_values_are_given_as_there_are_question_marks(int given) {
    ActionCall call = Calls.withList(workingCall(), "params", Collections.nCopies(given, "1"));

    assertThatExceptionOfType(ActionException.class)
        .isThrownBy(() -> action().perform(call))
        .withMessageContaining("2 question marks", "'params' has " + given + " values");
    assertThat(rig().ask("SELECT count(*) FROM people WHERE phone IS NULL OR phone = '1'"))
        .isEqualTo("1");
    assertThat(rig().ask("SELECT count(*) FROM deskhand_effects")).isEqualTo("0");
  }

  @Test
  void a_hostile_parameter_arrives_as_it_is() throws Exception {
    int attempt = 0;
    for (String value : HostileValues.all().filter(it -> it.length() < 90_000).toList()) {
      ActionCall call =
          Calls.withKey(
              rig().call(Map.of("statement", "UPDATE people SET name = ? WHERE id = ?")),
              "run-" + ++attempt);
      call = Calls.withList(call, "params", List.of(value, "2"));
      try {
        assertThat(action().perform(call)).isInstanceOf(Done.class);
        assertThat(rig().ask("SELECT name FROM people WHERE id = 2")).isEqualTo(value);
      } catch (ActionException e) {
        assertThat(value).contains("\0");
      }
    }

    assertThat(rig().ask("SELECT count(*) FROM people")).isEqualTo("3");
    assertThat(rig().ask("SELECT name FROM people WHERE id = 1")).isEqualTo("ada");
  }

  @Test
  void a_lock_that_stays_is_a_passing_failure() throws Exception {
    action().perform(Calls.withKey(workingCall(), "run-0.step"));
    try (Connection other = rig().connect();
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.executeUpdate("UPDATE people SET phone = '0'");

      Failed failed =
          (Failed) action().perform(Calls.withTimeout(workingCall(), Duration.ofSeconds(1)));

      assertThat(failed.cause()).isEqualTo(Failed.Cause.TRANSIENT);
      other.rollback();
    }
  }

  @Test
  void of_two_attempts_at_the_same_time_one_changes_something() throws Exception {
    ActionCall more =
        rig().call(Map.of("statement", "UPDATE people SET phone = phone || 'x' WHERE id = 1"));
    action().perform(Calls.withKey(more, "run-0.step"));
    FutureTask<Object> other = new FutureTask<>(() -> action().perform(Calls.withAttempt(more, 2)));
    Thread.startVirtualThread(other);

    Object one = action().perform(more);
    Object two = other.get(30, TimeUnit.SECONDS);

    assertThat(List.of(one, two)).allMatch(Done.class::isInstance);
    assertThat(rig().ask("SELECT phone FROM people WHERE id = 1")).isEqualTo("12xx");
  }
}
