package dev.deskhand.actions.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.deskhand.runbooks.action.ActionCall;
import dev.deskhand.runbooks.action.ActionException;
import dev.deskhand.runbooks.action.ActionResult;
import dev.deskhand.runbooks.action.ActionResult.Done;
import dev.deskhand.runbooks.action.ActionResult.Failed;
import dev.deskhand.runbooks.action.Calls;
import dev.deskhand.runbooks.action.HostileValues;
import dev.deskhand.runbooks.action.RemoteActionContract;
import dev.deskhand.runbooks.action.StepAction;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SqlQueryTest extends RemoteActionContract {
  private static final String ALL = "SELECT name, id, phone FROM people ORDER BY id";

  private final SqlRig rig = SqlRig.postgres();

  @Override
  protected StepAction action() {
    return new SqlQuery();
  }

  @Override
  protected ActionCall workingCall() {
    return Calls.withList(
        rig.call(Map.of("statement", "SELECT name FROM people WHERE id = ?")),
        "params",
        List.of("3"));
  }

  @Override
  protected Map<String, String> unreachable() {
    return Map.of("url", "jdbc:postgresql://127.0.0.1:1/hr");
  }

  @Override
  protected long effects() {
    return 3 - Long.parseLong(rig.ask("SELECT count(*) FROM people"));
  }

  @Override
  protected Set<String> freeTexts() {
    return Set.of("params");
  }

  @Test
  void rows_are_told_as_json_and_the_first_by_itself(@TempDir Path folder) throws Exception {
    for (SqlRig each : List.of(rig, SqlRig.sqlite(folder))) {
      Done done = (Done) action().perform(each.call(Map.of("statement", ALL + ";")));

      assertThat(done.output())
          .containsEntry("row-count", "3")
          .containsEntry("value", "ada")
          .containsEntry("first", "{\"name\":\"ada\",\"id\":1,\"phone\":\"12\"}")
          .hasEntrySatisfying(
              "rows",
              rows -> assertThat(rows).contains("{\"name\":\"bob\",\"id\":2,\"phone\":null}"));
    }
  }

  @Test
  void as_many_values_are_given_as_there_are_question_marks(@TempDir Path folder) {
    for (SqlRig each : List.of(rig, SqlRig.sqlite(folder))) {
      ActionCall asking = each.call(Map.of("statement", "SELECT name FROM people WHERE id = ?"));

      for (List<String> params : List.of(List.<String>of(), List.of("1", "2"))) {
        assertThatExceptionOfType(ActionException.class)
            .isThrownBy(() -> action().perform(Calls.withList(asking, "params", params)))
            .withMessageContaining("1 question marks");
      }
    }
  }

  @Test
  void no_rows_are_an_answer_too() throws Exception {
    Done done = (Done) action().perform(Calls.withList(workingCall(), "params", List.of("999")));

    assertThat(done.output())
        .isEqualTo(Map.of("row-count", "0", "value", "", "first", "{}", "rows", "[]"));
  }

  @Test
  void what_would_write_fails(@TempDir Path folder) throws Exception {
    String writing = "WITH x AS (DELETE FROM people RETURNING id) SELECT id FROM x";
    for (SqlRig each : List.of(rig, SqlRig.sqlite(folder))) {
      ActionResult result = action().perform(each.call(Map.of("statement", writing)));

      assertThat(((Failed) result).cause()).isEqualTo(Failed.Cause.PERMANENT);
      assertThat(each.ask("SELECT count(*) FROM people")).isEqualTo("3");
    }
  }

  @Test
  void too_many_rows_are_refused_instead_of_cut() throws Exception {
    String many =
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000)"
            + " SELECT i FROM n";

    ActionResult result = action().perform(rig.call(Map.of("statement", many)));

    assertThat(((Failed) result).reason()).contains("10000 rows");
  }

  @Test
  void a_hostile_parameter_finds_nobody() throws Exception {
    for (String value : HostileValues.all().toList()) {
      ActionCall call =
          Calls.withList(
              rig.call(Map.of("statement", "SELECT id FROM people WHERE name = ?")),
              "params",
              List.of(value));
      try {
        Done done = (Done) action().perform(call);
        assertThat(done.output()).containsEntry("row-count", "0");
      } catch (ActionException e) {
        assertThat(value).contains("\0");
      }
    }
  }
}
