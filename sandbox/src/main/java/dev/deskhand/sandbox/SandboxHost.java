package dev.deskhand.sandbox;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.command.Command;
import org.apache.sshd.server.forward.RejectAllForwardingFilter;

/**
 * A company server: SSH on 127.0.0.1, exec channels only, the user {@code deskhand} with one key
 * and no passwords. Commands really run, by {@code /bin/sh -c} in a private temporary home, whose
 * {@code bin} comes first in PATH and holds a {@code systemctl} that keeps services as files, and
 * stand-ins for {@code certbot}, {@code logrotate}, {@code df}, {@code lpstat} and {@code cancel}.
 * Keys are ECDSA on nistp256, which the JDK makes by itself. Thread-safe.
 */
public final class SandboxHost implements AutoCloseable {
  /** The one user who may log in. */
  public static final String USER = "deskhand";

  private static final List<String> GATEWAY = List.of("vpn-gateway", "print-spooler");
  private static final List<String> WEB = List.of("web");

  /** How long a command may run on after its channel closed. */
  private static final Duration KILLED_AFTER = Duration.ofMillis(50);

  private final KeyPair hostKey = newKey();
  private final KeyPair clientKey = newKey();
  private final String clientPrivateKey = openSshText(clientKey);
  private final List<String> commands = new CopyOnWriteArrayList<>();
  private final List<HostCommand> running = new CopyOnWriteArrayList<>();
  private final HostHome home;
  private final SshServer server;

  private SandboxHost(int port, HostHome home) {
    this.home = home;
    server = SshServer.setUpDefaultServer();
    server.setHost("127.0.0.1");
    server.setPort(port);
    server.setKeyPairProvider(KeyPairProvider.wrap(hostKey));
    server.setPasswordAuthenticator(null);
    server.setPublickeyAuthenticator((user, key, session) -> isClient(user, key));
    server.setForwardingFilter(RejectAllForwardingFilter.INSTANCE);
    CoreModuleProperties.COMMAND_EXIT_TIMEOUT.set(server, KILLED_AFTER);
    server.setCommandFactory((channel, command) -> command(command));
  }

  /**
   * Starts the VPN gateway's host, with a job in the print queue {@code lobby}; port 0 means any
   * free port.
   */
  public static SandboxHost start(int port) {
    SandboxHost host = start(port, GATEWAY);
    host.home.queue("lobby", "lobby-17 ada 48128");
    return host;
  }

  /**
   * Starts a web server: it has the service {@code web}, and in its home releases of a shop, a
   * certificate, logs, and files that nobody needs.
   *
   * @param port 0 for any free one
   */
  static SandboxHost startWeb(int port) {
    SandboxHost host = start(port, WEB);
    WebFiles.lay(host.home());
    return host;
  }

  private static SandboxHost start(int port, List<String> services) {
    try {
      SandboxHost host = new SandboxHost(port, HostHome.create(services));
      host.listen();
      return host;
    } catch (IOException e) {
      throw new SandboxFailure("starting the SSH server on 127.0.0.1:" + port + " failed", e);
    }
  }

  private void listen() throws IOException {
    try {
      server.start();
    } catch (IOException e) {
      home.delete();
      throw e;
    }
  }

  public int port() {
    return server.getPort();
  }

  /** The host's public key as in {@code known_hosts}: {@code ecdsa-sha2-nistp256 AAAA…}. */
  public String hostKey() {
    return PublicKeyEntry.toString(hostKey.getPublic());
  }

  /** The private key of {@link #USER}, as the text of an OpenSSH key file without passphrase. */
  public String clientPrivateKey() {
    return clientPrivateKey;
  }

  /** Writes {@link #clientPrivateKey()} to a new file that only its owner may read. */
  public void writeClientPrivateKey(Path file) {
    try {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(file, clientPrivateKey(), StandardCharsets.US_ASCII);
    } catch (IOException e) {
      throw new UncheckedIOException("writing the client's private key to " + file + " failed", e);
    }
  }

  /** The home directory that commands run in; gone after {@link #close()}. */
  public Path home() {
    return home.path();
  }

  /** The state of a service; an unknown name is a {@link SandboxFailure}. */
  public ServiceState service(String name) {
    return home.state(name);
  }

  /** Puts a service into a state, as if it had crashed or been stopped. */
  public void setService(String name, ServiceState state) {
    home.set(name, state);
  }

  /** Whether nothing waits for a printer. */
  public boolean isQueueEmpty(String printer) {
    return home.isQueueEmpty(printer);
  }

  /** From now on the service does not come up any more. */
  public void breakService(String name) {
    home.breakService(name);
  }

  /** How often the service was restarted by {@code systemctl restart}. */
  public long restarts(String name) {
    return home.restarts(name);
  }

  /** Every command line that was asked for, oldest first. */
  public List<String> commands() {
    return List.copyOf(commands);
  }

  /** Stops at once, kills what still runs, and deletes the home. */
  @Override
  public void close() {
    try {
      server.stop(true);
    } catch (IOException e) {
      throw new UncheckedIOException("stopping the SSH server failed", e);
    } finally {
      running.forEach(HostCommand::kill);
      home.delete();
    }
  }

  private boolean isClient(String user, PublicKey key) {
    return USER.equals(user) && KeyUtils.compareKeys(key, clientKey.getPublic());
  }

  private Command command(String command) {
    commands.add(command);
    HostCommand started = new HostCommand(command, home.path());
    running.add(started);
    return started;
  }

  private static String openSshText(KeyPair key) {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    try {
      OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(key, USER, null, text);
    } catch (IOException | GeneralSecurityException e) {
      throw new SandboxFailure("writing the client's private key failed", e);
    }
    return text.toString(StandardCharsets.US_ASCII);
  }

  private static KeyPair newKey() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new SandboxFailure("this Java cannot make keys on nistp256", e);
    }
  }
}
