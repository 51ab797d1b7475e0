package dev.deskhand.app.bench;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An installation to be measured: its configuration, and a Slack that takes every post. */
final class Site implements AutoCloseable {
  /** So long without a post, nothing waits. */
  private static final Duration REST = Duration.ofSeconds(1);

  /**
   * How many people take turns: one who sends fifty requests a second would measure only himself.
   */
  static final int PEOPLE = 200;

  static final String TEAM = "T0BENCH";
  static final String SIGNING_SECRET = "the secret of the benchmark";

  private static final String POST = "/chat.postMessage";
  private static final Pattern THREAD = Pattern.compile("(?:^|&)thread_ts=([0-9.]+)");

  private static final Pattern KEY = Pattern.compile("\"key\":\"([^\"]+)\"");

  private final Path folder;
  private final int port;
  private final HttpServer slack;
  private final AtomicLong posts = new AtomicLong();
  private final Map<String, List<String>> answers = new ConcurrentHashMap<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  private Site(Path folder, int port, HttpServer slack) {
    this.folder = folder;
    this.port = port;
    this.slack = slack;
  }

  /** Writes an installation into an empty folder, and starts its Slack. */
  static Site in(Path folder) throws IOException {
    return in(folder, "");
  }

  /**
   * The same.
   *
   * @param more lines of its configuration
   */
  static Site in(Path folder, String more) throws IOException {
    HttpServer slack =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    Site site = new Site(folder, freePort(), slack);
    site.startSlack();
    site.write(more);
    return site;
  }

  int port() {
    return port;
  }

  Path configuration() {
    return folder.resolve("deskhand.yaml");
  }

  /** What serves it, as people start it, in a profile of the launcher. */
  List<String> server(String profile) throws IOException {
    return JavaCommand.launcher(
        profile,
        folder.resolve("aot.log").toFile(),
        "serve",
        "--config",
        configuration().toString());
  }

  private void startSlack() {
    slack.setExecutor(threads);
    slack.createContext(
        "/",
        exchange -> {
          try (exchange) {
            count(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            if (exchange.getRequestURI().getPath().endsWith(POST)) {
              posts.incrementAndGet();
            }
            byte[] yes = SignedCommand.bytes(answer(exchange.getRequestURI().getPath()));
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, yes.length);
            exchange.getResponseBody().write(yes);
          }
        });
    slack.start();
  }

  /** The keys of what was said, in each thread; what only one person sees has an empty one. */
  Map<String, List<String>> answers() {
    return Map.copyOf(answers);
  }

  /** How many messages were posted. */
  long posts() {
    return posts.get();
  }

  /** Where its Slack is. */
  String slack() {
    return "http://127.0.0.1:" + slack.getAddress().getPort() + "/api/";
  }

  /** Waits until nothing is posted any more: what was acknowledged before is worked by then. */
  void awaitRest() {
    long before = -1;
    for (long now = posts(); now != before; now = posts()) {
      before = now;
      LockSupport.parkNanos(REST.toNanos());
    }
  }

  /** A message that is sent again bears the key of the first. */
  private void count(String body) {
    Matcher thread = THREAD.matcher(body);
    if (body.contains("text=") && thread.find()) {
      Matcher key = KEY.matcher(URLDecoder.decode(body, StandardCharsets.UTF_8));
      answers
          .computeIfAbsent(thread.group(1), _ -> new CopyOnWriteArrayList<>())
          .add(key.find() ? key.group(1) : "");
    }
  }

  private static String answer(String method) {
    return method.endsWith("/conversations.open")
        ? "{\"ok\":true,\"channel\":{\"id\":\"D0BENCH\"}}"
        : "{\"ok\":true,\"user_id\":\"U0BOT\",\"bot_id\":\"B0BOT\",\"message_ts\":\"1.1\",\"ts\":\"1.1\",\"channel\":\"D0BENCH\",\"messages\":[]}";
  }

  private void write(String more) throws IOException {
    Files.writeString(folder.resolve("signing-secret"), SIGNING_SECRET);
    Files.writeString(folder.resolve("bot-token"), "xoxb-of-the-benchmark");
    Files.writeString(folder.resolve("people.yaml"), people());
    Files.writeString(
        configuration(),
        """
        listen: 127.0.0.1:%d
        limits:
          person: { requests: { most: 100000, per: 1s }, starts: { most: 100000, per: 1s } }
          tenant: { requests: { most: 100000, per: 1s } }
        slack:
          team: %s
          signing-secret: file:signing-secret
          bot-token: file:bot-token
          base-url: http://127.0.0.1:%d/api/
        %s
        """
            .formatted(port, TEAM, slack.getAddress().getPort(), more));
  }

  private static String people() {
    StringBuilder people = new StringBuilder("people:\n");
    for (int i = 0; i < PEOPLE; i++) {
      people.append(
          "  p%d: {name: Person %d, roles: [staff], accounts: [\"slack:%s:U%d\"]}\n"
              .formatted(i, i, TEAM, i));
    }
    return people
        .append("services:\n")
        .append("  desk-triggers: {name: Triggers, owner: p0, roles: [ticket-triggers]}\n")
        .toString();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    slack.stop(0);
    threads.close();
  }
}
