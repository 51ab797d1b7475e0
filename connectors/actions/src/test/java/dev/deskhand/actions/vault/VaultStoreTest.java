package dev.deskhand.actions.vault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.deskhand.runbooks.action.ActionException;
import dev.deskhand.runbooks.action.SecretStore;
import dev.deskhand.runbooks.action.Secrets;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Vault's HTTP API as it is documented, by a small server that speaks it. */
final class VaultStoreTest {
  private static final String ROLE = "role-1";
  private static final String ROLE_SECRET = "secret-of-the-role";

  private final Map<String, String> stored = new HashMap<>();
  private final List<String> requests = new ArrayList<>();
  private HttpServer server;
  private String token = "token-0";
  private int logins;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/v1/auth/approle/login", this::logIn);
    server.createContext("/v1/secret/data/", this::read);
    server.createContext("/v1/team/kv/data/", this::read);
    server.start();
    stored.put("deskhand/ldap", "{\"password\":\"correct horse\",\"port\":389}");
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void logIn(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    boolean isKnown = body.contains(ROLE) && body.contains(ROLE_SECRET);
    if (isKnown) {
      logins++;
      token = "token-" + logins;
    }
    answer(
        exchange,
        isKnown ? 200 : 400,
        isKnown
            ? "{\"auth\":{\"client_token\":\"" + token + "\",\"lease_duration\":1200}}"
            : "{\"errors\":[\"invalid role or secret ID\"]}");
  }

  private void read(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    requests.add(path + " " + exchange.getRequestHeaders().getFirst("X-Vault-Namespace"));
    String secret = stored.get(path.replaceFirst("^/v1/(secret|team/kv)/data/", ""));
    if (!token.equals(exchange.getRequestHeaders().getFirst("X-Vault-Token"))) {
      answer(exchange, 403, "{\"errors\":[\"permission denied\"]}");
    } else if (secret == null) {
      answer(exchange, 404, "{\"errors\":[]}");
    } else {
      answer(exchange, 200, "{\"data\":{\"data\":" + secret + ",\"metadata\":{\"version\":1}}}");
    }
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    exchange.sendResponseHeaders(status, body.getBytes(UTF_8).length);
    exchange.getResponseBody().write(body.getBytes(UTF_8));
    exchange.close();
  }

  private Secrets open(Map<String, String> more) {
    Map<String, String> settings = new HashMap<>(more);
    settings.putIfAbsent("address", "http://127.0.0.1:" + server.getAddress().getPort());
    Map<String, String> known =
        Map.of("env:TOKEN", "token-0", "env:ROLE", ROLE, "env:SECRET", ROLE_SECRET);
    return new VaultStore().open(settings, reference -> known.getOrDefault(reference, "wrong"));
  }

  private static void assertRefused(Secrets secrets, String reference, String told) {
    assertThatExceptionOfType(ActionException.class)
        .isThrownBy(() -> secrets.resolve(reference))
        .withMessageContaining(told)
        .withMessageNotContaining("correct horse");
  }

  @Test
  void a_field_is_read_with_a_token_and_anew_each_time() {
    Secrets vault = open(Map.of("token", "env:TOKEN"));

    assertThat(vault.resolve("deskhand/ldap#password")).isEqualTo("correct horse");
    stored.put("deskhand/ldap", "{\"password\":\"changed\"}");
    assertThat(vault.resolve("deskhand/ldap#password")).isEqualTo("changed");
    assertThat(requests).containsOnly("/v1/secret/data/deskhand/ldap null");
  }

  @Test
  void a_mount_and_a_namespace_are_where_it_looks() {
    Secrets vault = open(Map.of("token", "env:TOKEN", "mount", "team/kv", "namespace", "it/desk"));

    assertThat(vault.resolve("deskhand/ldap#password")).isEqualTo("correct horse");
    assertThat(requests).containsExactly("/v1/team/kv/data/deskhand/ldap it/desk");
  }

  @Test
  void a_role_logs_in_once_and_again_when_its_token_has_run_out() {
    Secrets vault = open(Map.of("role-id", "env:ROLE", "secret-id", "env:SECRET"));

    assertThat(vault.resolve("deskhand/ldap#password")).isEqualTo("correct horse");
    assertThat(vault.resolve("deskhand/ldap#password")).isEqualTo("correct horse");
    assertThat(logins).isEqualTo(1);

    token = "another one";
    assertThat(vault.resolve("deskhand/ldap#password")).isEqualTo("correct horse");
    assertThat(logins).isEqualTo(2);
  }

  @Test
  void what_is_not_there_or_not_allowed_is_told_without_any_secret() {
    Secrets vault = open(Map.of("token", "env:TOKEN"));

    assertRefused(vault, "deskhand/none#password", "vault:deskhand/none: there is none (404)");
    assertRefused(vault, "deskhand/ldap#user", "no text in the field 'user'");
    assertRefused(vault, "deskhand/ldap#port", "no text in the field 'port'");
    assertRefused(vault, "deskhand/ldap", "expected vault:PATH#FIELD");
    assertRefused(vault, "../sys/seal#x", "expected vault:PATH#FIELD");
    assertRefused(open(Map.of("token", "env:OTHER")), "deskhand/ldap#password", "refuses it (403)");
    assertRefused(
        open(Map.of("role-id", "env:ROLE", "secret-id", "env:OTHER")),
        "deskhand/ldap#password",
        "approle/login: Vault answered 400");
    server.stop(0);
    assertRefused(vault, "deskhand/ldap#password", "no answer from 127.0.0.1");
  }

  @Test
  void it_is_opened_with_one_way_to_log_in_and_with_https() {
    assertThatExceptionOfType(ActionException.class)
        .isThrownBy(() -> open(Map.of()))
        .withMessageContaining("either 'token', or 'role-id' and 'secret-id'");
    assertThatExceptionOfType(ActionException.class)
        .isThrownBy(() -> open(Map.of("token", "x", "address", "http://vault.example.com:8200")))
        .withMessageContaining("expected https");
  }

  @Test
  void the_service_loader_finds_it() {
    assertThat(ServiceLoader.load(SecretStore.class))
        .extracting(SecretStore::scheme)
        .contains("vault");
  }
}
