package dev.deskhand.slack;

import dev.deskhand.bot.message.Interior;
import dev.deskhand.bot.practice.PracticeDesk;
import dev.deskhand.bot.practice.RecordingReception;
import dev.deskhand.bot.practice.YamlAsJson;
import dev.deskhand.journal.TenantId;
import dev.deskhand.sandbox.slack.SigningSecret;
import dev.deskhand.sandbox.slack.SlackEndpoints;
import dev.deskhand.sandbox.slack.SlackSender;
import dev.deskhand.sandbox.slack.SlackSimulator;
import dev.deskhand.sandbox.slack.message.SlackSeat;
import dev.deskhand.slack.SlackSettings.Intake;
import io.javalin.Javalin;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** A Slack on this machine, and a server of ours that it delivers to. */
final class SlackTown implements AutoCloseable {
  /** How Slack reaches us. */
  enum Way {
    HTTP,
    SOCKET
  }

  static final String TEAM = SlackSimulator.TEAM;

  /** Another workspace that has the same app. */
  static final String SECOND = "T0SECOND";

  static final String SECOND_TOKEN = "xoxb-of-the-second";
  static final SlackSeat ADA = SlackSimulator.seat("U0ADA", "C0HELP");
  static final SlackSeat ADA_DIRECTLY = SlackSimulator.seat("U0ADA", "D0ADA");
  private static final String SECRET = "practice-signing-secret";

  final SettableClock clock = new SettableClock();
  final SlackSimulator slack = SlackSimulator.start(0, clock);
  final RecordingReception reception = new RecordingReception();
  final PracticeDesk desk = new PracticeDesk();
  private final Interior interior = new Interior(reception, desk);
  final SlackSettings settings;
  final Javalin server;
  final SlackSender sender;
  private final Optional<SlackSocket> socket;

  SlackTown() {
    this(Way.HTTP);
  }

  SlackTown(Way way) {
    this(way, Duration.ofSeconds(1));
  }

  /** One whose connection is asked so seldom whether it is there. */
  SlackTown(Way way, Duration pulse) {
    slack.app().install(manifest(way));
    Intake.Signed signed = new Intake.Signed(SECRET);
    Intake.Socket connected = new Intake.Socket(slack.appToken());
    settings = settings(way == Way.HTTP ? signed : connected);
    server =
        Javalin.create(
                config -> {
                  config.startup.showJavalinBanner = false;
                  config.jetty.host = "127.0.0.1";
                  config.jetty.port = 0;
                  if (way == Way.HTTP) {
                    new SlackRoutes(settings, signed, interior, clock).routes(config.routes);
                  }
                })
            .start();
    socket =
        way == Way.HTTP
            ? Optional.empty()
            : Optional.of(new SlackSocket(settings, connected, interior, pulse));
    socket.ifPresent(SlackSocket::start);
    sender =
        way == Way.SOCKET
            ? slack.socketSender()
            : slack.sender(
                new SigningSecret(SECRET),
                new SlackEndpoints(
                    uri("/slack/events"), uri("/slack/commands"), uri("/slack/interactivity")));
  }

  /** What Slack was told of the app. */
  static String manifest(Way way) {
    return json(
        new SlackManifest(
            SlackSettings.COMMAND,
            Optional.of(URI.create("https://desk.example.com")).filter(_ -> way == Way.HTTP)));
  }

  /** A manifest as Slack's own interface takes it. */
  static String json(SlackManifest manifest) {
    return YamlAsJson.of(manifest.yaml()).toString();
  }

  private SlackSettings settings(Intake intake) {
    return new SlackSettings(
        TenantId.DEFAULT,
        Map.of(TEAM, slack.botToken(), SECOND, SECOND_TOKEN),
        intake,
        URI.create(slack.methodsUrl()),
        SlackSettings.COMMAND);
  }

  /** One more of our processes, with a connection of its own once it is started. */
  SlackSocket another() {
    return new SlackSocket(
        settings, new Intake.Socket(slack.appToken()), interior, Duration.ofSeconds(1));
  }

  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + server.port() + path);
  }

  /** Ours ends, while Slack is there. */
  void hangUp() {
    socket.ifPresent(SlackSocket::close);
  }

  @Override
  public void close() {
    hangUp();
    sender.close();
    server.stop();
    slack.close();
  }
}
