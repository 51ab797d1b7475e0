package dev.deskhand.actions.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.actions.Relay;
import dev.deskhand.runbooks.action.ActionCall;
import dev.deskhand.runbooks.action.ActionResult;
import dev.deskhand.runbooks.action.ActionResult.Done;
import dev.deskhand.runbooks.action.ActionResult.Failed;
import dev.deskhand.runbooks.action.Calls;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class PostgresExecuteTest extends SqlExecuteContract {
  private final SqlRig rig = SqlRig.postgres();

  @Override
  SqlRig rig() {
    return rig;
  }

  @Test
  void a_server_that_is_away_is_a_passing_failure() throws Exception {
    Failed failed =
        (Failed)
            action()
                .perform(
                    Calls.withSetting(workingCall(), "url", "jdbc:postgresql://127.0.0.1:1/hr"));

    assertThat(failed.cause()).isEqualTo(Failed.Cause.TRANSIENT);
  }

  @Test
  void the_first_step_of_all_works_while_another_makes_the_table() throws Exception {
    FutureTask<ActionResult> step = new FutureTask<>(() -> action().perform(workingCall()));
    try (Connection other = rig.connect();
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute(
          """
          CREATE TABLE deskhand_effects (
            key VARCHAR(120) PRIMARY KEY,
            attempt INTEGER NOT NULL,
            result VARCHAR(200) NOT NULL,
            at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP
          )
          """);
      Thread.startVirtualThread(step);
      long until = System.nanoTime() + Duration.ofSeconds(30).toNanos();
      while (waiting().equals("0") && System.nanoTime() < until) {
        Thread.onSpinWait();
      }
      assertThat(waiting()).isEqualTo("1");
      other.commit();
    }

    assertThat(step.get(30, TimeUnit.SECONDS)).isInstanceOf(Done.class);
  }

  private String waiting() {
    return rig.ask("SELECT count(*) FROM pg_locks WHERE NOT granted");
  }

  @Test
  void a_role_that_may_not_make_the_table_hears_that_and_nothing_changes() throws Exception {
    rig.run("CREATE ROLE clerk LOGIN");
    rig.run("GRANT SELECT, UPDATE ON people TO clerk");

    Failed failed = (Failed) action().perform(Calls.withSetting(workingCall(), "user", "clerk"));

    assertThat(failed.cause()).isEqualTo(Failed.Cause.PERMANENT);
    assertThat(failed.reason()).contains("permission denied for schema public");
    rig.run("DROP OWNED BY clerk; DROP ROLE clerk");
  }

  @Test
  void a_commit_whose_answer_is_lost_is_uncertain_and_made_once_when_tried_again()
      throws Exception {
    try (Relay relay = Relay.to(rig.port())) {
      relay.loseAnswersFrom(
          said -> new String(said, StandardCharsets.ISO_8859_1).contains("COMMIT"));
      action().perform(Calls.withKey(workingCall(), "run-0.step"));
      String through =
          rig.url().replace(Integer.toString(rig.port()), Integer.toString(relay.port()));
      ActionCall call =
          Calls.withTimeout(
              Calls.withSetting(workingCall(), "url", through), Duration.ofSeconds(2));

      ActionResult lost = action().perform(call);
      ActionResult again = action().perform(Calls.withAttempt(workingCall(), 2));

      assertThat(lost).isInstanceOf(ActionResult.Uncertain.class);
      assertThat(((Done) again).output()).containsEntry("repeated", "true");
    }
  }
}
