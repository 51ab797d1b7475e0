package dev.deskhand.actions.ssh;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** OpenSSH's own server, with Ed25519 keys, as the user who runs the tests. */
public final class OpenSshRig implements SshRig {
  private static final Path SSHD = Path.of("/usr/sbin/sshd");

  private static final String HOW = "no OpenSSH server here: apt-get install openssh-server";

  private final Path keys;
  private final Path home;
  private final int port;
  private final Process server;

  private OpenSshRig(Path keys, Path home, int port, Process server) {
    this.keys = keys;
    this.home = home;
    this.port = port;
    this.server = server;
  }

  /** Skips the test where there is none, unless peers are required. */
  private static void require() {
    boolean present = isPresent();
    if ("1".equals(System.getenv("DESKHAND_REQUIRE_PEERS"))) {
      Assertions.assertTrue(present, HOW);
    }
    Assumptions.assumeTrue(present, HOW);
  }

  /** Whether the machine has one; where peers are required, it must. */
  public static boolean isPresent() {
    return Files.isExecutable(SSHD);
  }

  /** Starts one in an empty folder, or skips the test where there is none. */
  static OpenSshRig start(Path home) {
    require();
    OpenSshRig rig = start(home, home, "");
    rig.playSystemctl("");
    return rig;
  }

  /**
   * Starts one whose commands begin in a home, whose {@code bin} comes first in PATH.
   *
   * @param keys an empty folder
   */
  public static OpenSshRig start(Path keys, Path home) {
    return start(
        keys, home, "ForceCommand cd \"$HOME\" && exec /bin/sh -c \"$SSH_ORIGINAL_COMMAND\"\n");
  }

  private static OpenSshRig start(Path keys, Path home, String more) {
    try {
      Files.createDirectories(keys);
      Files.createDirectories(home.resolve("bin"));
      run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", keys.resolve("host").toString());
      run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", keys.resolve("user").toString());
      Files.copy(keys.resolve("user.pub"), keys.resolve("authorized_keys"));
      Path runDirectory = Path.of("/run/sshd");
      if (name().equals("root") && !Files.exists(runDirectory)) {
        Files.createDirectory(runDirectory);
      }
      int port = freePort();
      Files.writeString(keys.resolve("config"), config(keys, home, port) + more);
      Process server =
          new ProcessBuilder(SSHD.toString(), "-D", "-e", "-f", keys.resolve("config").toString())
              .redirectErrorStream(true)
              .redirectOutput(keys.resolve("log").toFile())
              .start();
      OpenSshRig rig = new OpenSshRig(keys, home, port, server);
      rig.awaitListening();
      return rig;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String config(Path keys, Path home, int port) {
    return """
    Port %d
    ListenAddress 127.0.0.1
    HostKey %s/host
    AuthorizedKeysFile %s/authorized_keys
    PidFile none
    StrictModes no
    UsePAM no
    PasswordAuthentication no
    PermitRootLogin yes
    SetEnv HOME=%s PATH=%s/bin:/usr/bin:/bin
    """
        .formatted(port, keys, keys, home, home);
  }

  private static void run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).inheritIO().start();
    if (!process.waitFor(20, TimeUnit.SECONDS) || process.exitValue() != 0) {
      throw new IOException(String.join(" ", command) + " failed");
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void awaitListening() throws IOException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (System.nanoTime() < end && server.isAlive()) {
      try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
        return;
      } catch (IOException _) {
        Thread.onSpinWait();
      }
    }
    throw new IOException("sshd does not listen: " + Files.readString(keys.resolve("log")));
  }

  @Override
  public int port() {
    return port;
  }

  @Override
  public String hostKey() {
    return read("host.pub");
  }

  @Override
  public String privateKey() {
    return read("user");
  }

  /** Where {@link #privateKey} lies. */
  public Path keyFile() {
    return keys.resolve("user");
  }

  @Override
  public String user() {
    return name();
  }

  private static String name() {
    return System.getProperty("user.name");
  }

  @Override
  public Path home() {
    return home;
  }

  @Override
  public boolean commandsOutliveConnections() {
    return true;
  }

  @Override
  public void close() {
    server.descendants().forEach(ProcessHandle::destroyForcibly);
    server.destroyForcibly();
  }

  private String read(String file) {
    try {
      return Files.readString(keys.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
