package dev.deskhand.teams;

import static dev.deskhand.sandbox.teams.TeamsSimulator.APP;
import static dev.deskhand.sandbox.teams.TeamsSimulator.TENANT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.deskhand.journal.TenantId;
import dev.deskhand.teams.TeamsSettings.Trust;
import java.net.URI;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class TeamsSettingsTest {
  private static final URI LOGIN = URI.create("https://login.example/token");
  private static final URI LOCAL = URI.create("http://127.0.0.1:9/");

  private static TeamsSettings settings(Set<String> tenants, Trust trust, String... services) {
    return new TeamsSettings(
        TenantId.DEFAULT, tenants, trust, List.of(services).stream().map(URI::create).toList());
  }

  private static Trust tokens(String app, String password) {
    return new Trust.Tokens(app, password, Cloud.PUBLIC, LOGIN, LOGIN);
  }

  @Test
  void what_would_be_unsafe_is_refused_with_what_to_do() {
    Trust right = tokens(APP, "secret");

    assertThatThrownBy(() -> tokens("", "secret")).hasMessageContaining("teams.app-id");
    assertThatThrownBy(() -> tokens(APP, " ")).hasMessageContaining("teams.app-password");
    assertThatThrownBy(
            () ->
                new Trust.Tokens(
                    APP, "x", Cloud.PUBLIC, URI.create("http://login.example/"), LOGIN))
        .hasMessageContaining("teams.login-url");
    assertThatThrownBy(
            () ->
                new Trust.Tokens(
                    APP, "x", Cloud.PUBLIC, LOGIN, URI.create("http://openid.example/")))
        .hasMessageContaining("teams.openid-url");
    assertThatThrownBy(() -> settings(Set.of(), right, "https://smba.example/"))
        .hasMessageContaining("teams.tenants");
    assertThatThrownBy(() -> settings(Set.of("acme"), right, "https://smba.example/"))
        .hasMessageContaining("'acme'");
    assertThatThrownBy(() -> settings(Set.of(TENANT), right)).hasMessageContaining("service-urls");
    assertThatThrownBy(() -> settings(Set.of(TENANT), right, "http://smba.example/"))
        .hasMessageContaining("service-urls");
    assertThatThrownBy(
            () -> settings(Set.of(TENANT), new Trust.LocalTestTool(), "https://smba.example/"))
        .hasMessageContaining("on this machine");
  }

  @Test
  void the_secret_is_never_shown() {
    assertThat(settings(Set.of(TENANT), tokens(APP, "geheim"), LOCAL.toString()).toString())
        .contains(APP)
        .doesNotContain("geheim");
  }

  @Test
  void a_service_is_known_by_scheme_host_and_port() {
    TeamsSettings settings =
        settings(Set.of(TENANT), tokens(APP, "x"), "https://smba.example/teams/");

    assertThat(settings.isService(URI.create("https://smba.example/emea/"))).isTrue();
    assertThat(settings.isService(URI.create("https://SMBA.example:443/amer"))).isTrue();
    assertThat(settings.isService(URI.create("https://smba.example:8443/"))).isFalse();
    assertThat(settings.isService(URI.create("http://smba.example/"))).isFalse();
    assertThat(settings.isService(URI.create("https://smba.example.evil.example/"))).isFalse();
    assertThat(settings.isService(URI.create("https://smba.example@evil.example/"))).isFalse();
  }
}
