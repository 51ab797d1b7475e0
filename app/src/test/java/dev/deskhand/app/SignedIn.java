package dev.deskhand.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The browser of somebody who is signed in. */
final class SignedIn implements AutoCloseable {
  private final URI base;
  private final HttpClient http = HttpClient.newHttpClient();
  private final String cookie;

  SignedIn(URI base, String loginLink) throws IOException, InterruptedException {
    this.base = base;
    String token = URI.create(loginLink).getQuery().substring("token=".length());
    this.cookie =
        http.send(
                HttpRequest.newBuilder(base.resolve("/login"))
                    .header("Origin", base.toString())
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString("token=" + URLEncoder.encode(token, UTF_8)))
                    .build(),
                BodyHandlers.discarding())
            .headers()
            .firstValue("Set-Cookie")
            .orElseThrow()
            .split(";", 2)[0];
  }

  private HttpRequest.Builder at(String path) {
    return HttpRequest.newBuilder(base.resolve(path))
        .header("Origin", base.toString())
        .header("Cookie", cookie);
  }

  String get(String path) throws IOException, InterruptedException {
    return http.send(at(path).build(), BodyHandlers.ofString()).body();
  }

  /** Reads a secret that is shown once. */
  String secret(String token) throws IOException, InterruptedException {
    String page =
        http.send(
                at("/secrets/" + token).POST(BodyPublishers.noBody()).build(),
                BodyHandlers.ofString())
            .body();
    Matcher shown = Pattern.compile("<(?:code|output)[^>]*>([^<]+)<").matcher(page);
    assertThat(shown.find()).as(page).isTrue();
    return shown.group(1).replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">");
  }

  /** All that the page shows, up to some words. */
  String chatUntil(String words) throws IOException, InterruptedException {
    StringBuilder all = new StringBuilder();
    var answer = http.send(at("/api/chat/events").build(), BodyHandlers.ofInputStream());
    try (BufferedReader lines = new BufferedReader(new InputStreamReader(answer.body(), UTF_8))) {
      while (all.indexOf(words) < 0) {
        all.append(lines.readLine()).append('\n');
      }
    }
    return all.toString();
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
