package dev.deskhand.teams;

import dev.deskhand.bot.message.Interior;
import dev.deskhand.bot.practice.PracticeDesk;
import dev.deskhand.bot.practice.PracticeStock;
import dev.deskhand.bot.practice.RecordingReception;
import dev.deskhand.journal.Journal;
import dev.deskhand.journal.TenantId;
import dev.deskhand.journal.memory.InMemoryStore;
import dev.deskhand.sandbox.teams.TeamsSender;
import dev.deskhand.sandbox.teams.TeamsSimulator;
import dev.deskhand.teams.TeamsSettings.Trust;
import io.javalin.Javalin;
import java.net.URI;
import java.util.List;
import java.util.Set;

/** A Teams on this machine, and a server of ours that it delivers to. */
final class TeamsTown implements AutoCloseable {
  final SettableClock clock = new SettableClock();
  final TeamsSimulator teams;
  final RecordingReception reception = new RecordingReception();
  final PracticeDesk desk = new PracticeDesk();
  final PracticeStock stock = new PracticeStock();
  final Journal journal = new InMemoryStore(clock);
  final TeamsSettings settings;
  final TeamsChannel channel;
  final Javalin server;
  final TeamsSender sender;

  TeamsTown() {
    this(Set.of(TeamsSimulator.TENANT));
  }

  TeamsTown(Set<String> tenants) {
    this(tenants, Cloud.PUBLIC);
  }

  /** One in another cloud. */
  TeamsTown(Cloud cloud) {
    this(Set.of(TeamsSimulator.TENANT), cloud);
  }

  private TeamsTown(Set<String> tenants, Cloud cloud) {
    teams = TeamsSimulator.start(0, clock, cloud.issuer());
    settings =
        new TeamsSettings(
            TenantId.DEFAULT,
            tenants,
            new Trust.Tokens(
                TeamsSimulator.APP, teams.password(), cloud, teams.login(), teams.openId()),
            List.of(teams.service()));
    channel = new TeamsChannel(settings, stock, journal, clock);
    server = serve(settings);
    sender = teams.sender(URI.create("http://127.0.0.1:" + server.port() + "/teams/messages"));
  }

  /** Another server, for other settings, with the same reception and journal. */
  Javalin serve(TeamsSettings other) {
    return serve(other, "127.0.0.1");
  }

  Javalin serve(TeamsSettings other, String host) {
    return Javalin.create(
            config -> {
              config.startup.showJavalinBanner = false;
              config.jetty.host = host;
              config.jetty.port = 0;
              new TeamsRoutes(other, new Interior(reception, desk), channel, journal, clock)
                  .routes(config.routes);
            })
        .start();
  }

  @Override
  public void close() {
    sender.close();
    server.stop();
    teams.close();
  }
}
