package dev.deskhand.desks;

import dev.deskhand.bot.message.DeliveryFailedException;
import java.io.IOException;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/**
 * Calls a desk's REST interface and says what a refusal means: 429, 5xx and broken connections are
 * worth another try, everything else is not. Follows no redirect, uses no proxy, and repeats
 * nothing by itself. Thread-safe.
 */
public final class DeskClient {
  private static final MediaType JSON = MediaType.get("application/json");
  private static final long MOST_BYTES = 16L << 20;
  private static final int MOST_QUOTED = 300;

  private final HttpUrl base;
  private final String authorization;
  private final InstantSource clock;
  private final OkHttpClient http =
      new OkHttpClient.Builder()
          .proxy(Proxy.NO_PROXY)
          .followRedirects(false)
          .followSslRedirects(false)
          .retryOnConnectionFailure(false)
          .connectTimeout(Duration.ofSeconds(5))
          .readTimeout(Duration.ofSeconds(20))
          .callTimeout(Duration.ofSeconds(30))
          .build();

  /**
   * @param base such as {@code https://rt.example.com}; paths are appended to it
   * @param authorization the header's whole value
   */
  public DeskClient(URI base, String authorization, InstantSource clock) {
    this.base = HttpUrl.get(base.toString());
    this.authorization = authorization;
    this.clock = clock;
  }

  /**
   * One call.
   *
   * @param purpose what it is for, such as {@code adding a note to rt-7}: the subject of messages
   * @param path relative to the base, with its query
   * @param json the body, if there is one
   * @param key by which desks that know of such keys do it once
   */
  public record Call(
      String purpose, String method, String path, Optional<String> json, Optional<String> key) {
    public static Call get(String purpose, String path) {
      return new Call(purpose, "GET", path, Optional.empty(), Optional.empty());
    }

    public static Call post(String purpose, String path, String json) {
      return new Call(purpose, "POST", path, Optional.of(json), Optional.empty());
    }

    public static Call put(String purpose, String path, String json) {
      return new Call(purpose, "PUT", path, Optional.of(json), Optional.empty());
    }

    /** The same with an idempotency key. */
    public Call once(String by) {
      return new Call(purpose, method, path, json, Optional.of(by));
    }
  }

  /** A 2xx answer. */
  public record Answer(String body, Optional<String> location) {}

  /**
   * Makes the call and waits, at most 30 s.
   *
   * @throws DeliveryFailedException for every answer that isn't 2xx, and for none
   */
  public Answer send(Call call) {
    Request.Builder request =
        new Request.Builder()
            .url(urlOf(call.path()))
            .method(call.method(), call.json().map(DeskClient::bodyOf).orElse(null))
            .header("Authorization", authorization)
            .header("Accept", "application/json");
    call.key().ifPresent(key -> request.header("Idempotency-Key", key));
    try (Response response = http.newCall(request.build()).execute()) {
      String body = bodyOf(response);
      if (!response.isSuccessful()) {
        throw refusal(call, response, body);
      }
      return new Answer(body, Optional.ofNullable(response.header("Location")));
    } catch (IOException e) {
      throw DeliveryFailedException.unanswered(
          call.purpose() + ": no answer from " + base.host() + ":" + base.port() + " (" + e + ")",
          e);
    }
  }

  private HttpUrl urlOf(String path) {
    return HttpUrl.get(base.toString().replaceFirst("/+$", "") + path);
  }

  /** Bytes, for OkHttp would add a charset to a text's type, which some desks refuse. */
  private static RequestBody bodyOf(String json) {
    return RequestBody.create(json.getBytes(StandardCharsets.UTF_8), JSON);
  }

  private static String bodyOf(Response response) throws IOException {
    var source = response.body().source();
    if (source.request(MOST_BYTES + 1)) {
      throw new IOException("an answer of more than " + MOST_BYTES + " bytes");
    }
    return source.readUtf8();
  }

  private DeliveryFailedException refusal(Call call, Response response, String body) {
    int status = response.code();
    String message = call.purpose() + ": " + base.host() + " answered " + status;
    if (status == 429 || status >= 500) {
      return pauseOf(response)
          .map(pause -> DeliveryFailedException.retryAfter(pause, message))
          .orElseGet(() -> DeliveryFailedException.retry(message));
    }
    return DeliveryFailedException.giveUp(message + "; " + remedyOf(status, body));
  }

  private static String remedyOf(int status, String body) {
    return switch (status) {
      case 401 -> "check the token in deskhand.yaml, and that its user is enabled";
      case 403 -> "give the bot's user the rights that the how-to lists";
      case 404 -> "the ticket is gone, or the base URL in deskhand.yaml is another desk's";
      case 301, 302, 303, 307, 308 -> "put the address that it redirects to into deskhand.yaml";
      default -> "it said: " + quote(body);
    };
  }

  /** The start of what a desk said, on one line, for messages. */
  public static String quote(String body) {
    String line = body.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
    return line.length() <= MOST_QUOTED ? line : line.substring(0, MOST_QUOTED) + "…";
  }

  /** Retry-After is a number of seconds or a date (RFC 9110, 10.2.3). */
  private Optional<Duration> pauseOf(Response response) {
    String value = response.header("Retry-After", "");
    if (value.matches("[0-9]{1,6}")) {
      return Optional.of(Duration.ofSeconds(Long.parseLong(value)));
    }
    try {
      ZonedDateTime date = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME);
      Duration pause = Duration.between(clock.instant(), date.toInstant());
      return Optional.of(pause.isNegative() ? Duration.ZERO : pause);
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
