package dev.deskhand.actions.ldap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.runbooks.action.ActionCall;
import dev.deskhand.runbooks.action.ActionResult.Done;
import dev.deskhand.runbooks.action.ActionResult.Failed;
import dev.deskhand.runbooks.action.Calls;
import dev.deskhand.runbooks.action.StepAction;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class LdapGroupMembershipTest extends LdapContract {
  @Override
  protected StepAction action() {
    return new LdapGroupMembership();
  }

  @Override
  protected ActionCall workingCall() {
    return call(Map.of("account", "mallory", "group", "vpn-users"));
  }

  @Test
  void whether_somebody_is_a_member_is_told() throws Exception {
    Done stranger = (Done) action().perform(workingCall());
    Done member = (Done) action().perform(Calls.withArgument(workingCall(), "account", "bob"));

    assertThat(stranger.output()).isEqualTo(Map.of("member", "false"));
    assertThat(member.output()).isEqualTo(Map.of("member", "true"));
  }

  @Test
  void another_membership_than_expected_is_a_passing_failure() throws Exception {
    Failed failed = (Failed) action().perform(Calls.withArgument(workingCall(), "expect", "true"));

    assertThat(failed.cause()).isEqualTo(Failed.Cause.TRANSIENT);
  }
}
