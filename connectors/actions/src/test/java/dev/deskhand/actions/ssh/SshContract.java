package dev.deskhand.actions.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.actions.Relay;
import dev.deskhand.runbooks.action.ActionCall;
import dev.deskhand.runbooks.action.ActionResult;
import dev.deskhand.runbooks.action.ActionResult.Failed;
import dev.deskhand.runbooks.action.Calls;
import dev.deskhand.runbooks.action.ProbeResult;
import dev.deskhand.runbooks.action.RemoteActionContract;
import dev.deskhand.runbooks.action.StepAction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Restarting and asking, whatever SSH server is at the other end. */
abstract class SshContract extends RemoteActionContract {
  private static final String KEY = "run-1.restart";
  private static final Duration SOON = Duration.ofSeconds(20);

  abstract SshRig rig();

  @AfterEach
  void close() {
    rig().close();
  }

  @Override
  protected StepAction action() {
    return new SshRestartService();
  }

  @Override
  protected ActionCall workingCall() {
    return rig().call(KEY, Map.of("service", "vpn-gateway"));
  }

  @Override
  protected Map<String, String> unreachable() {
    return Map.of("port", "1");
  }

  @Override
  protected long effects() {
    return rig().systemctlCalls().size();
  }

  @Test
  void a_restart_is_one_command_with_its_arguments_apart() throws Exception {
    rig().playSystemctl("echo restarted");

    ActionResult result = action().perform(workingCall());

    assertThat(((ActionResult.Done) result).evidence()).contains("restarted", "vpn-gw-1");
    assertThat(rig().systemctlCalls()).containsExactly(List.of("restart", "--", "vpn-gateway"));
  }

  @Test
  void a_restart_that_fails_is_a_lasting_failure_now_and_when_asked() throws Exception {
    rig().playSystemctl("echo no such unit >&2; exit 5");

    ActionResult result = action().perform(workingCall());
    ProbeResult probed = action().probe(workingCall());

    assertThat(((Failed) result).cause()).isEqualTo(Failed.Cause.PERMANENT);
    assertThat(((Failed) result).reason()).contains("5", "no such unit");
    assertThat(probed).isEqualTo(new ProbeResult.Happened(result));
  }

  @Test
  void what_happened_is_known_later() throws Exception {
    rig().playSystemctl("echo restarted");
    ActionResult result = action().perform(workingCall());

    ProbeResult probed = action().probe(workingCall());

    assertThat(probed).isEqualTo(new ProbeResult.Happened(result));
    assertThat(rig().systemctlCalls()).hasSize(1);
  }

  @Test
  void an_attempt_that_was_asked_about_before_it_began_never_begins() throws Exception {
    rig().playSystemctl("");

    ProbeResult probed = action().probe(workingCall());
    ActionResult late = action().perform(workingCall());
    ProbeResult again = action().probe(workingCall());
    ActionResult next = action().perform(Calls.withAttempt(workingCall(), 2));

    assertThat(probed).isEqualTo(new ProbeResult.DidNotHappen());
    assertThat(late).isInstanceOf(Failed.class);
    assertThat(again).isEqualTo(new ProbeResult.DidNotHappen());
    assertThat(next).isInstanceOf(ActionResult.Done.class);
    assertThat(rig().systemctlCalls()).hasSize(1);
  }

  @Test
  void an_attempt_that_comes_twice_is_made_once() throws Exception {
    rig().playSystemctl("");

    ActionResult first = action().perform(workingCall());
    ActionResult second = action().perform(workingCall());

    assertThat(first).isInstanceOf(ActionResult.Done.class);
    assertThat(second).isInstanceOf(ActionResult.Uncertain.class);
    assertThat(rig().systemctlCalls()).hasSize(1);
  }

  @Test
  void of_an_attempt_and_a_question_at_the_same_time_one_wins() throws Exception {
    rig().playSystemctl("");

    for (int attempt = 1; attempt <= 8; attempt++) {
      ActionCall call = Calls.withAttempt(workingCall(), attempt);
      int before = rig().systemctlCalls().size();
      Future<ActionResult> performed = begin(call);
      ProbeResult probed = action().probe(call);
      ActionResult result = performed.get(SOON.toSeconds(), TimeUnit.SECONDS);

      int made = rig().systemctlCalls().size() - before;
      boolean prevented = probed.equals(new ProbeResult.DidNotHappen());
      assertThat(made).isEqualTo(prevented ? 0 : 1);
      assertThat(result instanceof ActionResult.Done).isEqualTo(!prevented);
    }
  }

  @Test
  void a_connection_cut_in_mid_restart_leaves_an_honest_answer() throws Exception {
    fifos("begun", "go");
    rig().playSystemctl("echo x > \"$HOME/begun\"; read -r word < \"$HOME/go\"; echo restarted");
    try (Relay relay = Relay.to(rig().port())) {
      ActionCall through = Calls.withSetting(workingCall(), "port", Integer.toString(relay.port()));
      Future<ActionResult> performed = begin(through);
      awaitLine("begun");
      ProbeResult during = action().probe(workingCall());
      relay.cut();
      ActionResult result = performed.get(SOON.toSeconds(), TimeUnit.SECONDS);

      assertThat(during).isEqualTo(new ProbeResult.StillRunning());
      assertThat(result).isInstanceOf(ActionResult.Uncertain.class);
      ProbeResult after = afterTheCut();
      if (rig().commandsOutliveConnections()) {
        assertThat(after).isInstanceOf(ProbeResult.Happened.class);
      } else {
        assertThat(after).isInstanceOf(ProbeResult.CannotTell.class);
      }
      assertThat(rig().systemctlCalls()).hasSize(1);
    }
  }

