package dev.deskhand.actions.ldap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.actions.Relay;
import dev.deskhand.runbooks.action.ActionCall;
import dev.deskhand.runbooks.action.ActionResult;
import dev.deskhand.runbooks.action.ActionResult.Failed;
import dev.deskhand.runbooks.action.Calls;
import dev.deskhand.runbooks.action.StepAction;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class LdapUnlockTest extends LdapContract {
  private static final int MODIFY_REQUEST = 0x66;

  @Override
  protected StepAction action() {
    return new LdapUnlock();
  }

  @Override
  protected ActionCall workingCall() {
    return call(Map.of("account", "ada"));
  }

  @Test
  void a_locked_account_is_unlocked() throws Exception {
    ActionResult result = action().perform(workingCall());

    assertThat(directory.isLocked("ada")).isFalse();
    assertThat(((ActionResult.Done) result).output()).containsEntry("changed", "true");
    assertThat(directory.changes()).hasSize(1);
  }

  @Test
  void an_account_that_is_not_locked_is_left_alone() throws Exception {
    ActionResult result = action().perform(call(Map.of("account", "bob")));

    assertThat(((ActionResult.Done) result).output()).containsEntry("changed", "false");
    assertThat(directory.changes()).isEmpty();
  }

  @Test
  void nobody_of_that_name_is_a_lasting_failure() throws Exception {
    ActionResult result = action().perform(call(Map.of("account", "nobody")));

    assertThat(((Failed) result).cause()).isEqualTo(Failed.Cause.PERMANENT);
    assertThat(((Failed) result).reason()).contains("'nobody'", "company-directory");
  }

  @Test
  void a_wrong_password_is_a_lasting_failure() throws Exception {
    ActionCall good = workingCall();
    ActionCall call =
        new ActionCall(
            "k",
            1,
            good.target(),
            good.arguments(),
            Map.of(),
            good.timeout(),
            Calls.knowing(it -> "wrong"));

    ActionResult result = action().perform(call);

    assertThat(((Failed) result).cause()).isEqualTo(Failed.Cause.PERMANENT);
    assertThat(directory.isLocked("ada")).isTrue();
  }

  @Test
  void an_answer_that_is_lost_after_the_change_was_sent_is_uncertain() throws Exception {
    try (Relay relay = Relay.to(directory.port())) {
      relay.loseAnswersFrom(said -> said.length > 5 && said[5] == MODIFY_REQUEST);

      ActionResult result =
          action()
              .perform(
                  LdapFixture.call(
                      directory, relay.port(), Map.of("account", "ada"), Duration.ofSeconds(1)));

      assertThat(result).isInstanceOf(ActionResult.Uncertain.class);
    }
  }

  @Test
  void an_answer_that_is_lost_before_is_a_passing_failure() throws Exception {
    try (Relay relay = Relay.to(directory.port())) {
      relay.loseAnswersFrom(said -> true);

      ActionResult result =
          action()
              .perform(
                  LdapFixture.call(
                      directory, relay.port(), Map.of("account", "ada"), Duration.ofSeconds(1)));

      assertThat(((Failed) result).cause()).isEqualTo(Failed.Cause.TRANSIENT);
      assertThat(directory.isLocked("ada")).isTrue();
    }
  }
}
