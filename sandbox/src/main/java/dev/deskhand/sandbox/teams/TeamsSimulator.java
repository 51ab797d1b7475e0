package dev.deskhand.sandbox.teams;

import dev.deskhand.sandbox.SandboxFailure;
import dev.deskhand.sandbox.http.Fault;
import dev.deskhand.sandbox.http.FaultPlan;
import dev.deskhand.sandbox.http.LocalAnswer;
import dev.deskhand.sandbox.http.LocalRequest;
import dev.deskhand.sandbox.http.LocalServer;
import dev.deskhand.sandbox.http.RateLimit;
import dev.deskhand.sandbox.teams.message.TeamsMessage;
import dev.deskhand.sandbox.teams.message.TeamsSeat;
import dev.deskhand.sandbox.teams.wire.Activities;
import dev.deskhand.sandbox.teams.wire.ConnectorApi;
import dev.deskhand.sandbox.teams.wire.Keys;
import dev.deskhand.sandbox.teams.wire.Throttle;
import dev.deskhand.sandbox.teams.wire.Tokens;
import dev.deskhand.sandbox.teams.wire.Town;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Microsoft's Bot Connector on 127.0.0.1, in memory and strict: the login, the OpenID metadata and
 * keys, and conversations. It refuses unknown fields, cards that are too large or not right, what
 * is said too fast, and whoever shows no token of its login. Thread-safe.
 */
public final class TeamsSimulator implements AutoCloseable {
  public static final String TENANT = "11111111-aaaa-4bbb-8ccc-000000000001";
  public static final String APP = "22222222-aaaa-4bbb-8ccc-000000000002";
  public static final String ADA = "33333333-aaaa-4bbb-8ccc-0000000000a1";
  public static final String BOB = "33333333-aaaa-4bbb-8ccc-0000000000b2";
  public static final String ELENA = "33333333-aaaa-4bbb-8ccc-0000000000e3";
  public static final String GRACE = "33333333-aaaa-4bbb-8ccc-0000000000f4";
  public static final String MALLORY = "33333333-aaaa-4bbb-8ccc-0000000000d5";
  private static final String LOGIN = "/login/oauth2/v2.0/token";
  private static final String CONVERSATIONS = "/teams/v3/conversations";
  private static final String PICTURES = "/teams/v3/attachments/";
  private static final String SHARED = "/shared/";
  private static final String UPLOADS = "/drive/";
  private static final long HOUR = 3600;

  private final Keys keys = Keys.practice();
  private final Town town = new Town();
  private final ConnectorApi api;
  private final String issuer;
  private final String password = UUID.randomUUID().toString();
  private final Set<String> issued = ConcurrentHashMap.newKeySet();
  private final Map<Call, FaultPlan> faults = new ConcurrentHashMap<>();
  private final Map<String, LocalAnswer> files = new ConcurrentHashMap<>();
  private final Map<String, String> uploaded = new ConcurrentHashMap<>();
  private final Map<Call, AtomicLong> counts = new ConcurrentHashMap<>();
  private final InstantSource clock;
  private final RateLimit limits;
  private final LocalServer server;
  private final Activities activities;

  /** What an app asks for. */
  public enum Call {
    LOGIN,
    METADATA,
    KEYS,
    OPEN,
    POST,
    REPLACE,
    REMOVE,
    UPLOAD
  }

  private TeamsSimulator(int port, InstantSource clock, String issuer) {
    this.issuer = issuer;
    this.api = new ConnectorApi(keys, town, APP, issuer);
    this.clock = clock;
    this.limits = new RateLimit(clock);
    this.server = LocalServer.start(port, this::answer);
    this.activities = new Activities(APP, service().toString(), clock);
  }

  /** Starts it; port 0 means any free port. */
  public static TeamsSimulator start(int port, InstantSource clock) {
    return start(port, clock, "https://api.botframework.com");
  }

  /**
   * Starts that of another cloud.
   *
   * @param issuer of its tokens, such as {@code https://api.botframework.us}
   */
  public static TeamsSimulator start(int port, InstantSource clock, String issuer) {
    return new TeamsSimulator(port, clock, issuer);
  }

  /** The client secret of {@link #APP}. */
  public String password() {
    return password;
  }

  public URI login() {
    return URI.create(server.uri() + LOGIN);
  }

  public URI openId() {
    return URI.create(server.uri() + "/openid");
  }

  /** The service URL, as activities name it. */
  public URI service() {
    return URI.create(server.uri() + "/teams/");
  }

