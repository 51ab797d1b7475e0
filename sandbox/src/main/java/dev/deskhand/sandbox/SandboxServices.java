package dev.deskhand.sandbox;

import dev.deskhand.sandbox.http.LocalAnswer;
import dev.deskhand.sandbox.http.LocalRequest;
import dev.deskhand.sandbox.http.LocalServer;
import dev.deskhand.sandbox.wire.JsonText;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/**
 * The company's services about people, and the health of its web site, by REST on loopback.
 *
 * <ul>
 *   <li>{@code GET /site/health}: 200, or 503 while a web server's service is down; no token needed
 *   <li>{@code GET /mfa/UID}: 200 and {@code {devices, enrolment}}
 *   <li>{@code PUT /mfa/UID/enrolment}: 200; the next sign-in asks for a new device. {@code DELETE}
 *       takes that back: 204
 *   <li>{@code DELETE /mfa/UID/devices}: 204, however many there were
 *   <li>{@code GET /mailboxes/UID}: 200 and {@code {gigabytes}}; {@code PUT} with such a body: 200
 * </ul>
 *
 * All but {@code /site/health} want {@code Authorization: Bearer TOKEN}, else 401. Everybody starts
 * with one device and 5 gigabytes. Thread-safe.
 */
public final class SandboxServices implements AutoCloseable {
  private static final int FIRST_GIGABYTES = 5;

  private final Map<String, Integer> devices = new ConcurrentHashMap<>();
  private final Map<String, Boolean> enrolments = new ConcurrentHashMap<>();
  private final Map<String, Integer> gigabytes = new ConcurrentHashMap<>();
  private final String token = RandomSecret.next();
  private final BooleanSupplier siteIsWell;
  private final LocalServer server;

  private SandboxServices(int port, BooleanSupplier siteIsWell) {
    this.siteIsWell = siteIsWell;
    this.server = LocalServer.start(port, this::answer);
  }

  /** Starts them; port 0 means any free port. */
  static SandboxServices start(int port, BooleanSupplier siteIsWell) {
    return new SandboxServices(port, siteIsWell);
  }

  /** The base address, {@code http://127.0.0.1:PORT}. */
  public URI uri() {
    return server.uri();
  }

  /** The bearer token of this start. */
  public String token() {
    return token;
  }

  /** How many devices the person has for the second factor. */
  public int devices(String uid) {
    return devices.getOrDefault(uid, 1);
  }

  /** How large the person's mailbox may grow. */
  public int gigabytes(String uid) {
    return gigabytes.getOrDefault(uid, FIRST_GIGABYTES);
  }

  @Override
  public void close() {
    server.close();
  }

  private LocalAnswer answer(LocalRequest request) {
    if (request.path().equals("/site/health")) {
      return siteIsWell.getAsBoolean()
          ? LocalAnswer.json(200, JsonText.object(Map.of("status", "ok")))
          : problem(503, "a web server is down");
    }
    if (!request.bearer().filter(this::isToken).isPresent()) {
      return problem(401, "the bearer token is missing or wrong");
    }
    List<String> path = List.of(request.path().substring(1).split("/", -1));
    return switch (path.getFirst() + " " + path.size()) {
      case "mfa 2" -> factor(path.get(1));
      case "mfa 3" -> change(request.method() + " " + path.get(2), path.get(1));
      case "mailboxes 2" -> mailbox(request, path.get(1));
      default -> problem(404, "nothing stands at " + request.path());
    };
  }

  private boolean isToken(String given) {
    return MessageDigest.isEqual(
        given.getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8));
  }

  private LocalAnswer factor(String uid) {
    boolean enrolment = enrolments.getOrDefault(uid, false);
    return LocalAnswer.json(
        200,
        JsonText.object(Map.of("devices", devices(uid), "enrolment", enrolment ? "open" : "shut")));
  }

  private LocalAnswer change(String what, String uid) {
    return switch (what) {
      case "PUT enrolment" -> {
        enrolments.put(uid, true);
        yield factor(uid);
      }
      case "DELETE enrolment" -> {
        enrolments.remove(uid);
        yield LocalAnswer.status(204);
      }
      case "DELETE devices" -> {
        devices.put(uid, 0);
        yield LocalAnswer.status(204);
      }
      default -> problem(405, "nobody can " + what);
    };
  }

  private LocalAnswer mailbox(LocalRequest request, String uid) {
    if (request.method().equals("PUT")) {
      String digits = request.body().text().replaceAll("\\D", "");
      if (digits.isEmpty() || digits.length() > 3) {
        return problem(400, "expected {\"gigabytes\": 10}");
      }
      gigabytes.put(uid, Integer.valueOf(digits));
    }
    return LocalAnswer.json(200, JsonText.object(Map.of("gigabytes", gigabytes(uid))));
  }

  private static LocalAnswer problem(int status, String message) {
    return LocalAnswer.json(status, JsonText.object(Map.of("error", message)));
  }
}
