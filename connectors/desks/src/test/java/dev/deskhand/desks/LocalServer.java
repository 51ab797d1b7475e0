package dev.deskhand.desks;

import io.javalin.Javalin;
import io.javalin.config.RoutesConfig;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.function.Consumer;

/** The routes of a test on a free port of loopback. */
public final class LocalServer implements AutoCloseable {
  private final Javalin server;
  private final HttpClient client = HttpClient.newHttpClient();

  public LocalServer(Consumer<RoutesConfig> routes) {
    server =
        Javalin.create(
                config -> {
                  config.startup.showJavalinBanner = false;
                  routes.accept(config.routes);
                })
            .start("127.0.0.1", 0);
  }

  public URI at(String path) {
    return URI.create("http://127.0.0.1:" + server.port() + path);
  }

  public HttpResponse<String> send(HttpRequest request) {
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new IllegalStateException("no answer from " + request.uri(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while asking " + request.uri(), e);
    }
  }

  @Override
  public void close() {
    client.close();
    server.stop();
  }
}
