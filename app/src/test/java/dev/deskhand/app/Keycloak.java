package dev.deskhand.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * A real Keycloak with a realm of its own, in memory. Where none is installed the test skips; with
 * {@code DESKHAND_REQUIRE_PEERS=1} it fails.
 */
final class Keycloak implements AutoCloseable {
  static final String CLIENT = "deskhand";
  static final String SECRET = "a client secret of this test";
  private static final String INSTALL =
      "no Keycloak is installed: run connectors/web/dev/install-keycloak.sh";
  private static final String VERSION = "26.7.3";
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Process process;
  private final URI base;
  private final HttpClient http = HttpClient.newHttpClient();

  private Keycloak(Process process, URI base) {
    this.process = process;
    this.base = base;
  }

  private static Path home() {
    String cache =
        Optional.ofNullable(System.getenv("XDG_CACHE_HOME"))
            .orElse(System.getProperty("user.home") + "/.cache");
    return Path.of(cache, "deskhand", "keycloak-" + VERSION);
  }

  /** Starts one; returns when it answers. */
  static Keycloak start(Path log) {
    Path program = home().resolve("bin/kc.sh");
    if ("1".equals(System.getenv("DESKHAND_REQUIRE_PEERS"))) {
      assertThat(program).as(INSTALL).isExecutable();
    }
    assumeTrue(Files.isExecutable(program), INSTALL);
    int port = freePort();
    ProcessBuilder start =
        new ProcessBuilder(
                program.toString(),
                "start-dev",
                "--db=dev-mem",
                "--http-host=127.0.0.1",
                "--http-port=" + port)
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    start.environment().put("JAVA_HOME", System.getProperty("java.home"));
    start.environment().put("KC_BOOTSTRAP_ADMIN_USERNAME", "admin");
    start.environment().put("KC_BOOTSTRAP_ADMIN_PASSWORD", "admin");
    try {
      Keycloak keycloak = new Keycloak(start.start(), URI.create("http://127.0.0.1:" + port + "/"));
      keycloak.await(log);
      return keycloak;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void await(Path log) {
    try {
      Await.until("Keycloak, see " + log, PATIENCE, this::answers);
    } catch (AssertionError e) {
      close();
      throw e;
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean answers() {
    assertThat(process.isAlive()).as("Keycloak ended").isTrue();
    try {
      return http.send(
                  HttpRequest.newBuilder(base.resolve("/realms/master")).build(),
                  BodyHandlers.discarding())
              .statusCode()
          == 200;
    } catch (IOException _) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  /** Makes a realm as its JSON describes it. */
  void realm(String json) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        http.send(
            HttpRequest.newBuilder(base.resolve("/admin/realms"))
                .header("Authorization", "Bearer " + administrator())
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json))
                .build(),
            BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
  }

  /** Puts somebody into a group. */
  void putInto(String realm, String user, String group) throws IOException, InterruptedException {
    membership("PUT", realm, user, group);
  }

  /** Takes somebody out of a group. */
  void takeOut(String realm, String user, String group) throws IOException, InterruptedException {
    membership("DELETE", realm, user, group);
  }

  private void membership(String method, String realm, String user, String group)
      throws IOException, InterruptedException {
    HttpResponse<String> answer =
        http.send(
            HttpRequest.newBuilder(
                    base.resolve("/admin/realms/" + realm + "/users/" + user + "/groups/" + group))
                .header("Authorization", "Bearer " + administrator())
                .method(method, BodyPublishers.noBody())
                .build(),
            BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(204);
  }

  private String administrator() throws IOException, InterruptedException {
    HttpResponse<String> answer =
        http.send(
            HttpRequest.newBuilder(base.resolve("/realms/master/protocol/openid-connect/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(
                    BodyPublishers.ofString(
                        "grant_type=password&client_id=admin-cli&username=admin&password=admin"))
                .build(),
            BodyHandlers.ofString());
    return JSON.readTree(answer.body()).path("access_token").asText();
  }

  URI issuer(String realm) {
    return base.resolve("/realms/" + realm);
  }

  @Override
  public void close() {
    http.close();
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
    process.onExit().join();
  }
}