  /** A person in the conversation with the app alone. */
  public static TeamsSeat personal(String person) {
    return new TeamsSeat(TENANT, person, TeamsSeat.Kind.PERSONAL, ConnectorApi.personal(person));
  }

  /** A person in a group chat. */
  public static TeamsSeat group(String person) {
    return new TeamsSeat(TENANT, person, TeamsSeat.Kind.GROUP, "19:practice@thread.v2");
  }

  /** A person in the thread below a message of a channel. */
  public static TeamsSeat channel(String person) {
    return new TeamsSeat(TENANT, person, TeamsSeat.Kind.CHANNEL, "19:help@thread.tacv2")
        .inThread("1500000000000");
  }

  /** Keeps a picture; whoever fetches it has to show a token. */
  public URI keepPicture(String id, byte[] bytes) {
    String path = PICTURES + id + "/views/original";
    return keep(path, bytes);
  }

  /** Keeps a file; its address is pass enough, and a token is a mistake. */
  public URI keepFile(String id, byte[] bytes) {
    return keep(SHARED + id, bytes);
  }

  private URI keep(String path, byte[] bytes) {
    files.put(path, new LocalAnswer.Binary("application/octet-stream", bytes));
    return server.uri().resolve(path);
  }

  /** Whoever fetches what is kept there gets something else. */
  public void answerInstead(URI file, LocalAnswer answer) {
    files.put(file.getPath(), answer);
  }

  /** The delivering side; two of them give out no id twice. */
  public TeamsSender sender(URI endpoint) {
    return new TeamsSender(
        activities,
        new Tokens(keys, APP, issuer, service().toString(), clock),
        endpoint,
        town::keep);
  }

  /** What the app said, oldest first, each as it reads now. */
  public List<TeamsMessage> messages() {
    return town.messages();
  }

  /**
   * All JSON with a card in it that the app ever showed, oldest first: messages as they were first
   * and as they were changed, and answers to invocations.
   */
  public List<String> shown() {
    return town.shown();
  }

  /**
   * Waits for a message of the app.
   *
   * @throws SandboxFailure when none fits in time; its message lists what was said instead
   */
  public TeamsMessage awaitMessage(Predicate<TeamsMessage> wanted, Duration atMost) {
    try {
      return town.await(wanted, atMost)
          .orElseThrow(
              () ->
                  new SandboxFailure(
                      "waiting %s for a message: none fits among %s"
                          .formatted(
                              atMost, messages().stream().map(TeamsMessage::text).toList())));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SandboxFailure("waiting for a message was interrupted", e);
    }
  }

  /** Somebody deletes a message. */
  public void delete(TeamsMessage message) {
    town.delete(message.id());
  }

  /** A person has removed the app: no conversation with them is opened. */
  public void block(String person) {
    api.block(person);
  }

  /** No token that was given out is good any more. */
  public void withdrawTokens() {
    issued.clear();
  }

  /** How often something was asked for and done. */
  public long count(Call call) {
    return counts.computeIfAbsent(call, it -> new AtomicLong()).get();
  }

  /**
   * From now on a conversation takes one such call a pause, instead of what Teams takes; others are
   * answered 429, with {@code Retry-After}.
   */
  public void limit(Call call, Duration pause) {
    limits.set(call.name(), pause);
  }

  /** What may be called how often, and what came too often or too soon. */
  public RateLimit limits() {
    return limits;
  }

  /**
   * The next such call is answered with this HTTP status and nothing is done.
   *
   * @param retryAfterSeconds of the header {@code Retry-After}; 0 leaves the header out
   */
  public void failNext(Call call, int status, int retryAfterSeconds) {
    Optional<Duration> retryAfter =
        Optional.of(retryAfterSeconds).filter(s -> s > 0).map(Duration::ofSeconds);
    plan(call).add(new Fault.Fail(status, retryAfter));
  }

  /** The next such call is worked on as usual, before what is planned after it. */
  public void letPass(Call call) {
    plan(call).add(new Fault.Hang(Duration.ZERO));
  }

  /** The next such call is worked on; the connection closes without an answer. */
  public void applyThenDrop(Call call) {
    plan(call).add(new Fault.Drop());
  }

  @Override
  public void close() {
    server.close();
  }

  private FaultPlan plan(Call call) {
    return faults.computeIfAbsent(call, it -> new FaultPlan());
  }

