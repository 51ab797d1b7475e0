package dev.deskhand.app;

import dev.deskhand.actions.Relay;
import dev.deskhand.app.story.StoryPlayer;
import dev.deskhand.journal.TenantId;
import dev.deskhand.permissions.PersonId;
import dev.deskhand.sandbox.Sandbox;
import dev.deskhand.sandbox.SandboxHost;
import dev.deskhand.sandbox.http.LocalAnswer;
import dev.deskhand.sandbox.http.LocalRequest;
import dev.deskhand.sandbox.http.LocalServer;
import dev.deskhand.web.LoginKey;
import dev.deskhand.web.LoginLinks;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * {@code deskhand serve} as a process of its own, that can be killed and started again; what it
 * acts on lives here and survives it. Besides the practice company there are the host {@code
 * vpn-gw-2}, reached through a relay, and {@code pager}, which takes every request and answers only
 * once told to.
 */
final class ServedCompany implements AutoCloseable {
  private static final String READY = "Deskhand is ready: ";
  private static final Duration VERY_LONG = Duration.ofMinutes(10);

  final Sandbox sandbox = Sandbox.start();
  final SandboxHost secondHost = SandboxHost.start(0);
  final Relay relay = Relay.to(secondHost.port());
  final List<LocalRequest> pages = new CopyOnWriteArrayList<>();
  private final LocalServer pager = LocalServer.start(0, this::page);
  private final Path folder;
  private final Extras extras;
  private volatile boolean pagerAnswers;
  private Process process;
  private URI address;

  /**
   * Writes the configuration and starts it.
   *
   * @param operator files of the operator's own catalogue, by name
   */
  ServedCompany(Path folder, Map<String, String> operator) {
    this(folder, operator, Extras.NONE);
  }

  /**
   * What else there is.
   *
   * @param configuration lines below those of the targets
   * @param log where its log goes
   */
  record Extras(
      String configuration, Map<String, String> environment, ProcessBuilder.Redirect log) {
    static final Extras NONE = new Extras("", Map.of(), ProcessBuilder.Redirect.INHERIT);
  }

  /** One with more. */
  ServedCompany(Path folder, Map<String, String> operator, Extras extras) {
    this.folder = folder;
    this.extras = extras;
    House.write(folder, "people.yaml", House.people(Map.of()));
    House.write(folder, "ldap", sandbox.directory().adminPassword());
    House.write(folder, "vpn", sandbox.vpn().token());
    House.write(folder, "ssh", sandbox.host().clientPrivateKey());
    House.write(folder, "ssh-2", secondHost.clientPrivateKey());
    House.write(folder, "deskhand.yaml", configuration(operator) + extras.configuration());
    operator.forEach((name, text) -> House.write(folder.resolve("operator"), name, text));
    Shipped.home(folder.resolve("home"));
    Shipped.lendModels(folder.resolve("data"));
    this.process = serve();
    this.address = address(process);
  }

  private String configuration(Map<String, String> operator) {
    return """
    listen: 127.0.0.1:0
    people: people.yaml
    catalog: %s
    audit: { witness: { every: 1s } }
    targets:
      company-directory: { kind: ldap, url: "%s", bind-dn: "%s", password: "file:ldap", base-dn: "%s", tls: none }
      vpn-gateway-api: { kind: http, base-url: "%s", token: "file:vpn", private: allow }
      vpn-gw-1: { kind: ssh, host: 127.0.0.1, port: "%d", user: deskhand, key: "file:ssh", host-key: "%s", risk: low }
      vpn-gw-2: { kind: ssh, host: 127.0.0.1, port: "%d", user: deskhand, key: "file:ssh-2", host-key: "%s", risk: low }
      pager: { kind: http, base-url: "%s", private: allow }
      here: { kind: command, programs: "/bin/sh", folder: "%s" }
    """
        .formatted(
            operator.isEmpty() ? "[]" : "[operator]",
            sandbox.directory().uri(),
            sandbox.directory().adminDn(),
            sandbox.directory().baseDn(),
            sandbox.vpn().uri(),
            sandbox.host().port(),
            sandbox.host().hostKey(),
            relay.port(),
            secondHost.hostKey(),
            pager.uri(),
            folder);
  }

  private LocalAnswer page(LocalRequest request) {
    pages.add(request);
    LocalAnswer answer = LocalAnswer.json(200, "{}");
    return pagerAnswers ? answer : new LocalAnswer.Late(VERY_LONG, answer);
  }

  void letPagerAnswer() {
    pagerAnswers = true;
  }

  URI address() {
    return address;
  }

  /** A link by which somebody signs in. */
  String loginLink(String person) {
    return new LoginLinks(LoginKey.in(folder.resolve("data")), InstantSource.system())
        .link(address, TenantId.DEFAULT, new PersonId(person), Duration.ofMinutes(15));
  }

  /** How often the pager was called, by the last part of the path. */
  long pages(String path) {
    return pages.stream().filter(request -> request.path().equals(path)).count();
  }

  /** Plays lines of a story; whoever is in it sees everything from the beginning. */
  void play(String lines) {
    try (StoryPlayer player = player()) {
      player.play(House.story(lines), "elena");
    }
  }

  /** Calls the command line in this process, about the running server. */
  Terminal.Answer call(String... words) {
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--config", folder.resolve("deskhand.yaml").toString()));
    all.addAll(List.of("--server", address.toString()));
    return new Terminal(folder.resolve("home")).call(all.toArray(String[]::new));
  }

  /** Calls a command that needs no server, about what the server has stored. */
  Terminal.Answer look(String... words) {
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--config", folder.resolve("deskhand.yaml").toString()));
    return new Terminal(folder.resolve("home")).call(all.toArray(String[]::new));
  }

  /** Calls a command in a process of its own, which has the server's environment. */
  Terminal.Answer child(String... words) {
    try {
      Process child = start(words).redirectErrorStream(true).start();
      String text = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Terminal.Answer(child.onExit().join().exitValue(), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Kills it as the kernel does when memory is short: nothing of it can run any more. */
  void kill() {
    process.destroyForcibly().onExit().join();
  }

  /** Starts it again, on what it has stored. */
  void startAgain() {
    process = serve();
    address = address(process);
  }

  /** Runs a command on what was stored; returns its exit code. Stop the server first. */
  int run(String... command) {
    try {
      return start(command).inheritIO().start().onExit().join().exitValue();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Process serve() {
    try {
      return start("serve").redirectError(extras.log()).start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ProcessBuilder start(String... command) {
    List<String> all = new ArrayList<>();
    all.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    all.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto"));
    all.addAll(
        List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
    all.add("-Ddeskhand.home=" + folder.resolve("home"));
    all.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    all.addAll(List.of(command));
    all.addAll(List.of("--config", folder.resolve("deskhand.yaml").toString()));
    ProcessBuilder builder = new ProcessBuilder(all);
    builder.environment().putAll(extras.environment());
    return builder;
  }

  private static URI address(Process process) {
    var out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    return out.lines()
        .filter(line -> line.startsWith(READY))
        .map(line -> URI.create(line.substring(READY.length())))
        .findFirst()
        .orElseThrow(() -> new AssertionError("serve ended before it was ready"));
  }

  private StoryPlayer player() {
    return new StoryPlayer(
        address,
        this::loginLink,
        new SandboxWorld(sandbox),
        new PrintStream(PrintStream.nullOutputStream(), false, StandardCharsets.UTF_8));
  }

  @Override
  public void close() throws IOException {
    kill();
    pager.close();
    relay.close();
    secondHost.close();
    sandbox.close();
    Shipped.keepModels(folder.resolve("data"));
  }
}
