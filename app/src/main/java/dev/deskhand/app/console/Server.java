package dev.deskhand.app.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.deskhand.journal.TenantId;
import dev.deskhand.permissions.PersonId;
import dev.deskhand.web.ConsoleTokens;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** A running server on this machine, asked as a named person. */
public final class Server implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration LONG_PATIENCE = Duration.ofMinutes(6);

  private final URI base;
  private final ConsoleTokens tokens;
  private final PersonId person;
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();

  /**
   * A server.
   *
   * @param base where it listens on this machine, such as {@code http://127.0.0.1:8080}
   */
  public Server(URI base, ConsoleTokens tokens, PersonId person) {
    this.base = base;
    this.tokens = tokens;
    this.person = person;
  }

  JsonNode runs() {
    return send(request("/api/v1/runs").GET());
  }

  JsonNode run(String id) {
    return send(request("/api/v1/runs/" + part(id)).GET());
  }

  /** A long text that a run names. */
  String artefact(String id, String sha256) {
    String digest = sha256.matches("[0-9a-f]{64}") ? sha256 : "-";
    return send(request("/api/v1/runs/" + part(id) + "/artefacts/" + digest).GET())
        .path("text")
        .asText();
  }

  JsonNode start(ObjectNode body) {
    return post("/api/v1/runs", body);
  }

  JsonNode plan(ObjectNode body) {
    return post("/api/v1/plans", body);
  }

  /** Says something to a run: {@code cancel}, {@code approve}, … */
  void say(String id, String verb, ObjectNode body) {
    post("/api/v1/runs/" + part(id) + "/" + verb, body);
  }

  /** What was done in an emergency, and waits for a review. */
  JsonNode reviews() {
    return send(request("/api/v1/reviews").GET());
  }

  void review(String run, ObjectNode body) {
    post("/api/v1/reviews/" + part(run), body);
  }

  /** What is stopped, and what is under way. */
  JsonNode frozen() {
    return send(request("/api/v1/frozen").GET());
  }

  /** Says {@code freeze} or {@code unfreeze}; gives how it stands after it. */
  JsonNode stop(String verb, ObjectNode body) {
    return post("/api/v1/" + verb, body);
  }

  /** Has the catalogue read anew, which may take as long as learning all sentences does. */
  JsonNode reload() {
    return send(
        request("/api/v1/reload").timeout(LONG_PATIENCE).POST(BodyPublishers.ofString("{}")));
  }

  /** The sentences that wait for somebody who says what they mean. */
  JsonNode hints() {
    return send(request("/api/v1/intents/hints").GET());
  }

  /** Says {@code try}, {@code approve} or {@code reject}; it measures, which may take long. */
  JsonNode teach(String hint, String verb, ObjectNode body) {
    return send(
        request("/api/v1/intents/hints/" + part(hint) + "/" + verb)
            .timeout(LONG_PATIENCE)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body.toString())));
  }

  /** A person's accounts; one's own where nobody is named. */
  JsonNode accounts(String whose) {
    return send(request("/api/v1/accounts" + (whose.isEmpty() ? "" : "?of=" + part(whose))).GET());
  }

  /** A code that makes whoever enters it this person. */
  public JsonNode linkCode() {
    return post("/api/v1/accounts/code", body());
  }

  JsonNode unlink(ObjectNode body) {
    return post("/api/v1/accounts/unlink", body);
  }

  /** Who approves for whom. */
  JsonNode delegations() {
    return send(request("/api/v1/delegations").GET());
  }

  JsonNode delegate(ObjectNode body) {
    return post("/api/v1/delegations", body);
  }

  JsonNode undelegate(String id) {
    return post("/api/v1/delegations/" + part(id) + "/end", body());
  }

  /** Makes a token; the answer is the only time that it is told. */
  public JsonNode makeToken(ObjectNode body) {
    return post("/api/v1/tokens", body);
  }

  JsonNode tokens() {
    return send(request("/api/v1/tokens").GET());
  }

  /** Ends a token. */
  public void revokeToken(String id) {
    post("/api/v1/tokens/" + part(id) + "/revoke", body());
  }

  /** An empty body, to be filled. */
  public static ObjectNode body() {
    return JSON.createObjectNode();
  }

  @Override
  public void close() {
    http.close();
  }

  private JsonNode post(String path, ObjectNode body) {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body.toString())));
  }

  /** A token for each request: it is good for a minute. */
  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(base.resolve(path))
        .timeout(PATIENCE)
        .header("Authorization", tokens.header(TenantId.DEFAULT, person));
  }

  private JsonNode send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
      if (answer.statusCode() >= 400) {
        throw new RefusedException(problem(answer));
      }
      return JSON.readTree(answer.body());
    } catch (IOException e) {
      throw new IllegalStateException(
          "no answer from "
              + base
              + " ("
              + e.getClass().getSimpleName()
              + "): start it with 'deskhand serve', or name its address with --server",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** What the server says, or whatever stands before it, such as a proxy. */
  private static JsonNode problem(HttpResponse<String> answer) {
    try {
      JsonNode said = JSON.readTree(answer.body());
      if (said.isObject()) {
        return said;
      }
    } catch (JsonProcessingException _) {
      // Told below: it is no problem of ours.
    }
    return body()
        .put(
            "detail",
            "%s answered %d, and not as Deskhand does: its log says more"
                .formatted(answer.uri().resolve("/"), answer.statusCode()));
  }

  /** A run's name as a part of a path; the server says what is wrong with any other. */
  private static String part(String id) {
    return id.matches("[a-z0-9-]{1,60}") ? id : "-";
  }
}
