package dev.deskhand.app.bench;

import io.javalin.Javalin;
import io.javalin.http.Handler;

/** The same HTTP server as Deskhand's with one route, for what is measured beside it. */
final class BareServer {
  private BareServer() {}

  /** Serves slash commands until the process ends. */
  static void start(String port, Handler commands) {
    Javalin.create(
            config -> {
              config.startup.showJavalinBanner = false;
              config.concurrency.useVirtualThreads = true;
              config.jetty.host = "127.0.0.1";
              config.jetty.port = Integer.parseInt(port);
              config.routes.post("/slack/commands", commands);
            })
        .start();
  }
}
