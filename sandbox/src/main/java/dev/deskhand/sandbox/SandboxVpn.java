package dev.deskhand.sandbox;

import dev.deskhand.sandbox.http.Fault;
import dev.deskhand.sandbox.http.FaultPlan;
import dev.deskhand.sandbox.http.LocalAnswer;
import dev.deskhand.sandbox.http.LocalRequest;
import dev.deskhand.sandbox.http.LocalServer;
import dev.deskhand.sandbox.wire.JsonText;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * The company's VPN concentrator, by its REST interface on loopback.
 *
 * <ul>
 *   <li>{@code GET /health}: 200, or 503 while the service is not well; no token needed
 *   <li>{@code GET /sessions?user=UID}: 200 and a list of {@code {id, user, state, since}}
 *   <li>{@code DELETE /sessions/ID}: 204, or 404 when there is none (any more)
 *   <li>{@code POST /sessions/UID/clear}: 200 and {@code {user, cleared: [ID…]}}. With the header
 *       {@code Idempotency-Key} the same key gets the same answer and has one effect; the same key
 *       for another user gets 422
 * </ul>
 *
 * All but {@code /health} want {@code Authorization: Bearer TOKEN}, else 401. Ada starts with one
 * stale session. Thread-safe.
 */
public final class SandboxVpn implements AutoCloseable {
  private final VpnSessions sessions;
  private final FaultPlan faults = new FaultPlan();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final String token = RandomSecret.next();
  private final BooleanSupplier isWell;
  private final LocalServer server;

  private SandboxVpn(int port, InstantSource clock, BooleanSupplier isWell) {
    this.isWell = isWell;
    sessions = new VpnSessions(clock);
    server = LocalServer.start(port, this::answer);
  }

  /** Starts a service that is always well; port 0 means any free port. */
  public static SandboxVpn start(int port, InstantSource clock) {
    return start(port, clock, () -> true);
  }

  /** Starts the service; port 0 means any free port. */
  static SandboxVpn start(int port, InstantSource clock, BooleanSupplier isWell) {
    SandboxVpn vpn = new SandboxVpn(port, clock, isWell);
    vpn.open("ada", VpnSession.State.STALE);
    return vpn;
  }

  /** The base address, {@code http://127.0.0.1:PORT}. */
  public URI uri() {
    return server.uri();
  }

  /** The bearer token of this start. */
  public String token() {
    return token;
  }

  /** Opens a session, as if the person had dialled in. */
  public VpnSession open(String user, VpnSession.State state) {
    return sessions.open(user, state);
  }

  /** The sessions that the user has now, oldest first. */
  public List<VpnSession> sessions(String user) {
    return sessions.of(user);
  }

  /**
   * Every change made so far, oldest first. Refused, failed and repeated calls are not among them.
   */
  public List<VpnEffect> effects() {
    return sessions.effects();
  }

  /** Every request that came with the token, as {@code METHOD path}, failed ones included. */
  public List<String> requests() {
    return List.copyOf(requests);
  }

  /** The next requests with a token are answered with this status; nothing is done. */
  public void failNext(int status, int times) {
    IntStream.range(0, times).forEach(i -> faults.add(new Fault.Fail(status, Optional.empty())));
  }

  /** The next request with a token is worked on; its answer comes only after the delay. */
  public void hangNext(Duration delay) {
    faults.add(new Fault.Hang(delay));
  }

  /** The next request with a token is worked on; the connection closes without an answer. */
  public void dropNextAnswer() {
    faults.add(new Fault.Drop());
  }

  @Override
  public void close() {
    server.close();
  }

  private LocalAnswer answer(LocalRequest request) {
    if (request.path().equals("/health")) {
      return isWell.getAsBoolean()
          ? LocalAnswer.json(200, JsonText.object(Map.of("status", "ok")))
          : problem(503, "the service is not running");
    }
    if (!request.bearer().filter(this::isToken).isPresent()) {
      return problem(401, "the bearer token is missing or wrong");
    }
    requests.add(request.method() + " " + request.path());
    return faults.apply(() -> route(request));
  }

  private boolean isToken(String given) {
    return MessageDigest.isEqual(
        given.getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8));
  }

  private LocalAnswer route(LocalRequest request) {
    List<String> path = List.of(request.path().substring(1).split("/", -1));
    if (!path.getFirst().equals("sessions") || path.size() > 3) {
      return problem(404, "nothing stands at " + request.path());
    }
    return switch (path.size()) {
      case 1 -> only("GET", request, this::list);
      case 2 -> only("DELETE", request, r -> delete(path.get(1)));
      case 3 ->
          path.get(2).equals("clear") ? clear(request, path.get(1)) : problem(404, "no such verb");
      default -> problem(404, "nothing stands at " + request.path());
    };
  }

  private static LocalAnswer only(
      String method, LocalRequest request, Function<LocalRequest, LocalAnswer> then) {
    if (!request.method().equals(method)) {
      return problem(405, request.path() + " takes " + method + ", not " + request.method());
    }
    return then.apply(request);
  }

  private LocalAnswer list(LocalRequest request) {
    String user = request.query().getOrDefault("user", "");
    if (user.isEmpty()) {
      return problem(400, "the query parameter 'user' is missing");
    }
    return LocalAnswer.json(
        200, JsonText.array(sessions.of(user).stream().map(SandboxVpn::fields).toList()));
  }

  private static Map<String, String> fields(VpnSession session) {
    return Map.of(
        "id", session.id(),
        "user", session.user(),
        "state", session.state() == VpnSession.State.ACTIVE ? "active" : "stale",
        "since", session.since().toString());
  }

  private LocalAnswer delete(String id) {
    return sessions
        .delete(id)
        .map(gone -> (LocalAnswer) LocalAnswer.status(204))
        .orElseGet(() -> problem(404, "there is no session " + id));
  }

  private LocalAnswer clear(LocalRequest request, String user) {
    return only(
        "POST",
        request,
        r -> {
          VpnEffect.Cleared cleared = sessions.clear(user, r.header("Idempotency-Key"));
          return cleared.user().equals(user)
              ? LocalAnswer.json(200, JsonText.object(answerTo(cleared)))
              : problem(422, "this idempotency key was used for another user");
        });
  }

  private static Map<String, Object> answerTo(VpnEffect.Cleared cleared) {
    List<String> ids = cleared.sessions().stream().map(VpnSession::id).toList();
    return Map.of("user", cleared.user(), "cleared", ids);
  }

  private static LocalAnswer problem(int status, String message) {
    return LocalAnswer.json(status, JsonText.object(Map.of("error", message)));
  }
}
