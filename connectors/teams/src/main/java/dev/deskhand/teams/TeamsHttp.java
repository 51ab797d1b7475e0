package dev.deskhand.teams;

import dev.deskhand.bot.message.CappedBody;
import dev.deskhand.bot.message.FileSource.Fetched;
import dev.deskhand.bot.message.FileSource.Reason;
import dev.deskhand.trees.GivenFile;
import java.io.IOException;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.FormBody;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/**
 * HTTP as it leaves here: no redirect, no proxy of the environment, nothing repeated by itself, and
 * answers of at most 1 MiB. Thread-safe; calls block for at most 15 s, within which Teams wants its
 * own answer.
 */
final class TeamsHttp {
  private static final MediaType JSON = MediaType.get("application/json");
  private static final MediaType BYTES = MediaType.get("application/octet-stream");
  private static final long MOST_BYTES = 1L << 20;
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  /** How long putting one may take, while Teams waits for an answer. */
  private static final Duration UPLOAD = Duration.ofSeconds(10);

  /** How long one file may take. */
  private static final Duration FILES = Duration.ofSeconds(60);

  /** Kept open for the next call: fewer than are used in a busy minute would be made anew. */
  private static final int IDLE_CONNECTIONS = 64;

  private final OkHttpClient client =
      new OkHttpClient.Builder()
          .proxy(Proxy.NO_PROXY)
          .followRedirects(false)
          .followSslRedirects(false)
          .retryOnConnectionFailure(false)
          .connectTimeout(PATIENCE.dividedBy(3))
          .callTimeout(PATIENCE)
          .connectionPool(new ConnectionPool(IDLE_CONNECTIONS, 1, TimeUnit.MINUTES))
          .build();

  /**
   * An answer.
   *
   * @param pause what {@code Retry-After} asks for, where it is a number
   */
  record Answer(int status, String body, Optional<Duration> pause) {
    boolean isGood() {
      return status >= 200 && status < 300;
    }
  }

  Answer get(URI url) throws IOException {
    return send(new Request.Builder().url(url.toString()).get());
  }

  Answer post(URI url, Map<String, String> form) throws IOException {
    FormBody.Builder body = new FormBody.Builder();
    form.forEach(body::add);
    return send(new Request.Builder().url(url.toString()).post(body.build()));
  }

  /** Sends JSON, with a token where there is one. */
  Answer send(String method, URI url, Optional<String> token, String json) throws IOException {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    Request.Builder request =
        new Request.Builder().url(url.toString()).method(method, RequestBody.create(bytes, JSON));
    token.ifPresent(value -> request.header("Authorization", "Bearer " + value));
    return send(request);
  }

  /** Puts all of a file, as one range; the address itself is the pass. */
  int put(URI url, byte[] bytes) throws IOException {
    Request request =
        new Request.Builder()
            .url(url.toString())
            .header("Content-Range", "bytes 0-%d/%d".formatted(bytes.length - 1, bytes.length))
            .put(RequestBody.create(bytes, BYTES))
            .build();
    try (Response response =
        client.newBuilder().callTimeout(UPLOAD).build().newCall(request).execute()) {
      return response.code();
    }
  }

  /**
   * Fetches a file, with a token where there is one; redirects lead nowhere.
   *
   * @param most how many bytes may be read
   * @return empty where the token is not taken
   */
  Optional<Fetched> download(GivenFile file, URI url, Optional<String> token, long most)
      throws IOException {
    Request.Builder request = new Request.Builder().url(url.toString());
    token.ifPresent(value -> request.header("Authorization", "Bearer " + value));
    try (Response response =
        client.newBuilder().callTimeout(FILES).build().newCall(request.build()).execute()) {
      int status = response.code();
      if (status == 408 || status == 429 || status >= 500) {
        throw new IOException("HTTP " + status);
      }
      if (status == 401) {
        return Optional.empty();
      }
      return Optional.of(
          response.isSuccessful()
              ? body(response).read(file, most)
              : new Fetched.Refused(Reason.GONE));
    }
  }

  private static CappedBody body(Response response) {
    return new CappedBody(
        response.body().byteStream(),
        response.body().contentLength(),
        Optional.ofNullable(response.header("Content-Type")).orElse(""));
  }

  private Answer send(Request.Builder request) throws IOException {
    try (Response response = client.newCall(request.build()).execute()) {
      var source = response.body().source();
      if (source.request(MOST_BYTES + 1)) {
        throw new IOException("an answer of more than " + MOST_BYTES + " bytes");
      }
      String wait = response.header("Retry-After", "");
      Optional<Duration> pause =
          wait != null && wait.matches("[0-9]{1,5}")
              ? Optional.of(Duration.ofSeconds(Math.max(1, Long.parseLong(wait))))
              : Optional.empty();
      return new Answer(response.code(), source.readUtf8(), pause);
    }
  }
}
