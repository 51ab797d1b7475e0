package dev.deskhand.actions.ldap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.runbooks.action.ActionCall;
import dev.deskhand.runbooks.action.ActionResult.Done;
import dev.deskhand.runbooks.action.StepAction;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class LdapEnableTest extends LdapContract {
  private long changesBefore;

  @BeforeEach
  void disable() throws InterruptedException {
    assertThat(new LdapDisable().perform(workingCall())).isInstanceOf(Done.class);
    changesBefore = directory.changes().size();
  }

  @Override
  protected StepAction action() {
    return new LdapEnable();
  }

  @Override
  protected ActionCall workingCall() {
    return call(Map.of("account", "bob"));
  }

  @Override
  protected long effects() {
    return directory.changes().size() - changesBefore;
  }

  @Test
  void a_disabled_account_is_enabled_once() throws Exception {
    Done enabled = (Done) action().perform(workingCall());
    Done again = (Done) action().perform(workingCall());

    assertThat(enabled.output()).containsEntry("changed", "true");
    assertThat(again.output()).containsEntry("changed", "false");
    assertThat(directory.isDisabled("bob")).isFalse();
    assertThat(effects()).isEqualTo(1);
  }

  @Test
  void a_lock_of_wrong_passwords_stays() throws Exception {
    Done enabled = (Done) action().perform(call(Map.of("account", "ada")));

    assertThat(enabled.output()).containsEntry("changed", "false");
    assertThat(directory.isLocked("ada")).isTrue();
  }
}