  private LocalAnswer answer(LocalRequest request) {
    String what = request.method() + " " + request.path();
    if (request.method().equals("GET") && request.path().startsWith(SHARED)) {
      return request.bearer().isEmpty() ? file(request.path()) : LocalAnswer.status(400);
    }
    if (request.method().equals("PUT") && request.path().startsWith(UPLOADS)) {
      return done(Call.UPLOAD, () -> upload(request));
    }
    return switch (what) {
      case "POST " + LOGIN -> done(Call.LOGIN, () -> login(request));
      case "GET /openid" -> done(Call.METADATA, () -> api.metadata(server.uri().toString()));
      case "GET /keys" -> done(Call.KEYS, api::keys);
      default ->
          request.bearer().filter(issued::contains).isPresent()
              ? conversation(request)
              : ConnectorApi.refusal(401, List.of("Authorization has been denied"));
    };
  }

  private LocalAnswer done(Call call, Supplier<LocalAnswer> work) {
    return plan(call)
        .apply(
            () -> {
              counts.computeIfAbsent(call, it -> new AtomicLong()).incrementAndGet();
              return work.get();
            });
  }

  /** What is said in a conversation counts together, and all that the app asks for does. */
  private LocalAnswer limited(Call call, String where, Supplier<LocalAnswer> work) {
    RateLimit.Count said = new RateLimit.Count(where, Throttle.CONVERSATION);
    RateLimit.Count all = new RateLimit.Count("", Throttle.APP);
    Optional<Fault.Fail> refusal = limits.refusal(call.name(), List.of(said, all));
    if (refusal.isEmpty()) {
      return done(call, work);
    }
    FaultPlan refused = new FaultPlan();
    refused.add(refusal.get());
    return refused.apply(work);
  }

  private LocalAnswer login(LocalRequest request) {
    Map<String, String> asked = LocalRequest.form(request.body().text());
    Map<String, String> right =
        Map.of(
            "grant_type",
            "client_credentials",
            "client_id",
            APP,
            "client_secret",
            password,
            "scope",
            issuer + "/.default");
    if (!asked.equals(right)) {
      return ConnectorApi.refusal(401, List.of("invalid_client"));
    }
    String token = UUID.randomUUID().toString();
    issued.add(token);
    return api.token(token, HOUR);
  }

  /** The address is pass enough; it is good for one file, sent as one range. */
  private LocalAnswer upload(LocalRequest request) {
    byte[] bytes = request.body().bytes();
    String range = "bytes 0-%d/%d".formatted(bytes.length - 1, bytes.length);
    boolean fits =
        request.bearer().isEmpty()
            && request.header("Content-Range").filter(range::equals).isPresent();
    if (!fits) {
      return LocalAnswer.status(400);
    }
    return uploaded.putIfAbsent(request.path().substring(UPLOADS.length()), request.body().text())
            == null
        ? LocalAnswer.status(201)
        : LocalAnswer.status(404);
  }

  /** What the app has put somewhere, by the file's name. */
  public Map<String, String> uploaded() {
    return Map.copyOf(uploaded);
  }

  /** Where somebody who says yes wants a file. */
  public URI wanted(String name) {
    return URI.create(server.uri() + UPLOADS + name);
  }

  private LocalAnswer file(String path) {
    return files.getOrDefault(path, LocalAnswer.status(404));
  }

  private LocalAnswer conversation(LocalRequest request) {
    String path = request.path();
    if (request.method().equals("GET") && path.startsWith(PICTURES)) {
      return file(path);
    }
    String body = request.body().text();
    if (path.equals(CONVERSATIONS) && request.method().equals("POST")) {
      return limited(Call.OPEN, body, () -> api.open(body));
    }
    String[] parts =
        path.startsWith(CONVERSATIONS + "/")
            ? path.substring(CONVERSATIONS.length() + 1).split("/", -1)
            : new String[0];
    boolean isActivities = parts.length >= 2 && parts[1].equals("activities");
    if (isActivities && parts.length == 2 && request.method().equals("POST")) {
      return limited(Call.POST, parts[0], () -> api.post(parts[0], body));
    }
    if (isActivities && parts.length == 3 && request.method().equals("PUT")) {
      return limited(Call.REPLACE, parts[0], () -> api.replace(parts[0], parts[2], body));
    }
    if (isActivities && parts.length == 3 && request.method().equals("DELETE")) {
      return limited(Call.REMOVE, parts[0], () -> api.remove(parts[0], parts[2]));
    }
    return LocalAnswer.status(404);
  }
}
