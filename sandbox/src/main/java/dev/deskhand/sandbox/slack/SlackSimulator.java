package dev.deskhand.sandbox.slack;

import dev.deskhand.sandbox.SandboxFailure;
import dev.deskhand.sandbox.http.Fault;
import dev.deskhand.sandbox.http.FaultPlan;
import dev.deskhand.sandbox.http.LocalAnswer;
import dev.deskhand.sandbox.http.LocalRequest;
import dev.deskhand.sandbox.http.LocalServer;
import dev.deskhand.sandbox.http.RateLimit;
import dev.deskhand.sandbox.slack.message.SlackCall;
import dev.deskhand.sandbox.slack.message.SlackMessage;
import dev.deskhand.sandbox.slack.message.SlackRoom;
import dev.deskhand.sandbox.slack.message.SlackSeat;
import dev.deskhand.sandbox.slack.message.SlackView;
import dev.deskhand.sandbox.slack.wire.DeliveryBodies;
import dev.deskhand.sandbox.slack.wire.Envelopes;
import dev.deskhand.sandbox.slack.wire.Installation;
import dev.deskhand.sandbox.slack.wire.ResponseUrls;
import dev.deskhand.sandbox.slack.wire.Shelf;
import dev.deskhand.sandbox.slack.wire.Tiers;
import dev.deskhand.sandbox.slack.wire.Views;
import dev.deskhand.sandbox.slack.wire.WebApi;
import dev.deskhand.sandbox.slack.wire.Workspace;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/**
 * Slack's Web API on 127.0.0.1, in memory and strict: {@code POST /api/METHOD} with a bearer token,
 * form or JSON. It keeps Block Kit's limits and those of how often a method may be called, and
 * refuses what Slack would refuse, unknown arguments besides. It also answers the response URLs
 * that {@link SlackSender} hands out.
 *
 * <p>The workspace {@link #TEAM} has the people {@code U0ADA}, {@code U0BOB}, {@code U0ELENA},
 * {@code U0GRACE}, {@code U0MALLORY} and the channels {@code C0HELP} and {@code C0ITTEAM}; the
 * direct conversation with Ada is {@code D0ADA}, and so on. Thread-safe.
 */
public final class SlackSimulator implements AutoCloseable {
  public static final String TEAM = Workspace.TEAM;

  private static final String API = "/api/";
  private static final String TOKEN = "xoxb-sandbox-0000000000-practice";
  private static final String APP_TOKEN = "xapp-1-sandbox-0000000000-practice";
  private static final String OPEN = "apps.connections.open";

  private final Workspace workspace;
  private final Optional<SlackSimulator> front;
  private final String token;
  private final Map<String, FaultPlan> faults = new ConcurrentHashMap<>();
  private final List<SlackCall> calls = new CopyOnWriteArrayList<>();
  private final List<String> downloads = new CopyOnWriteArrayList<>();
  private final Installation app;
  private final Set<String> further = ConcurrentHashMap.newKeySet();
  private final List<SlackSimulator> neighbours = new CopyOnWriteArrayList<>();
  private final InstantSource clock;
  private final RateLimit limit;
  private final WebApi api;
  private final ResponseUrls responses;
  private final SlackSockets sockets;
  private final LocalServer server;

  private SlackSimulator(
      int port, InstantSource clock, Workspace workspace, Optional<SlackSimulator> front) {
    this.clock = clock;
    this.workspace = workspace;
    this.front = front;
    token = front.isEmpty() ? TOKEN : TOKEN + "-of-" + workspace.team();
    sockets = front.map(SlackSimulator::sockets).orElseGet(SlackSockets::new);
    app = new Installation(workspace);
    limit = new RateLimit(clock);
    api = new WebApi(workspace, app, clock, this::uri);
    responses = new ResponseUrls(workspace, clock);
    List.of("Ada", "Bob", "Elena", "Grace", "Mallory").forEach(this::addPractitioner);
    addRoom("C0HELP", SlackRoom.CHANNEL);
    addRoom("C0ITTEAM", SlackRoom.CHANNEL);
    server = LocalServer.start(port, this::answer);
  }

  /** Starts it; port 0 means any free port. */
  public static SlackSimulator start(int port, InstantSource clock) {
    return new SlackSimulator(port, clock, new Workspace(TEAM), Optional.empty());
  }

  /**
   * Another workspace that the app is installed in, with people and channels of its own: what the
   * app asks for here with that one's token is done there, and its deliveries take the same
   * connections.
   */
  public SlackSimulator neighbour(String team) {
    SlackSimulator made = new SlackSimulator(0, clock, new Workspace(team), Optional.of(this));
    neighbours.add(made);
    return made;
  }

