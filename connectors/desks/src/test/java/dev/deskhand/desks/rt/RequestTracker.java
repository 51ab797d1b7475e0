package dev.deskhand.desks.rt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.deskhand.desks.Secret;
import dev.deskhand.permissions.Account;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A real Request Tracker of its own, in a throwaway directory, on a free port of loopback. The
 * tests of other modules have it too.
 */
public final class RequestTracker implements AutoCloseable {
  private static final Path SCRIPTS = Path.of("connectors/desks/request-tracker/dev");
  private static final Path SERVER = Path.of("/usr/share/request-tracker5/libexec/rt-server");
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Path directory;
  private final int port;
  private final Properties people = new Properties();
  private final HttpClient client = HttpClient.newHttpClient();
  private Optional<Process> server = Optional.empty();

  private RequestTracker(Path directory, int port) {
    this.directory = directory;
    this.port = port;
  }

  /**
   * Makes one, or skips the test where none is installed; with {@code DESKHAND_REQUIRE_PEERS=1}
   * that fails instead.
   */
  public static RequestTracker makeOrSkip() throws IOException {
    if (!Files.isExecutable(SERVER)) {
      String how = "no Request Tracker here; to have it: " + SCRIPTS.resolve("install.sh");
      if ("1".equals(System.getenv("DESKHAND_REQUIRE_PEERS"))) {
        fail(how);
      }
      assumeTrue(false, how);
    }
    return make();
  }

  /** Makes one: an empty database, the people, the scrip. It does not run yet. */
  private static RequestTracker make() throws IOException {
    RequestTracker tracker =
        new RequestTracker(Files.createTempDirectory("deskhand-rt"), freePort());
    Process reset = tracker.script("reset.sh").start();
    assertThat(isOver(reset, PATIENCE)).as("reset.sh ended").isTrue();
    assertThat(reset.exitValue()).as(tracker.log()).isZero();
    try (Reader reader = Files.newBufferedReader(tracker.directory.resolve("rt.properties"))) {
      tracker.people.load(reader);
    }
    return tracker;
  }

  /** Starts it; its scrip posts to the URL, signed with the secret. */
  public void start(URI webhook, Secret secret) throws IOException {
    ProcessBuilder builder = script("up.sh");
    builder.environment().put("DESKHAND_RT_PORT", Integer.toString(port));
    builder.environment().put("DESKHAND_WEBHOOK_URL", webhook.toString());
    builder.environment().put("DESKHAND_WEBHOOK_SECRET", secret.value());
    Process process = builder.start();
    server = Optional.of(process);
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!answers(process)) {
      assertThat(process.isAlive()).as("rt-server: " + log()).isTrue();
      assertThat(System.nanoTime()).as("rt-server: " + log()).isLessThan(deadline);
    }
  }

  private ProcessBuilder script(String name) {
    return new ProcessBuilder(scripts().resolve(name).toString(), directory.toString())
        .redirectErrorStream(true)
        .redirectOutput(directory.resolveSibling(directory.getFileName() + ".log").toFile());
  }

  /** In the repository that a test of any of its modules runs in. */
  private static Path scripts() {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      if (Files.isDirectory(at.resolve(SCRIPTS))) {
        return at.resolve(SCRIPTS);
      }
    }
    throw new IllegalStateException(
        "no " + SCRIPTS + " at or above " + Path.of("").toAbsolutePath());
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** False after a short pause when nobody answers yet. */
  private boolean answers(Process process) {
    try {
      return client.send(request("/").GET().build(), BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      isOver(process, Duration.ofMillis(100));
      return false;
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static boolean isOver(Process process, Duration patience) {
    try {
      return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static IllegalStateException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new IllegalStateException("interrupted while waiting for Request Tracker", e);
  }

  private String log() {
    try {
      return Files.readString(directory.resolveSibling(directory.getFileName() + ".log"));
    } catch (IOException e) {
      return e.toString();
    }
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + port);
  }

  public Account account(String person) {
    return new Account("rt", "test", people.getProperty(person + ".id"));
  }

  public Secret token(String person) {
    return new Secret(people.getProperty(person + ".token"));
  }

  RtSettings settingsOf(String person) {
    return new RtSettings(url(), account(person), token(person), Optional.of("IT"));
  }

  /** What a person does through REST, logged in. */
  public String rest(String person, String method, String path, String json) {
    HttpRequest request =
        request("/REST/2.0" + path)
            .header("Authorization", "token " + token(person).value())
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(json))
            .build();
    try {
      HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isIn(200, 201);
      return answer.body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /** What arrives by mail, through RT's own gateway. */
  public void mail(String message) throws IOException {
    Process gateway =
        new ProcessBuilder(
                List.of(
                    "rt-mailgate-5",
                    "--queue",
                    "IT",
                    "--action",
                    "correspond",
                    "--url",
                    url().toString()))
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("gateway.log").toFile())
            .start();
    try (var in = gateway.getOutputStream()) {
      in.write(message.getBytes(StandardCharsets.UTF_8));
    }
    assertThat(isOver(gateway, PATIENCE)).as("rt-mailgate ended").isTrue();
    assertThat(gateway.exitValue()).isZero();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(url() + path)).timeout(Duration.ofSeconds(30));
  }

  @Override
  public void close() throws IOException {
    client.close();
    server.ifPresent(RequestTracker::stop);
    Files.deleteIfExists(directory.resolveSibling(directory.getFileName() + ".log"));
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }

  private static void stop(Process process) {
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
    assertThat(isOver(process, Duration.ofSeconds(10))).as("rt-server stopped").isTrue();
  }
}
