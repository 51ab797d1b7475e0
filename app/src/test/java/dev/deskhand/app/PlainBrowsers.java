package dev.deskhand.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.permissions.PersonId;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** A browser without scripts for each person, who signs in when they are first heard of. */
final class PlainBrowsers implements AutoCloseable {
  private final Deskhand deskhand;
  private final Map<String, HttpClient> browsers = new ConcurrentHashMap<>();

  PlainBrowsers(Deskhand deskhand) {
    this.deskhand = deskhand;
  }

  URI at(String path) {
    return deskhand.address().resolve(path);
  }

  HttpResponse<String> get(String person, String path) {
    return send(person, HttpRequest.newBuilder(at(path)));
  }

  /** What somebody gets who is not signed in. */
  HttpResponse<String> unknown(String path) {
    try (HttpClient browser = HttpClient.newHttpClient()) {
      return sent(browser, HttpRequest.newBuilder(at(path)));
    }
  }

  HttpResponse<String> post(String person, String path, Map<String, String> form) {
    String body =
        form.entrySet().stream()
            .map(it -> it.getKey() + "=" + URLEncoder.encode(it.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    return send(
        person,
        HttpRequest.newBuilder(at(path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Origin", at("/").toString().replaceAll("/$", ""))
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  private HttpResponse<String> send(String person, HttpRequest.Builder request) {
    HttpClient browser = browsers.computeIfAbsent(person, this::signedIn);
    return sent(browser, request);
  }

  private static HttpResponse<String> sent(HttpClient browser, HttpRequest.Builder request) {
    try {
      return browser.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private HttpClient signedIn(String person) {
    HttpClient browser = HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
    String link = deskhand.loginLink(new PersonId(person));
    sent(
        browser,
        HttpRequest.newBuilder(at("/login"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Origin", at("/").toString().replaceAll("/$", ""))
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "token=" + link.substring(link.indexOf("token=") + "token=".length()))));
    return browser;
  }

  /** Where an answer leads. */
  static String location(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
    return answer.headers().firstValue("Location").orElseThrow();
  }

  @Override
  public void close() {
    browsers.values().forEach(HttpClient::close);
  }
}
