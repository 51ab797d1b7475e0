package dev.deskhand.slack;

import dev.deskhand.journal.TenantId;
import dev.deskhand.sandbox.slack.SigningSecret;
import dev.deskhand.sandbox.slack.SlackEndpoints;
import dev.deskhand.sandbox.slack.SlackSender;
import dev.deskhand.sandbox.slack.SlackSimulator;
import dev.deskhand.sandbox.slack.message.SlackSeat;
import io.javalin.Javalin;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;

/** A Slack on this machine, and a server of ours that it delivers to. */
final class SlackTown implements AutoCloseable {
  static final SlackSeat ADA = SlackSimulator.seat("U0ADA", "C0HELP");
  static final SlackSeat ADA_DIRECTLY = SlackSimulator.seat("U0ADA", "D0ADA");
  static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
  private static final String SECRET = "practice-signing-secret";

  final InstantSource clock = InstantSource.fixed(NOW);
  final SlackSimulator slack = SlackSimulator.start(0, clock);
  final RecordingReception reception = new RecordingReception();
  final SlackSettings settings =
      new SlackSettings(
          TenantId.DEFAULT,
          SlackSimulator.TEAM,
          SECRET,
          slack.botToken(),
          URI.create(slack.methodsUrl()),
          SlackSettings.COMMAND);
  final SlackRoutes routes = new SlackRoutes(settings, reception, clock);
  final Javalin server;
  final SlackSender sender;

  SlackTown() {
    server =
        Javalin.create(
                config -> {
                  config.startup.showJavalinBanner = false;
                  config.jetty.host = "127.0.0.1";
                  config.jetty.port = 0;
                  routes.routes(config.routes);
                })
            .start();
    sender =
        slack.sender(
            new SigningSecret(SECRET),
            new SlackEndpoints(
                uri("/slack/events"), uri("/slack/commands"), uri("/slack/interactivity")));
  }

  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + server.port() + path);
  }

  @Override
  public void close() {
    sender.close();
    server.stop();
    slack.close();
  }
}
