package dev.deskhand.actions.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.actions.Relay;
import dev.deskhand.runbooks.action.ActionCall;
import dev.deskhand.runbooks.action.ActionResult;
import dev.deskhand.runbooks.action.ActionResult.Done;
import dev.deskhand.runbooks.action.ActionResult.Failed;
import dev.deskhand.runbooks.action.Calls;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
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
