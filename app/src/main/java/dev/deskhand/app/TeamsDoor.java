package dev.deskhand.app;

import dev.deskhand.app.config.Settings;
import dev.deskhand.bot.message.Channel;
import dev.deskhand.bot.message.FileSource;
import dev.deskhand.bot.message.FileStock;
import dev.deskhand.bot.message.Interior;
import dev.deskhand.journal.Journal;
import dev.deskhand.journal.TenantId;
import dev.deskhand.runbooks.action.Secrets;
import dev.deskhand.teams.TeamsChannel;
import dev.deskhand.teams.TeamsRoutes;
import dev.deskhand.teams.TeamsSettings;
import dev.deskhand.teams.TeamsSettings.Trust;
import io.javalin.config.RoutesConfig;
import java.time.InstantSource;
import java.util.Set;

/** Microsoft Teams: what comes in by its route, and what goes out. */
final class TeamsDoor {
  private final TeamsChannel channel;
  private final TeamsRoutes routes;

  private TeamsDoor(TeamsChannel channel, TeamsRoutes routes) {
    this.channel = channel;
    this.routes = routes;
  }

  static TeamsDoor of(
      Settings.Teams teams,
      Secrets secrets,
      Interior interior,
      FileStock stock,
      Journal journal,
      InstantSource clock) {
    Trust trust =
        teams.app().<Trust>map(app -> tokens(app, secrets)).orElseGet(Trust.LocalTestTool::new);
    TeamsSettings wired =
        new TeamsSettings(TenantId.DEFAULT, Set.copyOf(teams.tenants()), trust, teams.services());
    TeamsChannel channel = new TeamsChannel(wired, stock, journal, clock);
    return new TeamsDoor(channel, new TeamsRoutes(wired, interior, channel, journal, clock));
  }

  private static Trust tokens(Settings.TeamsApp app, Secrets secrets) {
    return new Trust.Tokens(
        app.id(), secrets.resolve(app.password()), app.cloud(), app.login(), app.openId());
  }

  Channel channel() {
    return channel;
  }

  FileSource files() {
    return channel.files();
  }

  void routes(RoutesConfig config) {
    routes.routes(config);
  }
}
