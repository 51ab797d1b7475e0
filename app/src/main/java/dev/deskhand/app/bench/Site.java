package dev.deskhand.app.bench;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An installation to be measured: its configuration, and a Slack that takes every post. */
final class Site implements AutoCloseable {
  /**
   * How many people take turns: one who sends fifty requests a second would measure only himself.
   */
  static final int PEOPLE = 200;

  static final String TEAM = "T0BENCH";
  static final String SIGNING_SECRET = "the secret of the benchmark";

  private final Path folder;
  private final int port;
  private final HttpServer slack;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  private Site(Path folder, int port, HttpServer slack) {
    this.folder = folder;
    this.port = port;
    this.slack = slack;
  }

  /** Writes an installation into an empty folder, and starts its Slack. */
  static Site in(Path folder) throws IOException {
    HttpServer slack =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    Site site = new Site(folder, freePort(), slack);
    site.startSlack();
    site.write();
    return site;
  }

  int port() {
    return port;
  }

  Path configuration() {
    return folder.resolve("deskhand.yaml");
  }

  private void startSlack() {
    slack.setExecutor(threads);
    slack.createContext(
        "/",
        exchange -> {
          try (exchange) {
            exchange.getRequestBody().readAllBytes();
            byte[] yes = SignedCommand.bytes(answer(exchange.getRequestURI().getPath()));
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, yes.length);
            exchange.getResponseBody().write(yes);
          }
        });
    slack.start();
  }

  private static String answer(String method) {
    return method.endsWith("/conversations.open")
        ? "{\"ok\":true,\"channel\":{\"id\":\"D0BENCH\"}}"
        : "{\"ok\":true,\"ts\":\"1.1\",\"channel\":\"D0BENCH\",\"messages\":[]}";
  }

  private void write() throws IOException {
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
        """
            .formatted(port, TEAM, slack.getAddress().getPort()));
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
