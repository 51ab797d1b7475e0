package dev.deskhand.app.story;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Somebody at the chat page, logged in by a link, as a browser would be. */
final class Person implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final URI base;
  private final HttpClient http;

  /**
   * Logs in.
   *
   * @param heard is told of every event of their conversation, on a thread of its own
   */
  Person(URI base, String loginLink, Consumer<JsonNode> heard) {
    this.base = base;
    this.http = HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
    String query = URI.create(loginLink).getRawQuery();
    String token = URLDecoder.decode(query.substring("token=".length()), StandardCharsets.UTF_8);
    String form = "token=" + URLEncoder.encode(token, StandardCharsets.UTF_8);
    send(
        request("/login")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form)));
    Thread.ofVirtual().name("listening").start(() -> listen(heard));
  }

  void say(String text) {
    post("/api/chat/messages", JSON.createObjectNode().put("id", id()).put("text", text));
  }

  void press(String action, String message) {
    post(
        "/api/chat/buttons",
        JSON.createObjectNode().put("id", id()).put("action", action).put("message", message));
  }

  /** Opens a ticket; returns what the desk answers. */
  JsonNode openTicket(String subject, String description) {
    return post(
        "/api/tickets",
        JSON.createObjectNode().put("subject", subject).put("description", description));
  }

  void comment(String ticket, String text) {
    post("/api/tickets/" + ticket + "/comments", JSON.createObjectNode().put("text", text));
  }

  void take(String ticket) {
    post("/api/tickets/" + ticket + "/owner", JSON.createObjectNode());
  }

  void move(String ticket, String status) {
    post("/api/tickets/" + ticket + "/status", JSON.createObjectNode().put("to", status));
  }

  JsonNode ticket(String id) {
    return json(send(request("/api/tickets/" + id).GET()));
  }

  @Override
  public void close() {
    http.shutdownNow();
  }

  private void listen(Consumer<JsonNode> heard) {
    HttpRequest request =
        HttpRequest.newBuilder(base.resolve("/api/chat/events"))
            .header("Accept", "text/event-stream")
            .build();
    try (Stream<String> lines = http.send(request, BodyHandlers.ofLines()).body()) {
      lines
          .filter(line -> line.startsWith("data:"))
          .map(line -> json(line.substring("data:".length())))
          .forEach(heard);
    } catch (IOException | java.io.UncheckedIOException e) {
      // The server or this person has gone; what was not seen fails the story.
      return;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private JsonNode post(String path, ObjectNode body) {
    return json(
        send(
            request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.toString()))));
  }

  private HttpRequest.Builder request(String path) {
    String origin = base.getScheme() + "://" + base.getAuthority();
    return HttpRequest.newBuilder(base.resolve(path)).timeout(PATIENCE).header("Origin", origin);
  }

  private String send(HttpRequest.Builder builder) {
    HttpRequest request = builder.build();
    try {
      HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
      if (response.statusCode() >= 400) {
        throw new StoryFailedException(
            request.method()
                + " "
                + request.uri().getPath()
                + " was answered "
                + response.statusCode()
                + ": "
                + response.body());
      }
      return response.body();
    } catch (IOException e) {
      throw new StoryFailedException(request.uri().getPath() + " was not answered: " + e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new StoryFailedException("interrupted");
    }
  }

  private static String id() {
    return UUID.randomUUID().toString();
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text.isBlank() ? "{}" : text);
    } catch (IOException e) {
      throw new StoryFailedException("not JSON: " + text);
    }
  }
}
