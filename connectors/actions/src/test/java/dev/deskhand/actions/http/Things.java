package dev.deskhand.actions.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.deskhand.runbooks.action.ActionCall;
import dev.deskhand.runbooks.action.Calls;
import dev.deskhand.runbooks.action.Target;
import dev.deskhand.sandbox.http.LocalAnswer;
import dev.deskhand.sandbox.http.LocalRequest;
import dev.deskhand.sandbox.http.LocalServer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A service that keeps what is put at {@code /things/ID} and deletes it; 404 for other paths. */
final class Things implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The bodies that arrived, as JSON. */
  final List<JsonNode> kept = new CopyOnWriteArrayList<>();

  final List<String> requests = new CopyOnWriteArrayList<>();
  private final LocalServer server = LocalServer.start(0, this::answer);
  volatile int nextStatus;

  /** A call to it. */
  ActionCall call(Map<String, String> arguments) {
    Map<String, String> settings =
        Map.of(
            "base-url", server.uri().toString(), "token", "env:THINGS_TOKEN", "private", "allow");
    return Calls.call(new Target("things", "http", settings), arguments, _ -> "t0k3n-of-things");
  }

  private LocalAnswer answer(LocalRequest request) {
    requests.add(request.method() + " " + request.path());
    if (nextStatus != 0) {
      int status = nextStatus;
      nextStatus = 0;
      return LocalAnswer.status(status);
    }
    if (!request.path().equals("/things/ada")) {
      return LocalAnswer.status(404);
    }
    try {
      if (request.method().equals("DELETE") && request.body().text().isEmpty()) {
        kept.add(JSON.nullNode());
      } else {
        kept.add(JSON.readTree(request.body().text()));
      }
      return LocalAnswer.json(200, "{}");
    } catch (JsonProcessingException e) {
      return LocalAnswer.status(400);
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
