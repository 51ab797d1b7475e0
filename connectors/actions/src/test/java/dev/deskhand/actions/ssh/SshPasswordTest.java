package dev.deskhand.actions.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.runbooks.action.ActionCall;
import dev.deskhand.runbooks.action.ActionResult;
import dev.deskhand.runbooks.action.ActionResult.Failed;
import dev.deskhand.runbooks.action.Calls;
import dev.deskhand.runbooks.action.Target;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.keyprovider.SimpleGeneratorHostKeyProvider;
import org.apache.sshd.server.shell.ProcessShellCommandFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SshPasswordTest {
  private final SshServer server = SshServer.setUpDefaultServer();
  private @Nullable String hostKey;

  @BeforeEach
  void start(@TempDir Path folder) throws IOException {
    SimpleGeneratorHostKeyProvider keys = new SimpleGeneratorHostKeyProvider(folder.resolve("key"));
    keys.setAlgorithm("EC");
    keys.setKeySize(256);
    hostKey = PublicKeyEntry.toString(keys.loadKeys(null).iterator().next().getPublic());
    server.setHost("127.0.0.1");
    server.setKeyPairProvider(keys);
    server.setPasswordAuthenticator((user, password, session) -> password.equals("let me in"));
    server.setCommandFactory(ProcessShellCommandFactory.INSTANCE);
    server.start();
  }

  @AfterEach
  void close() throws IOException {
    server.stop(true);
  }

  @Test
  void a_password_opens_the_host_and_a_wrong_one_is_a_lasting_failure() throws Exception {
    ActionResult refused = new SshServiceState().perform(call("wrong password"));
    ActionResult asked = new SshServiceState().perform(call("let me in"));

    assertThat(((Failed) refused).cause()).isEqualTo(Failed.Cause.PERMANENT);
    assertThat(((Failed) refused).reason()).contains("a password").doesNotContain("wrong password");
    assertThat(asked.toString()).doesNotContain("refused", "let me in");
  }

  private ActionCall call(String password) {
    Map<String, String> settings =
        Map.of(
            "host", "127.0.0.1",
            "port", Integer.toString(server.getPort()),
            "user", "deskhand",
            "password", "env:PASSWORD",
            "host-key", String.valueOf(hostKey));
    return Calls.call(
        new Target("old-host", "ssh", settings), Map.of("service", "cron"), reference -> password);
  }
}
