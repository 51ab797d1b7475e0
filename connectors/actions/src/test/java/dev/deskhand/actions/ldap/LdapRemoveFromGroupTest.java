package dev.deskhand.actions.ldap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.runbooks.action.ActionCall;
import dev.deskhand.runbooks.action.ActionResult.Done;
import dev.deskhand.runbooks.action.StepAction;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class LdapRemoveFromGroupTest extends LdapContract {
  @Override
  protected StepAction action() {
    return new LdapRemoveFromGroup();
  }

  @Override
  protected ActionCall workingCall() {
    return call(Map.of("account", "bob", "group", "vpn-users"));
  }

  @Test
  void a_member_leaves_once_and_the_others_stay() throws Exception {
    Done left = (Done) action().perform(workingCall());
    Done gone = (Done) action().perform(workingCall());

    assertThat(left.output()).containsEntry("changed", "true");
    assertThat(gone.output()).containsEntry("changed", "false");
    assertThat(directory.isMember("bob", "vpn-users")).isFalse();
    assertThat(directory.isMember("ada", "vpn-users")).isTrue();
    assertThat(effects()).isEqualTo(1);
  }
}
