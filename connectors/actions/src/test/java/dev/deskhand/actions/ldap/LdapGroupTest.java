package dev.deskhand.actions.ldap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.runbooks.action.ActionCall;
import dev.deskhand.runbooks.action.ActionResult.Done;
import dev.deskhand.runbooks.action.ActionResult.Failed;
import dev.deskhand.runbooks.action.Calls;
import dev.deskhand.runbooks.action.RemoteActionContract;
import dev.deskhand.runbooks.action.StepAction;
import dev.deskhand.sandbox.SandboxDirectory;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class LdapGroupTest extends RemoteActionContract {
  private final SandboxDirectory directory = SandboxDirectory.start(0, InstantSource.system());

  @AfterEach
  void close() {
    directory.close();
  }

  @Override
  protected StepAction action() {
    return new LdapAddToGroup();
  }

  @Override
  protected ActionCall workingCall() {
    return LdapFixture.call(directory, Map.of("account", "mallory", "group", "vpn-users"));
  }

  @Override
  protected Map<String, String> unreachable() {
    return LdapFixture.UNREACHABLE;
  }

  @Override
  protected long effects() {
    return directory.changes().size();
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
  void another_membership_than_expected_is_a_passing_failure() throws Exception {
    Failed failed =
        (Failed)
            new LdapGroupMembership().perform(Calls.withArgument(workingCall(), "expect", "true"));

    assertThat(failed.cause()).isEqualTo(Failed.Cause.TRANSIENT);
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
