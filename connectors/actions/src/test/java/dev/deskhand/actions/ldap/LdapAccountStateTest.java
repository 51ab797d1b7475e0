package dev.deskhand.actions.ldap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.runbooks.action.ActionCall;
import dev.deskhand.runbooks.action.ActionResult;
import dev.deskhand.runbooks.action.ActionResult.Failed;
import dev.deskhand.runbooks.action.RemoteActionContract;
import dev.deskhand.runbooks.action.StepAction;
import dev.deskhand.sandbox.SandboxDirectory;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LdapAccountStateTest extends RemoteActionContract {
  private final SandboxDirectory directory = SandboxDirectory.start(0, InstantSource.system());

  @AfterEach
  void close() {
    directory.close();
  }

  @Override
  protected StepAction action() {
    return new LdapAccountState();
  }

  @Override
  protected ActionCall workingCall() {
    return LdapFixture.call(directory, Map.of("account", "ada"));
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
    return action().perform(LdapFixture.call(directory, Map.of("account", "ada", "expect", state)));
  }

  private Map<String, String> output(String account) throws InterruptedException {
    ActionResult result = action().perform(LdapFixture.call(directory, Map.of("account", account)));
    return ((ActionResult.Done) result).output();
  }
}
