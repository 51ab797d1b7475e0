package dev.deskhand.app;

import dev.deskhand.app.config.Settings;
import dev.deskhand.bot.message.Channel;
import dev.deskhand.bot.message.FileSource;
import dev.deskhand.bot.message.FileStock;
import dev.deskhand.bot.message.Interior;
import dev.deskhand.journal.TenantId;
import dev.deskhand.runbooks.action.Secrets;
import dev.deskhand.slack.SlackChannel;
import dev.deskhand.slack.SlackRoutes;
import dev.deskhand.slack.SlackSettings;
import dev.deskhand.slack.SlackSettings.Intake;
import dev.deskhand.slack.SlackSocket;
import io.javalin.config.RoutesConfig;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A Slack workspace: what comes in, by its routes or over a connection, and what goes out. */
final class SlackDoor implements AutoCloseable {
  private final SlackChannel channel;
  private final Optional<SlackRoutes> routes;
  private final Optional<SlackSocket> socket;

  private SlackDoor(
      SlackChannel channel, Optional<SlackRoutes> routes, Optional<SlackSocket> socket) {
    this.channel = channel;
    this.routes = routes;
    this.socket = socket;
  }

  static SlackDoor of(
      Settings.Slack slack,
      Secrets secrets,
      Interior interior,
      FileStock stock,
      InstantSource clock) {
    SlackSettings wired = wired(slack, secrets);
    SlackChannel channel = new SlackChannel(wired, stock);
    return switch (wired.intake()) {
      case Intake.Signed signed ->
          new SlackDoor(
              channel,
              Optional.of(new SlackRoutes(wired, signed, interior, clock)),
              Optional.empty());
      case Intake.Socket socket ->
          new SlackDoor(
              channel, Optional.empty(), Optional.of(new SlackSocket(wired, socket, interior)));
    };
  }

  /** What the first request would wait for otherwise; nothing where we connect by ourselves. */
  static Optional<Runnable> warmUp(Settings.Slack slack, Secrets secrets) {
    SlackSettings wired = wired(slack, secrets);
    return switch (wired.intake()) {
      case Intake.Signed signed -> Optional.of(() -> SlackRoutes.warmUp(wired, signed));
      case Intake.Socket _ -> Optional.empty();
    };
  }

  private static SlackSettings wired(Settings.Slack slack, Secrets secrets) {
    Intake intake =
        switch (slack.intake()) {
          case Settings.SlackIntake.Signed(String reference) ->
              new Intake.Signed(secrets.resolve(reference));
          case Settings.SlackIntake.Socket(String reference) ->
              new Intake.Socket(secrets.resolve(reference));
        };
    return new SlackSettings(
        TenantId.DEFAULT,
        slack.tokens().entrySet().stream()
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey, workspace -> secrets.resolve(workspace.getValue()))),
        intake,
        slack.baseUrl(),
        slack.command());
  }

  Channel channel() {
    return channel;
  }

  FileSource files() {
    return channel.files();
  }

  void routes(RoutesConfig config) {
    routes.ifPresent(it -> it.routes(config));
  }

  void reachOut() {
    socket.ifPresent(SlackSocket::start);
  }

  @Override
  public void close() {
    routes.ifPresent(SlackRoutes::close);
    socket.ifPresent(SlackSocket::close);
  }
}
