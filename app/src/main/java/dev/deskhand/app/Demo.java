package dev.deskhand.app;

import dev.deskhand.app.config.References;
import dev.deskhand.app.config.Settings;
import dev.deskhand.app.config.Settings.Doors;
import dev.deskhand.app.config.Settings.Listen;
import dev.deskhand.runbooks.action.Secrets;
import dev.deskhand.runbooks.action.Target;
import dev.deskhand.sandbox.Sandbox;
import dev.deskhand.sandbox.SandboxHost;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** An installation whose company is the sandbox; on loopback only, with identities of its own. */
public final class Demo implements AutoCloseable {
  private static final String LDAP = "demo:directory";
  private static final String VPN = "demo:vpn";
  private static final String SSH = "demo:ssh";

  private final Sandbox sandbox;
  private final Deskhand deskhand;

  private Demo(Sandbox sandbox, Deskhand deskhand) {
    this.sandbox = sandbox;
    this.deskhand = deskhand;
  }

  /**
   * Starts the sandbox and an installation over it.
   *
   * @param port on 127.0.0.1; 0 takes any that is free
   * @param data the folder of what it stores
   * @param catalogue the shipped one's folders
   */
  public static Demo start(int port, Path data, List<Path> catalogue) {
    InstantSource clock = InstantSource.system();
    Sandbox sandbox = Sandbox.start();
    try {
      Settings settings =
          new Settings(
              new Listen("127.0.0.1", port),
              URI.create("http://127.0.0.1:" + port),
              data,
              new Settings.DatabaseChoice.Sqlite(),
              catalogue,
              people(data),
              Doors.NONE,
              targets(sandbox));
      return new Demo(
          sandbox,
          Installation.open(settings, secrets(sandbox, data), Language.of(settings), clock));
    } catch (RuntimeException e) {
      sandbox.close();
      throw e;
    }
  }

  public Deskhand deskhand() {
    return deskhand;
  }

  public Sandbox sandbox() {
    return sandbox;
  }

  @Override
  public void close() {
    deskhand.close();
    sandbox.close();
  }

  private static Path people(Path data) {
    Path file = data.resolve("people.yaml");
    try (InputStream shipped = Demo.class.getResourceAsStream("demo-people.yaml")) {
      if (shipped == null) {
        throw new IllegalStateException("demo-people.yaml is missing in this build");
      }
      Files.createDirectories(data);
      Files.write(file, shipped.readAllBytes());
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException("can't write " + file, e);
    }
  }

  /** The sandbox's targets, with references that {@link #secrets} resolves. */
  static List<Target> targets(Sandbox sandbox) {
    return List.of(
        new Target(
            "company-directory",
            "ldap",
            Map.of(
                "url", sandbox.directory().uri().toString(),
                "bind-dn", sandbox.directory().adminDn(),
                "password", LDAP,
                "base-dn", sandbox.directory().baseDn(),
                "tls", "none")),
        new Target(
            "vpn-gateway-api",
            "http",
            Map.of("base-url", sandbox.vpn().uri().toString(), "token", VPN, "private", "allow")),
        new Target(
            "vpn-gw-1",
            "ssh",
            Map.of(
                "host",
                "127.0.0.1",
                "port",
                Integer.toString(sandbox.host().port()),
                "user",
                SandboxHost.USER,
                "key",
                SSH,
                "host-key",
                sandbox.host().hostKey(),
                "risk",
                "low")));
  }

  /**
   * The sandbox's secrets, and those of files and nothing else.
   *
   * @param data what relative paths are relative to
   */
  static Secrets secrets(Sandbox sandbox, Path data) {
    References others = new References(Map.of(), data);
    return reference ->
        switch (reference) {
          case LDAP -> sandbox.directory().adminPassword();
          case VPN -> sandbox.vpn().token();
          case SSH -> sandbox.host().clientPrivateKey();
          default -> others.resolve(reference);
        };
  }
}