  /** The base address, {@code http://127.0.0.1:PORT}. */
  public URI uri() {
    return server.uri();
  }

  /** What a Slack SDK takes as its endpoint: the base address and {@code /api/}. */
  public String methodsUrl() {
    return uri() + API;
  }

  /** The token that is accepted from the beginning; another one gets {@code invalid_auth}. */
  public String botToken() {
    return token;
  }

  /** The app is installed in another workspace, too: its token is accepted from now on. */
  public void accept(String other) {
    further.add(other);
  }

  /** What the app may do, and hears; before it is installed, all that there is. */
  public Installation app() {
    return app;
  }

  /** The one token that opens connections of Socket Mode. */
  public String appToken() {
    return APP_TOKEN;
  }

  /** The connections of Socket Mode. */
  public SlackSockets sockets() {
    return sockets;
  }

  /** The delivering side over Socket Mode. */
  public SlackSender socketSender() {
    return sender(new SigningSecret("unused"), sockets);
  }

  /** The delivering side, whose response URLs come back to this workspace. */
  public SlackSender sender(SigningSecret secret, SlackEndpoints endpoints) {
    return sender(secret, new OverHttp(endpoints));
  }

  private SlackSender sender(SigningSecret secret, SlackTransport way) {
    return new SlackSender(
        secret,
        way,
        clock,
        new DeliveryBodies(clock, front.orElse(this).uri(), workspace::room),
        app);
  }

  public void addUser(String id, String name) {
    workspace.addUser(id, name);
  }

  /** Adds a conversation that the bot takes part in. */
  public void addRoom(String id, SlackRoom kind) {
    workspace.addRoom(id, kind);
  }

  /** From now on the bot takes no part in a conversation. */
  public void expel(String id) {
    workspace.expel(id);
  }

  /** A person of this workspace in a channel, as in {@code seat("U0ADA", "C0HELP")}. */
  public static SlackSeat seat(String user, String channel) {
    return new SlackSeat(TEAM, user, channel);
  }

  /** A person says something outside of any thread; nothing is delivered to the app. */
  public SlackMessage say(SlackSeat seat, String text) {
    return workspace.say(seat, Optional.empty(), text);
  }

  /** The files that are shared. */
  public Shelf files() {
    return workspace.files();
  }

  /** Who fetched which file: token and path, oldest first. */
  public List<String> downloads() {
    return List.copyOf(downloads);
  }

  /** What the app said, oldest first, ephemeral messages included, each as it reads now. */
  public List<SlackMessage> messages() {
    return workspace.saidByApp();
  }

  /** The modals and Home tabs that are shown, and what becomes of them. */
  public Views views() {
    return workspace.views();
  }