  @Test
  void no_answer_in_time_is_uncertain() throws Exception {
    fifos("go");
    rig().playSystemctl("read -r word < \"$HOME/go\"");
    ActionCall call = workingCall();
    ActionCall hasty =
        new ActionCall(
            call.key(),
            1,
            call.target(),
            call.arguments(),
            Map.of(),
            Duration.ofSeconds(3),
            call.services());

    ActionResult result = action().perform(hasty);

    assertThat(result).isInstanceOf(ActionResult.Uncertain.class);
    assertThat(afterTheCut()).isNotInstanceOf(ProbeResult.StillRunning.class);
    assertThat(rig().systemctlCalls()).hasSize(1);
  }

  @Test
  void a_changed_host_key_stops_before_anything_is_sent() throws Exception {
    rig().playSystemctl("");
    String other =
        "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl";

    ActionResult result = action().perform(Calls.withSetting(workingCall(), "host-key", other));

    assertThat(((Failed) result).cause()).isEqualTo(Failed.Cause.PERMANENT);
    assertThat(((Failed) result).reason()).contains("host key");
    assertThat(rig().systemctlCalls()).isEmpty();
  }

  @Test
  void a_user_who_is_refused_is_a_lasting_failure() throws Exception {
    ActionResult result =
        action().perform(Calls.withSetting(workingCall(), "user", "somebody-else"));

    assertThat(((Failed) result).cause()).isEqualTo(Failed.Cause.PERMANENT);
  }

  @Test
  void markers_are_swept_after_a_week() throws Exception {
    rig().playSystemctl("");
    action().perform(rig().call("run-0.restart", Map.of("service", "vpn-gateway")));
    Path old = rig().home().resolve(".deskhand/run-0.restart");
    Instant past = Instant.ofEpochMilli(System.currentTimeMillis()).minus(Duration.ofDays(9));
    Files.setLastModifiedTime(old, FileTime.from(past));

    action().perform(workingCall());

    assertThat(old).doesNotExist();
    assertThat(rig().home().resolve(".deskhand/" + KEY)).exists();
  }

  @Test
  void a_host_that_can_keep_no_marker_does_nothing() throws Exception {
    rig().playSystemctl("");
    Files.writeString(rig().home().resolve(".deskhand"), "in the way");

    ActionResult result = action().perform(workingCall());

    assertThat(((Failed) result).reason()).contains("marker");
    assertThat(rig().systemctlCalls()).isEmpty();
  }

  @Test
  void the_state_of_a_service_is_told() throws Exception {
    rig().playSystemctl("echo failed; exit 3");
    ActionCall expecting = rig().call(KEY, Map.of("service", "vpn-gateway", "expect", "active"));

    ActionResult state = new SshServiceState().perform(workingCall());
    ActionResult unexpected = new SshServiceState().perform(expecting);

    assertThat(((ActionResult.Done) state).output()).isEqualTo(Map.of("state", "failed"));
    assertThat(((Failed) unexpected).cause()).isEqualTo(Failed.Cause.TRANSIENT);
    assertThat(rig().systemctlCalls()).first().isEqualTo(List.of("is-active", "--", "vpn-gateway"));
  }

  private Future<ActionResult> begin(ActionCall call) {
    FutureTask<ActionResult> task = new FutureTask<>(() -> action().perform(call));
    Thread.startVirtualThread(task);
    return task;
  }

  /** Asks until the command has ended one way or the other. */
  private ProbeResult afterTheCut() throws Exception {
    if (rig().commandsOutliveConnections()) {
      release();
    }
    Instant end = Instant.ofEpochMilli(System.currentTimeMillis()).plus(SOON);
    ProbeResult probed = action().probe(workingCall());
    while (probed instanceof ProbeResult.StillRunning
        && System.currentTimeMillis() < end.toEpochMilli()) {
      probed = action().probe(workingCall());
    }
    return probed;
  }

  private void fifos(String... names) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("mkfifo"));
    for (String name : names) {
      command.add(rig().home().resolve(name).toString());
    }
    assertThat(new ProcessBuilder(command).start().waitFor()).isZero();
  }

  private void awaitLine(String fifo) throws Exception {
    CompletableFuture.supplyAsync(
            () -> {
              try {
                return Files.readString(rig().home().resolve(fifo));
              } catch (IOException e) {
                throw new CompletionException(e);
              }
            })
        .get(SOON.toSeconds(), TimeUnit.SECONDS);
  }

  private void release() throws IOException {
    Files.writeString(rig().home().resolve("go"), "go\n");
  }
}
