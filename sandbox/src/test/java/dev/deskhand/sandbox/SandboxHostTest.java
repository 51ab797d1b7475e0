package dev.deskhand.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.time.Duration;
import java.util.EnumSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SandboxHostTest {
  private static final Duration SOON = Duration.ofSeconds(10);
  private static final SshClient CLIENT = SshClient.setUpDefaultClient();

  private final SandboxHost host = SandboxHost.start(0);

  private record Ended(int exitCode, String out, String err) {}

  @BeforeAll
  static void start_client() {
    CLIENT.start();
  }

  @AfterAll
  static void stop_client() {
    CLIENT.stop();
  }

  @AfterEach
  void close() {
    host.close();
  }

  @Test
  void the_command_really_runs_in_the_home() throws Exception {
    Ended ended = run("echo \"$HOME $USER\"; pwd; echo oops >&2; exit 7", "");

    String home = host.home().toString();
    assertThat(ended).isEqualTo(new Ended(7, home + " deskhand\n" + home + "\n", "oops\n"));
    assertThat(host.commands()).hasSize(1);
  }

  @Test
  void standard_input_reaches_the_command() throws Exception {
    Ended ended = run("tr a-z A-Z", "over the wire");

    assertThat(ended.out()).isEqualTo("OVER THE WIRE");
  }

  @Test
  void a_restart_is_counted() throws Exception {
    host.setService("vpn-gateway", ServiceState.FAILED);

    Ended before = run("systemctl is-active vpn-gateway", "");
    Ended restart = run("systemctl restart vpn-gateway.service", "");
    Ended after = run("systemctl is-active -- vpn-gateway", "");

    assertThat(before).isEqualTo(new Ended(3, "failed\n", ""));
    assertThat(restart).isEqualTo(new Ended(0, "", ""));
    assertThat(after).isEqualTo(new Ended(0, "active\n", ""));
    assertThat(host.restarts("vpn-gateway")).isEqualTo(1);
    assertThat(host.restarts("print-spooler")).isZero();
  }

  @Test
  void stop_and_start_change_the_state_without_a_restart() throws Exception {
    run("systemctl stop print-spooler", "");
    Ended status = run("systemctl status print-spooler", "");
    ServiceState stopped = host.service("print-spooler");
    run("systemctl start print-spooler", "");

    assertThat(status.exitCode()).isEqualTo(3);
    assertThat(stopped).isEqualTo(ServiceState.INACTIVE);
    assertThat(host.service("print-spooler")).isEqualTo(ServiceState.ACTIVE);
    assertThat(host.restarts("print-spooler")).isZero();
  }

  @Test
  void an_unknown_service_is_an_error_of_the_script() throws Exception {
    Ended ended = run("systemctl restart coffee", "");

    assertThat(ended.exitCode()).isEqualTo(5);
    assertThat(ended.err()).contains("coffee.service not found");
  }

  @Test
  void closing_the_channel_kills_the_command() throws Exception {
    try (ClientSession session = connect(clientKey())) {
      ChannelExec channel = session.createExecChannel("echo $$; exec sleep 600");
      channel.open().verify(SOON);
      long pid = Long.parseLong(firstLine(channel));
      CompletableFuture<ProcessHandle> gone = ProcessHandle.of(pid).orElseThrow().onExit();

      channel.close(false);

      assertThat(gone.get(SOON.toSeconds(), TimeUnit.SECONDS).isAlive()).isFalse();
    }
  }

  @Test
  void the_host_key_is_the_one_that_it_names() throws Exception {
    try (ClientSession session = connect(clientKey())) {
      assertThat(PublicKeyEntry.toString(session.getServerKey())).isEqualTo(host.hostKey());
    }
    assertThat(host.hostKey()).startsWith("ecdsa-sha2-nistp256 AAAA");
  }

  @Test
  void another_key_and_a_password_are_refused() throws Exception {
    try (SandboxHost other = SandboxHost.start(0)) {
      KeyPair foreign = key(other.clientPrivateKey());

      assertThatExceptionOfType(IOException.class).isThrownBy(() -> connect(foreign).close());
    }
    try (ClientSession session = session()) {
      session.addPasswordIdentity("deskhand");

      assertThatExceptionOfType(IOException.class).isThrownBy(() -> session.auth().verify(SOON));
    }
  }

  @Test
  void the_private_key_is_written_for_its_owner_only(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("id_ecdsa");

    host.writeClientPrivateKey(file);

    assertThat(Files.readString(file)).isEqualTo(host.clientPrivateKey());
    assertThat(Files.getPosixFilePermissions(file)).hasSize(2);
  }

  @Test
  void closing_deletes_the_home() {
    Path home = host.home();

    host.close();

    assertThat(home).doesNotExist();
  }

  @Test
  void closing_kills_what_still_writes() throws Exception {
    String busy = "echo ready; while :; do for i in 1 2 3; do echo x > f$i; done; rm f1; done";
    try (ClientSession session = connect(clientKey())) {
      ChannelExec channel = session.createExecChannel(busy);
      channel.open().verify(SOON);
      String line = firstLine(channel);

      host.close();

      assertThat(line).isEqualTo("ready");
      assertThat(host.home()).doesNotExist();
    }
  }

  private Ended run(String command, String input) throws Exception {
    try (ClientSession session = connect(clientKey());
        ChannelExec channel = session.createExecChannel(command);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream()) {
      channel.setIn(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
      channel.setOut(out);
      channel.setErr(err);
      channel.open().verify(SOON);
      channel.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), SOON);
      return new Ended(
          channel.getExitStatus(),
          out.toString(StandardCharsets.UTF_8),
          err.toString(StandardCharsets.UTF_8));
    }
  }

  private static String firstLine(ChannelExec channel) throws IOException {
    return new BufferedReader(
            new InputStreamReader(channel.getInvertedOut(), StandardCharsets.UTF_8))
        .readLine();
  }

  private ClientSession connect(KeyPair key) throws IOException {
    ClientSession session = session();
    session.addPublicKeyIdentity(key);
    session.auth().verify(SOON);
    return session;
  }

  private ClientSession session() throws IOException {
    return CLIENT.connect(SandboxHost.USER, "127.0.0.1", host.port()).verify(SOON).getSession();
  }

  private KeyPair clientKey() throws IOException, GeneralSecurityException {
    return key(host.clientPrivateKey());
  }

  private static KeyPair key(String text) throws IOException, GeneralSecurityException {
    return SecurityUtils.loadKeyPairIdentities(
            null,
            NamedResource.ofName("client"),
            new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII)),
            FilePasswordProvider.EMPTY)
        .iterator()
        .next();
  }
}
