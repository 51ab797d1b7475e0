package dev.deskhand.app;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import java.util.function.Consumer;
import org.eclipse.jetty.server.LocalConnector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plays one request to a server without a port, so that what a server loads is loaded while the
 * database opens. Without it the first request is answered later, and nothing else differs.
 */
final class ServerWarmUp implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(ServerWarmUp.class);
  private static final String REQUEST =
      "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nConnection: close\r\n\r\nx";

  private final Consumer<JavalinConfig> basics;

  /**
   * A warm-up.
   *
   * @param basics how the real server is set up, but for its routes
   */
  ServerWarmUp(Consumer<JavalinConfig> basics) {
    this.basics = basics;
  }

  @Override
  public void run() {
    Javalin server = Javalin.create(this::withoutPort).start();
    try {
      for (var connector : server.jettyServer().server().getConnectors()) {
        if (connector instanceof LocalConnector local) {
          local.getResponse(REQUEST);
        }
      }
    } catch (Exception e) {
      LOG.debug("the server was not warmed up", e);
    } finally {
      server.stop();
    }
  }

  private void withoutPort(JavalinConfig config) {
    basics.accept(config);
    config.jetty.addConnector((server, http) -> new LocalConnector(server));
    config.routes.before(context -> {});
    config.routes.post("/", context -> context.status(200).result(context.bodyInputStream()));
  }
}
