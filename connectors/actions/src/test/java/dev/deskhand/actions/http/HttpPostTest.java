package dev.deskhand.actions.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.runbooks.action.ActionCall;
import dev.deskhand.runbooks.action.ActionResult;
import dev.deskhand.runbooks.action.ActionResult.Failed;
import dev.deskhand.runbooks.action.Calls;
import dev.deskhand.runbooks.action.RemoteActionContract;
import dev.deskhand.runbooks.action.StepAction;
import dev.deskhand.sandbox.SandboxVpn;
import dev.deskhand.sandbox.VpnEffect;
import dev.deskhand.sandbox.VpnSession;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class HttpPostTest extends RemoteActionContract {
  private final SandboxVpn vpn = SandboxVpn.start(0, InstantSource.system());

  @AfterEach
  void close() {
    vpn.close();
  }

  @Override
  protected StepAction action() {
    return new HttpPost();
  }

  @Override
  protected ActionCall workingCall() {
    return HttpFixture.call(vpn, Map.of("path", "/sessions/{id}/clear", "id", "ada"));
  }

  @Override
  protected Map<String, String> unreachable() {
    return HttpFixture.UNREACHABLE;
  }

  /** Clearing the sessions of somebody who has none takes nothing away. */
  @Override
  protected long effects() {
    return vpn.effects().stream()
        .filter(
            effect ->
                switch (effect) {
                  case VpnEffect.Deleted _ -> true;
                  case VpnEffect.Cleared cleared -> !cleared.sessions().isEmpty();
                })
        .count();
  }

  @Test
  void the_same_step_twice_has_one_effect() throws Exception {
    ActionResult first = action().perform(workingCall());
    vpn.open("ada", VpnSession.State.ACTIVE);
    ActionResult second = action().perform(Calls.withAttempt(workingCall(), 2));

    assertThat(second).isEqualTo(first).isInstanceOf(ActionResult.Done.class);
    assertThat(vpn.effects()).hasSize(1);
    assertThat(vpn.sessions("ada")).hasSize(1);
  }

  @Test
  void a_dropped_answer_is_uncertain_and_harmless_to_repeat() throws Exception {
    vpn.dropNextAnswer();

    ActionResult first = action().perform(workingCall());
    ActionResult second = action().perform(workingCall());

    assertThat(first).isInstanceOf(ActionResult.Uncertain.class);
    assertThat(second).isInstanceOf(ActionResult.Done.class);
    assertThat(vpn.effects()).hasSize(1);
    assertThat(vpn.requests()).hasSize(2);
  }

  @Test
  void an_answer_that_takes_too_long_is_uncertain() throws Exception {
    vpn.hangNext(Duration.ofMinutes(1));

    ActionResult result = action().perform(workingCall());

    assertThat(result).isInstanceOf(ActionResult.Uncertain.class);
  }

  @ParameterizedTest
  @CsvSource({
    "408, TRANSIENT",
    "429, TRANSIENT",
    "503, TRANSIENT",
    "400, PERMANENT",
    "403, PERMANENT",
    "404, PERMANENT",
    "422, PERMANENT"
  })
  void a_refusal_is_certain(int status, Failed.Cause cause) throws Exception {
    vpn.failNext(status, 1);

    ActionResult result = action().perform(workingCall());

    assertThat(((Failed) result).cause()).isEqualTo(cause);
    assertThat(vpn.requests()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"500", "502", "504"})
  void a_server_that_broke_leaves_it_uncertain(int status) throws Exception {
    vpn.failNext(status, 1);

    assertThat(action().perform(workingCall())).isInstanceOf(ActionResult.Uncertain.class);
  }
}