  /**
   * Waits for a modal or a Home tab.
   *
   * @throws SandboxFailure when none fits in time
   */
  public SlackView awaitView(Predicate<SlackView> wanted, Duration atMost) {
    try {
      return views()
          .await(wanted, atMost)
          .orElseThrow(() -> new SandboxFailure("no view fits among " + views().all()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SandboxFailure("waiting for a view was interrupted", e);
    }
  }

  /** Every call that was worked on, oldest first; planned failures are not among them. */
  public List<SlackCall> calls() {
    return List.copyOf(calls);
  }

  /** How many calls of the method had their effect. */
  public long effects(String method) {
    return calls.stream().filter(c -> c.method().equals(method) && c.succeeded()).count();
  }

  /**
   * Waits for a message of the app.
   *
   * @throws SandboxFailure when none fits in time; its message lists what was said instead
   */
  public SlackMessage awaitMessage(Predicate<SlackMessage> wanted, Duration atMost) {
    try {
      return workspace
          .await(wanted, atMost)
          .orElseThrow(
              () ->
                  new SandboxFailure(
                      "waiting %s for a message: none fits among %s".formatted(atMost, texts())));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SandboxFailure("waiting for a message was interrupted", e);
    }
  }

  private List<String> texts() {
    return messages().stream().map(m -> m.channel() + ": " + m.text()).toList();
  }

  /**
   * The next call of the method is answered with this HTTP status and nothing is done.
   *
   * @param retryAfterSeconds of the header {@code Retry-After}; 0 leaves the header out
   */
  public void failNext(String method, int status, int retryAfterSeconds) {
    Optional<Duration> retryAfter =
        Optional.of(retryAfterSeconds).filter(s -> s > 0).map(Duration::ofSeconds);
    plan(method).add(new Fault.Fail(status, retryAfter));
  }

  /**
   * From now on the method may be called once in so long, instead of what Slack takes of it: for
   * each channel where people are posted to, else in all.
   */
  public void limit(String method, Duration every) {
    limit.set(method, every);
  }

  /** What may be called how often, and what came too often or too soon. */
  public RateLimit limits() {
    return limit;
  }

  /** The next call of the method is worked on; the connection closes without an answer. */
  public void applyThenDrop(String method) {
    plan(method).add(new Fault.Drop());
  }

  /** The next call of the method is worked on; its answer comes only after the delay. */
  public void applyThenHang(String method, Duration delay) {
    plan(method).add(new Fault.Hang(delay));
  }

  @Override
  public void close() {
    neighbours.forEach(it -> it.server.close());
    sockets.close();
    server.close();
  }

  private void addPractitioner(String name) {
    addUser("U0" + name.toUpperCase(Locale.ROOT), name);
  }

  private FaultPlan plan(String method) {
    return faults.computeIfAbsent(method, m -> new FaultPlan());
  }

  private LocalAnswer answer(LocalRequest request) {
    return neighbours.stream()
        .filter(it -> it.isMeant(request))
        .findFirst()
        .orElse(this)
        .answerHere(request);
  }

  private boolean isMeant(LocalRequest request) {
    return request.bearer().filter(token::equals).isPresent()
        || request.path().startsWith("/response/" + workspace.team() + "/");
  }

  private LocalAnswer answerHere(LocalRequest request) {
    if (request.method().equals("GET") && request.path().startsWith(Shelf.PATH)) {
      return download(request);
    }
    if (!request.method().equals("POST")) {
      return LocalAnswer.status(405);
    }
    if (request.path().startsWith("/response/")) {
      return plan("response_url").apply(() -> answerResponse(request));
    }
    if (request.path().startsWith(Shelf.UPLOADS)) {
      return plan("upload")
          .apply(() -> workspace.files().upload(request.path(), request.body().bytes()));
    }
    if (!request.path().startsWith(API)) {
      return LocalAnswer.status(404);
    }
    String method = request.path().substring(API.length());
    return limit
        .refusal(method, Tiers.counts(method, request.bearer().orElse(""), channel(request)))
        .map(Fault.Fail::answer)
        .orElseGet(() -> plan(method).apply(() -> work(method, request)));
  }

  /** Slack leads whoever has no token to its page for signing in. */
  private LocalAnswer download(LocalRequest request) {
    downloads.add(request.bearer().orElse("") + " " + request.path());
    if (request.bearer().filter(this::isAccepted).isEmpty()
        || app.missing("download", "").isPresent()) {
      return LocalAnswer.status(302).with("Location", "https://example.slack.test/?redir=file");
    }
    return plan("download").apply(() -> workspace.files().download(request.path()));
  }

  private boolean isAccepted(String shown) {
    return shown.equals(token) || further.contains(shown);
  }

  private LocalAnswer work(String method, LocalRequest request) {
    WebApi.Answered answered = answered(method, request);
    calls.add(answered.call());
    return LocalAnswer.json(200, answered.body());
  }

  private WebApi.Answered answered(String method, LocalRequest request) {
    Optional<String> shown = request.bearer();
    if (method.equals(OPEN) && shown.filter(APP_TOKEN::equals).isPresent()) {
      return new WebApi.Answered(
          Envelopes.opened(sockets.address()), new SlackCall(OPEN, SlackCall.Outcome.OK));
    }
    if (shown.isEmpty()) {
      return api.refuse(method, new SlackCall.Outcome("not_authed"));
    }
    if (!isAccepted(shown.get())) {
      return api.refuse(method, new SlackCall.Outcome("invalid_auth"));
    }
    Optional<String> missing = app.missing(method, channel(request));
    return missing.isPresent()
        ? api.refuse(method, missing.get())
        : api.call(method, request.contentType(), request.body().text());
  }

  private LocalAnswer answerResponse(LocalRequest request) {
    SlackCall.Outcome outcome =
        responses.answer(request.path(), request.contentType(), request.body().text());
    calls.add(new SlackCall("response_url", outcome));
    boolean ok = outcome.equals(SlackCall.Outcome.OK);
    return new LocalAnswer.Reply(
        ok ? 200 : 404, Map.of("Content-Type", "text/plain"), outcome.code());
  }

  private static String channel(LocalRequest request) {
    Map<String, String> form = request.fields();
    return form.getOrDefault("channel", form.getOrDefault("channel_id", ""));
  }
}
