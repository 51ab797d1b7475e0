package dev.deskhand.app;

import dev.deskhand.app.config.Settings;
import dev.deskhand.journal.TenantId;
import dev.deskhand.runbooks.action.Secrets;
import dev.deskhand.teams.TeamsSettings;
import dev.deskhand.teams.TeamsSettings.Trust;
import java.util.Set;

/** What the configuration says of Teams, with its secret. */
final class TeamsWiring {
  private TeamsWiring() {}

  static TeamsSettings settings(TenantId tenant, Settings.Teams teams, Secrets secrets) {
    Trust trust =
        teams.app().<Trust>map(app -> tokens(app, secrets)).orElseGet(Trust.LocalTestTool::new);
    return new TeamsSettings(tenant, Set.copyOf(teams.tenants()), trust, teams.services());
  }

  private static Trust tokens(Settings.TeamsApp app, Secrets secrets) {
    return new Trust.Tokens(app.id(), secrets.resolve(app.password()), app.login(), app.openId());
  }
}
