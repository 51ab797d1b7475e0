package dev.deskhand.slack;

import com.slack.api.Slack;
import com.slack.api.SlackConfig;
import com.slack.api.util.http.SlackHttpClient;
import java.io.IOException;
import java.net.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.ConnectionSpec;
import okhttp3.OkHttpClient;

/** Makes Slack's client the way that we want it: patient within limits, silent, and honest. */
final class SlackClients {
  /** How long one call to the Web API may take in all. */
  static final Duration PATIENCE = Duration.ofSeconds(15);

  /** Kept open for the next call: fewer than are used in a busy minute would be made anew. */
  private static final int IDLE_CONNECTIONS = 64;

  private SlackClients() {}

  /**
   * A client. It never sends a request twice by itself (a post that was applied and whose answer
   * was lost would stand there twice), follows no redirect, uses no proxy of the environment, logs
   * no bodies, and keeps no statistics (for which it would call {@code auth.test}).
   */
  static Slack create(SlackSettings settings, Duration patience) {
    SlackConfig config = config();
    config.getHttpClientResponseHandlers().clear();
    config.setMethodsEndpointUrlPrefix(settings.baseUrl().toString());
    OkHttpClient http =
        SlackHttpClient.buildOkHttpClient(config)
            .newBuilder()
            .connectTimeout(patience.dividedBy(3))
            .readTimeout(patience)
            .writeTimeout(patience)
            .callTimeout(patience)
            .connectionPool(new ConnectionPool(IDLE_CONNECTIONS, 1, TimeUnit.MINUTES))
            .retryOnConnectionFailure(false)
            .proxy(Proxy.NO_PROXY)
            .build();
    return slack(config, http);
  }

  /**
   * A client that refuses to call anybody. It is made without TLS: reading this machine's hundred
   * and more trusted certificates would hold up the first request.
   */
  static Slack mute() {
    OkHttpClient http =
        new OkHttpClient.Builder()
            .connectionSpecs(List.of(ConnectionSpec.CLEARTEXT))
            .addInterceptor(
                chain -> {
                  throw new IOException(
                      "asked " + chain.request().url().host() + ": this client calls nobody");
                })
            .build();
    return slack(config(), http);
  }

  private static SlackConfig config() {
    SlackConfig config = new SlackConfig();
    config.setStatsEnabled(false);
    config.setProxyUrl(null);
    return config;
  }

  private static Slack slack(SlackConfig config, OkHttpClient http) {
    SlackHttpClient client = new SlackHttpClient(http);
    client.setConfig(config);
    return Slack.getInstance(config, client);
  }
}
