package dev.deskhand.slack;

import java.net.Proxy;
import java.net.URI;
import java.time.Duration;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * Where Slack keeps files: {@code files.slack.com}; a Slack on this machine has one host for
 * everything. Thread-safe.
 */
final class FileHost {
  /** How long one file may take. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final URI base;
  private @Nullable OkHttpClient client;

  FileHost(SlackSettings settings) {
    this.base = settings.baseUrl();
  }

  boolean keeps(HttpUrl url) {
    HttpUrl api = HttpUrl.get(base);
    String host = SlackSettings.isLocal(base) ? api.host() : "files." + api.host();
    return url.scheme().equals(api.scheme())
        && url.host().equals(host)
        && url.port() == api.port()
        && url.username().isEmpty();
  }

  /** Made for the first file: no start waits for it. It follows no redirect and repeats nothing. */
  synchronized OkHttpClient client() {
    OkHttpClient made =
        client == null
            ? new OkHttpClient.Builder()
                .callTimeout(PATIENCE)
                .followRedirects(false)
                .followSslRedirects(false)
                .retryOnConnectionFailure(false)
                .proxy(Proxy.NO_PROXY)
                .build()
            : client;
    client = made;
    return made;
  }
}
