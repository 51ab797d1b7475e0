package dev.deskhand.actions.ldap;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.util.ssl.SSLUtil;
import com.unboundid.util.ssl.TrustAllTrustManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * Samba's domain controller, its LDAP only, on an address of loopback that is its own: it can't be
 * told other ports than 389 and 636.
 */
final class SambaDomain implements ActiveDirectoryRig {
  private static final List<String> NEEDED =
      List.of(
          "/usr/sbin/samba",
          "/usr/bin/samba-tool",
          "/usr/bin/openssl",
          "/usr/share/samba/setup/provision.ldif");
  private static final String HOW =
      "no Samba domain controller here (as root: apt-get install samba-ad-dc samba-ad-provision"
          + " samba-dsdb-modules samba-vfs-modules openssl)";

  private final Path folder;
  private final String address;
  private final Process server;

  private SambaDomain(Path folder, String address, Process server) {
    this.folder = folder;
    this.address = address;
    this.server = server;
  }

  /** Skips the test where there is none, unless peers are required. */
  static void require() {
    boolean present =
        System.getProperty("user.name").equals("root")
            && NEEDED.stream().allMatch(file -> Files.exists(Path.of(file)));
    if ("1".equals(System.getenv("DESKHAND_REQUIRE_PEERS"))) {
      Assertions.assertTrue(present, HOW);
    }
    Assumptions.assumeTrue(present, HOW);
  }

  /** Makes a domain in an empty folder and serves it. */
  static SambaDomain start(Path folder) {
    String address = "127.77." + (1 + new Random().nextInt(250)) + ".1";
    try {
      provision(folder, address);
      certify(folder, address);
      Path configuration = folder.resolve("dc/etc/smb.conf");
      run(
          folder,
          "samba-tool",
          "domain",
          "passwordsettings",
          "set",
          "--account-lockout-threshold=3",
          "-s",
          configuration.toString());
      Process server =
          new ProcessBuilder(
                  "/usr/sbin/samba", "-i", "-M", "single", "-s", configuration.toString())
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("server.log").toFile())
              .start();
      SambaDomain domain = new SambaDomain(folder, address, server);
      domain.awaitListening();
      return domain;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void provision(Path folder, String address)
      throws IOException, InterruptedException {
    Stream<String> options =
        Stream.of(
                "posix:eadb=" + folder + "/eadb.tdb",
                "vfs objects=dfs_samba4 acl_xattr xattr_tdb",
                "interfaces=" + address + "/8",
                "bind interfaces only=yes",
                "server services=ldap, rpc, cldap",
                "log file=" + folder + "/log",
                "pid directory=" + folder + "/run",
                "ncalrpc dir=" + folder + "/run/ncalrpc",
                "tls certfile=" + folder + "/cert.pem",
                "tls keyfile=" + folder + "/key.pem",
                "tls cafile=" + folder + "/cert.pem")
            .map("--option="::concat);
    Stream<String> command =
        Stream.of(
            "samba-tool",
            "domain",
            "provision",
            "--server-role=dc",
            "--domain=EXAMPLE",
            "--realm=EXAMPLE.TEST",
            "--adminpass=" + PASSWORD,
            "--targetdir=" + folder.resolve("dc"),
            "--dns-backend=NONE",
            "--host-name=dc1");
    Files.createDirectories(folder.resolve("run"));
    run(folder, Stream.concat(command, options).toArray(String[]::new));
  }

  private static void certify(Path folder, String address)
      throws IOException, InterruptedException {
    run(
        folder,
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-days",
        "2",
        "-subj",
        "/CN=dc1.example.test",
        "-addext",
        "subjectAltName=IP:" + address,
        "-keyout",
        folder.resolve("key.pem").toString(),
        "-out",
        folder.resolve("cert.pem").toString());
  }

  private static void run(Path folder, String... command) throws IOException, InterruptedException {
    Path log = folder.resolve("setup.log");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    if (!process.waitFor(180, TimeUnit.SECONDS) || process.exitValue() != 0) {
      throw new IOException(String.join(" ", command) + ": " + Files.readString(log));
    }
  }

  private void awaitListening() throws IOException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (System.nanoTime() < end && server.isAlive()) {
      try (Socket _ = new Socket(address, 636)) {
        return;
      } catch (IOException _) {
        Thread.onSpinWait();
      }
    }
    throw new IOException("samba: " + Files.readString(folder.resolve("server.log")));
  }

  @Override
  public Map<String, String> address() {
    return Map.of(
        "url", "ldaps://" + address, "ca-certificate", folder.resolve("cert.pem").toString());
  }

  @Override
  public void lock(String dn) {
    for (int i = 0; i < 4; i++) {
      signsIn(dn, "wrong-" + i);
    }
  }

  @Override
  public boolean signsIn(String dn, String password) {
    try (LDAPConnection connection =
        new LDAPConnection(
            new SSLUtil(new TrustAllTrustManager()).createSSLSocketFactory(), address, 636)) {
      return connection.bind(dn, password).getResultCode().equals(ResultCode.SUCCESS);
    } catch (LDAPException | GeneralSecurityException _) {
      return false;
    }
  }

  @Override
  public void close() {
    server.descendants().forEach(ProcessHandle::destroyForcibly);
    server.destroyForcibly();
  }
}
