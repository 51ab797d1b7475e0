package dev.deskhand.sandbox.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * An HTTP server on 127.0.0.1, each request on a virtual thread of its own. Bodies above 4 MiB are
 * answered with 413.
 */
public final class LocalServer implements AutoCloseable {
  private static final int LARGEST_BODY = 4 * 1024 * 1024;

  private final HttpServer server;
  private final ExecutorService threads;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Function<LocalRequest, LocalAnswer> routes;

  private LocalServer(HttpServer server, Function<LocalRequest, LocalAnswer> routes) {
    this.server = server;
    this.routes = routes;
    this.threads = Executors.newVirtualThreadPerTaskExecutor();
  }

  /**
   * Starts a server.
   *
   * @param port 0 for any free port
   * @param routes called once per request, from many threads at once
   * @throws UncheckedIOException when the port cannot be bound
   */
  public static LocalServer start(int port, Function<LocalRequest, LocalAnswer> routes) {
    try {
      InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
      HttpServer http = HttpServer.create(new InetSocketAddress(loopback, port), 0);
      LocalServer local = new LocalServer(http, routes);
      http.setExecutor(local.threads);
      http.createContext("/", local::handle);
      http.start();
      return local;
    } catch (IOException e) {
      throw new UncheckedIOException("starting a server on 127.0.0.1:" + port + " failed", e);
    }
  }

  /** The base address, {@code http://127.0.0.1:PORT}, without a slash at its end. */
  public URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Stops at once; answers that are withheld are released. */
  @Override
  public void close() {
    closing.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readNBytes(LARGEST_BODY + 1);
      if (body.length > LARGEST_BODY) {
        give(exchange, LocalAnswer.status(413));
        return;
      }
      give(exchange, routes.apply(request(exchange, body)));
    }
  }

  private static LocalRequest request(HttpExchange exchange, byte[] body) {
    Map<String, String> headers = new HashMap<>();
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
    URI uri = exchange.getRequestURI();
    String query = uri.getRawQuery() == null ? "" : uri.getRawQuery();
    return new LocalRequest(
        exchange.getRequestMethod(),
        uri.getPath(),
        LocalRequest.form(query),
        headers,
        new LocalBody(body));
  }

  private void give(HttpExchange exchange, LocalAnswer answer) throws IOException {
    switch (answer) {
      case LocalAnswer.Reply reply -> reply(exchange, reply);
      case LocalAnswer.Binary binary -> {
        exchange.getResponseHeaders().set("Content-Type", binary.mediaType());
        exchange.sendResponseHeaders(200, binary.body().length == 0 ? -1 : binary.body().length);
        exchange.getResponseBody().write(binary.body());
      }
      case LocalAnswer.Dropped() -> exchange.close();
      case LocalAnswer.Late late -> {
        withhold(late);
        give(exchange, late.answer());
      }
    }
  }

  private static void reply(HttpExchange exchange, LocalAnswer.Reply reply) throws IOException {
    byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
    reply.headers().forEach(exchange.getResponseHeaders()::set);
    exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
    if (body.length > 0) {
      exchange.getResponseBody().write(body);
    }
  }

  private void withhold(LocalAnswer.Late late) throws IOException {
    try {
      boolean _ = closing.await(late.delay().toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("the server closed while an answer was withheld", e);
    }
  }
}
