package dev.deskhand.sandbox.slack;

import dev.deskhand.sandbox.SandboxFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Requests to the app's URLs, redirects not followed. */
final class OverHttp implements SlackTransport {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final SlackEndpoints endpoints;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();

  OverHttp(SlackEndpoints endpoints) {
    this.endpoints = endpoints;
  }

  @Override
  public AppAnswer carry(SignedDelivery signed) {
    SlackDelivery delivery = signed.delivery();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(target(delivery.kind()))
            .timeout(PATIENCE)
            .header("Content-Type", delivery.contentType())
            .header("User-Agent", "Slackbot 1.0 (+https://api.slack.com/robots)")
            .POST(HttpRequest.BodyPublishers.ofString(delivery.body()));
    signed.headers().forEach(request::header);
    return exchange(request.build());
  }

  private AppAnswer exchange(HttpRequest request) {
    long before = System.nanoTime();
    try {
      HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
      Duration took = Duration.ofNanos(System.nanoTime() - before);
      return new AppAnswer(response.statusCode(), response.body(), took);
    } catch (IOException e) {
      throw new UncheckedIOException("delivering to " + request.uri() + " failed", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SandboxFailure("delivering to " + request.uri() + " was interrupted", e);
    }
  }

  private URI target(SlackDelivery.Kind kind) {
    return switch (kind) {
      case EVENT -> endpoints.events();
      case COMMAND -> endpoints.commands();
      case INTERACTIVITY -> endpoints.interactivity();
    };
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
