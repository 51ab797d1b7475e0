package dev.deskhand.torture;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executors;

/**
 * The world as a service: {@code /SPACE/KEY/ATTEMPT/CLASS/EPOCH/SENDER} is an attempt. What it has
 * to say, it says in the statuses of HTTP, of which there are several for most; or it hangs up, or
 * never answers.
 */
final class HttpFace {
  private static final int BACKLOG = 200;
  private static final int OK = 200;
  private static final int BUSY = 429;
  private static final int AWAY = 503;
  private static final int REFUSED = 422;
  private static final int BROKEN = 500;
  private static final int GAVE_UP = 504;

  private final Asked asked;

  private HttpFace(Asked asked) {
    this.asked = asked;
  }

  /** What answers a question of {@link World}. */
  interface Asked {
    Reply reply(List<String> question) throws IOException;
  }

  /** Opens it; returns its port. */
  static int open(Asked asked) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", new HttpFace(asked)::answer);
    server.start();
    return server.getAddress().getPort();
  }

  private void answer(HttpExchange exchange) throws IOException {
    List<String> parts =
        Arrays.asList(exchange.getRequestURI().getPath().substring(1).split("/", -1));
    String key = key(exchange, parts.get(1));
    Reply reply =
        asked.reply(
            List.of(
                parts.get(0),
                "effect",
                key,
                parts.get(2),
                parts.get(3),
                parts.get(4),
                parts.get(5)));
    boolean isOdd = Integer.bitCount(Objects.hash(key, parts.get(2))) % 2 == 1;
    switch (reply) {
      case DONE -> say(exchange, OK);
      case BUSY -> {
        exchange.getResponseHeaders().set("Retry-After", "2");
        say(exchange, isOdd ? BUSY : AWAY);
      }
      case REFUSED -> say(exchange, REFUSED);
      case CUT -> {
        if (isOdd) {
          say(exchange, BROKEN);
        } else {
          exchange.close();
        }
      }
      case SILENCE -> {
        if (isOdd) {
          say(exchange, GAVE_UP);
        }
      }
      case HAPPENED, NOT -> throw new IllegalStateException("an effect was answered with " + reply);
    }
  }

  /** What is posted is known by the key that came with it, and by nothing else. */
  private static String key(HttpExchange exchange, String inPath) {
    return exchange.getRequestMethod().equals("POST")
        ? Optional.ofNullable(exchange.getRequestHeaders().getFirst("Idempotency-Key"))
            .orElse("without.key")
        : inPath;
  }

  private static void say(HttpExchange exchange, int status) throws IOException {
    byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }
}
