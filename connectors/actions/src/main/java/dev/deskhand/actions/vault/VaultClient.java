package dev.deskhand.actions.vault;

import dev.deskhand.actions.json.VaultJson;
import dev.deskhand.runbooks.action.ActionException;
import java.io.IOException;
import java.net.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSource;

/**
 * Speaks Vault's HTTP API: {@code POST /v1/auth/approle/login} and {@code GET /v1/MOUNT/data/PATH}
 * (developer.hashicorp.com/vault/api-docs). Its messages never have an answer in them. Thread-safe.
 */
final class VaultClient {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int MOST_BYTES = 1 << 20;
  private static final int FORBIDDEN = 403;
  private static final int MISSING = 404;
  private static final MediaType JSON = MediaType.get("application/json");

  private final OkHttpClient http =
      new OkHttpClient.Builder()
          .callTimeout(PATIENCE)
          .proxy(Proxy.NO_PROXY)
          .followRedirects(false)
          .build();
  private final HttpUrl address;
  private final String mount;
  private final Optional<String> namespace;
  private final VaultLogin login;
  private Optional<String> given = Optional.empty();

  /** An answer: its status and text. */
  private record Answer(int status, String body) {}

  VaultClient(HttpUrl address, String mount, Optional<String> namespace, VaultLogin login) {
    this.address = address;
    this.mount = mount;
    this.namespace = namespace;
    this.login = login;
  }

  /** A token that Vault gave may have run out: with a new one it is asked once more. */
  String read(String path, String field) {
    Answer answer = get(path, token());
    if (answer.status() == FORBIDDEN && login instanceof VaultLogin.AppRole) {
      forget();
      answer = get(path, token());
    }
    return switch (answer.status()) {
      case 200 ->
          VaultJson.field(answer.body(), field)
              .orElseThrow(() -> failed(path, "it has no text in the field '" + field + "'"));
      case FORBIDDEN -> throw failed(path, "Vault refuses it (403): let a policy of Vault read it");
      case MISSING -> throw failed(path, "there is none (404), or its newest version is deleted");
      default -> throw failed(path, "Vault answered " + answer.status());
    };
  }

  private Answer get(String path, String token) {
    HttpUrl url =
        address
            .newBuilder()
            .addPathSegment("v1")
            .addPathSegments(mount)
            .addPathSegment("data")
            .addPathSegments(path)
            .build();
    return send(new Request.Builder().url(url).header("X-Vault-Token", token), path);
  }

  private synchronized void forget() {
    given = Optional.empty();
  }

  private synchronized String token() {
    return switch (login) {
      case VaultLogin.Token fixed -> fixed.token().get();
      case VaultLogin.AppRole role -> {
        String token = given.orElseGet(() -> logIn(role));
        given = Optional.of(token);
        yield token;
      }
    };
  }

  private String logIn(VaultLogin.AppRole role) {
    HttpUrl url = address.newBuilder().addPathSegments("v1/auth/approle/login").build();
    String body = VaultJson.login(role.role().get(), role.secret().get());
    Answer answer =
        send(
            new Request.Builder()
                .url(url)
                .post(RequestBody.create(body.getBytes(StandardCharsets.UTF_8), JSON)),
            "approle/login");
    if (answer.status() != 200) {
      throw failed("approle/login", "Vault answered " + answer.status());
    }
    return VaultJson.token(answer.body())
        .orElseThrow(() -> failed("approle/login", "there is no token in the answer"));
  }

  private Answer send(Request.Builder request, String what) {
    namespace.ifPresent(it -> request.header("X-Vault-Namespace", it));
    try (Response response = http.newCall(request.build()).execute()) {
      BufferedSource body = response.body().source();
      if (body.request(MOST_BYTES + 1L)) {
        throw failed(what, "the answer is longer than " + MOST_BYTES + " bytes");
      }
      return new Answer(response.code(), body.readUtf8());
    } catch (IOException e) {
      throw new ActionException(
          "vault:" + what + ": no answer from " + address.host() + " (" + e.getMessage() + ")", e);
    }
  }

  private static ActionException failed(String what, String why) {
    return new ActionException("vault:" + what + ": " + why);
  }
}
