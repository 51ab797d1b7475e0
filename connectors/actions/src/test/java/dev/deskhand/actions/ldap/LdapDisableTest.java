package dev.deskhand.actions.ldap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.runbooks.action.ActionCall;
import dev.deskhand.runbooks.action.ActionResult.Done;
import dev.deskhand.runbooks.action.ActionResult.Failed;
import dev.deskhand.runbooks.action.StepAction;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class LdapDisableTest extends LdapContract {
  @Override
  protected StepAction action() {
    return new LdapDisable();
  }

  @Override
  protected ActionCall workingCall() {
    return call(Map.of("account", "bob"));
  }

  @Test
  void a_disabled_account_is_told_from_a_locked_one_and_only_enabled_by_name() throws Exception {
    Done disabled = (Done) action().perform(workingCall());
    Done again = (Done) action().perform(workingCall());
    Done state = (Done) new LdapAccountState().perform(workingCall());
    Object unlocked = new LdapUnlock().perform(workingCall());
    Done enabled = (Done) new LdapEnable().perform(workingCall());
    Done after = (Done) new LdapAccountState().perform(workingCall());

    assertThat(disabled.output()).containsEntry("changed", "true");
    assertThat(again.output()).containsEntry("changed", "false");
    assertThat(state.output()).containsEntry("disabled", "true").containsEntry("locked", "false");
    assertThat(unlocked).isInstanceOf(Failed.class);
    assertThat(enabled.output()).containsEntry("changed", "true");
    assertThat(after.output()).containsEntry("disabled", "false");
  }
}
