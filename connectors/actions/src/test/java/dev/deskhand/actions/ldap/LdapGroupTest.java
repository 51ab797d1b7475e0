package dev.deskhand.actions.ldap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.runbooks.action.ActionCall;
import dev.deskhand.runbooks.action.ActionResult.Done;
import dev.deskhand.runbooks.action.ActionResult.Failed;
import dev.deskhand.runbooks.action.Calls;
import dev.deskhand.runbooks.action.StepAction;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class LdapGroupTest extends LdapContract {
  @Override
  protected StepAction action() {
    return new LdapAddToGroup();
  }

  @Override
  protected ActionCall workingCall() {
    return call(Map.of("account", "mallory", "group", "vpn-users"));
  }

  @Test
  void somebody_joins_and_leaves_once() throws Exception {
    assertThat(member()).isEqualTo("false");
    Done joined = (Done) action().perform(workingCall());
    Done again = (Done) action().perform(workingCall());
    assertThat(member()).isEqualTo("true");
    Done left = (Done) new LdapRemoveFromGroup().perform(workingCall());
    Done gone = (Done) new LdapRemoveFromGroup().perform(workingCall());

    assertThat(member()).isEqualTo("false");
    assertThat(joined.output()).containsEntry("changed", "true");
    assertThat(again.output()).containsEntry("changed", "false");
    assertThat(left.output()).containsEntry("changed", "true");
    assertThat(gone.output()).containsEntry("changed", "false");
  }

  @Test
  void what_is_no_group_is_none() throws Exception {
    Failed failed =
        (Failed) action().perform(Calls.withArgument(workingCall(), "group", "Bob Tanner"));

    assertThat(failed.cause()).isEqualTo(Failed.Cause.PERMANENT);
  }

  private String member() throws InterruptedException {
    Done done = (Done) new LdapGroupMembership().perform(workingCall());
    return done.output().getOrDefault("member", "?");
  }
}
