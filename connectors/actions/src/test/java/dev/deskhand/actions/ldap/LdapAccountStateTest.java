package dev.deskhand.actions.ldap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.runbooks.action.ActionCall;
import dev.deskhand.runbooks.action.ActionResult;
import dev.deskhand.runbooks.action.ActionResult.Failed;
import dev.deskhand.runbooks.action.StepAction;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LdapAccountStateTest extends LdapContract {
  @Override
  protected StepAction action() {
    return new LdapAccountState();
  }

  @Override
  protected ActionCall workingCall() {
    return call(Map.of("account", "ada"));
  }

  @Test
  void a_lock_is_seen() throws Exception {
    assertThat(output("ada")).containsEntry("found", "true").containsEntry("locked", "true");
    assertThat(output("bob")).containsEntry("found", "true").containsEntry("locked", "false");
  }

  @ParameterizedTest
  @ValueSource(strings = {"nobody", "*", "a*", "ada)(uid=*", "*)(|(uid=*"})
  void a_name_is_never_read_as_a_filter(String account) throws Exception {
    assertThat(output(account)).containsEntry("found", "false").containsEntry("locked", "false");
  }

  @Test
  void another_state_than_expected_is_a_passing_failure() throws Exception {
    ActionResult locked = expecting("unlocked");
    directory.unlock("ada");
    ActionResult unlocked = expecting("unlocked");

    assertThat(((Failed) locked).cause()).isEqualTo(Failed.Cause.TRANSIENT);
    assertThat(unlocked).isInstanceOf(ActionResult.Done.class);
  }

  private ActionResult expecting(String state) throws InterruptedException {
    return action().perform(call(Map.of("account", "ada", "expect", state)));
  }

  private Map<String, String> output(String account) throws InterruptedException {
    ActionResult result = action().perform(call(Map.of("account", account)));
    return ((ActionResult.Done) result).output();
  }
}
