package dev.deskhand.actions.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.deskhand.runbooks.action.ActionCall;
import dev.deskhand.runbooks.action.ActionException;
import dev.deskhand.runbooks.action.ActionResult;
import dev.deskhand.runbooks.action.ActionResult.Failed;
import dev.deskhand.runbooks.action.Calls;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** OpenSSH's own agent signs, and its own server believes it. */
final class SshAgentTest {
  private @Nullable OpenSshRig rig;
  private @Nullable Process agent;
  private Path folder = Path.of("");

  @BeforeEach
  void start(@TempDir Path home) throws Exception {
    folder = home;
    rig = OpenSshRig.start(home);
    rig.playSystemctl("echo active");
    agent = new ProcessBuilder("ssh-agent", "-D", "-a", socket().toString()).start();
    while (!Files.exists(socket())) {
      assertThat(agent.isAlive()).isTrue();
      Thread.onSpinWait();
    }
  }

  @AfterEach
  void close() {
    if (agent != null) {
      agent.destroyForcibly();
    }
    if (rig != null) {
      rig.close();
    }
  }

  private Path socket() {
    return folder.resolve("agent");
  }

  private void tell(String... words) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("ssh-add", "-q"));
    command.addAll(List.of(words));
    ProcessBuilder told = new ProcessBuilder(command).inheritIO();
    told.environment().put("SSH_AUTH_SOCK", socket().toString());
    Process process = told.start();
    assertThat(process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0).isTrue();
  }

  private static void generate(String type, Path file) {
    try {
      new ProcessBuilder("ssh-keygen", "-q", "-t", type, "-N", "", "-f", file.toString())
          .start()
          .waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private ActionCall call() {
    if (rig == null) {
      throw new IllegalStateException("start() comes first");
    }
    ActionCall call = rig.call("r-1.look", Map.of("service", "cron"));
    Map<String, String> settings = new HashMap<>(call.target().settings());
    settings.remove("key");
    settings.put("agent", "env:SSH_AUTH_SOCK");
    return Calls.withSecrets(Calls.withSettings(call, settings), _ -> socket().toString());
  }

  private ActionResult look() throws InterruptedException {
    return new SshServiceState().perform(call());
  }

  @Test
  void one_of_the_keys_of_an_agent_opens_a_host() throws Exception {
    generate("rsa", folder.resolve("another"));
    tell(folder.resolve("another").toString());
    tell(folder.resolve("user").toString());

    assertThat(look())
        .isInstanceOfSatisfying(
            ActionResult.Done.class,
            it -> assertThat(it.output()).containsEntry("state", "active"));
  }

  @Test
  void an_rsa_key_signs_with_sha_2() throws Exception {
    generate("rsa", folder.resolve("another"));
    Files.copy(
        folder.resolve("another.pub"),
        folder.resolve("authorized_keys"),
        StandardCopyOption.REPLACE_EXISTING);
    tell(folder.resolve("another").toString());

    assertThat(look()).isInstanceOf(ActionResult.Done.class);
  }

  @Test
  void an_agent_without_a_fitting_key_is_a_lasting_failure() throws Exception {
    ActionResult refused = look();

    assertThat(((Failed) refused).cause()).isEqualTo(Failed.Cause.PERMANENT);
    assertThat(((Failed) refused).reason()).contains("refused the keys of its agent");
  }

  @Test
  void an_agent_that_is_gone_is_named_and_may_come_back() throws Exception {
    if (agent != null) {
      agent.destroyForcibly().onExit().join();
    }

    ActionResult failed = look();

    assertThat(((Failed) failed).cause()).isEqualTo(Failed.Cause.TRANSIENT);
    assertThat(((Failed) failed).reason()).contains("no SSH agent answers at " + socket());
  }

  @Test
  void a_target_names_one_way_to_sign_in() {
    ActionCall both = Calls.withSetting(call(), "password", "env:PASSWORD");

    assertThatThrownBy(() -> new SshServiceState().perform(both))
        .isInstanceOf(ActionException.class)
        .hasMessageContaining("expected one of key, agent and password");
  }
}
