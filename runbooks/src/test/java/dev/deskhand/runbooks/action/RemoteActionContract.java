package dev.deskhand.runbooks.action;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.runbooks.action.ActionResult.Failed;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What an action owes besides whose target is at the other end of a wire. */
public abstract class RemoteActionContract extends StepActionContract {

  /** The settings by which the target can't be reached. */
  protected abstract Map<String, String> unreachable();

  @Test
  void a_target_that_is_away_is_a_passing_failure() throws Exception {
    Map<String, String> settings = new HashMap<>(workingCall().target().settings());
    settings.putAll(unreachable());

    ActionResult result = action().perform(Calls.withSettings(workingCall(), settings));

    assertThat(result)
        .isInstanceOfSatisfying(
            Failed.class, failed -> assertThat(failed.cause()).isEqualTo(Failed.Cause.TRANSIENT));
  }
}
