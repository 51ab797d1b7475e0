package dev.deskhand.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.content.Problem;
import dev.deskhand.content.Problems;
import dev.deskhand.teams.Cloud;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TeamsReaderTest {
  private static final Path BASE = Path.of("/etc/deskhand");
  private static final String APP = "22222222-aaaa-4bbb-8ccc-000000000002";
  private static final String TENANT = "11111111-aaaa-4bbb-8ccc-000000000001";

  private final Problems problems = new Problems();

  private Settings.Teams read(String text) {
    Map<String, String> environment = Map.of("TEAMS_PASSWORD", "hidden");
    return new SettingsReader(
            environment, new References(environment, BASE), BASE, BASE.resolve("catalog"), problems)
        .read("deskhand.yaml", text)
        .orElseThrow()
        .doors()
        .teams()
        .orElseThrow();
  }

  private Stream<String> problems() {
    return problems.all().stream().map(Problem::toString);
  }

  @Test
  void three_lines_are_enough_for_the_public_cloud() {
    Settings.Teams teams =
        read(
            """
            teams:
              app-id: %s
              app-password: env:TEAMS_PASSWORD
              tenants: [%s]
            """
                .formatted(APP, TENANT));

    assertThat(problems.all()).isEmpty();
    assertThat(teams.services())
        .containsExactly(URI.create("https://smba.trafficmanager.net/teams/"));
    assertThat(teams.app().orElseThrow())
        .isEqualTo(
            new Settings.TeamsApp(
                APP,
                "env:TEAMS_PASSWORD",
                Cloud.PUBLIC,
                URI.create("https://login.microsoftonline.com/" + TENANT + "/oauth2/v2.0/token"),
                URI.create("https://login.botframework.com/v1/.well-known/openidconfiguration")));
  }

  @ParameterizedTest
  @CsvSource({
    "us-gcc-high, https://login.microsoftonline.us/, smba.infra.gov.teams.microsoft.us",
    "us-dod, https://login.microsoftonline.us/, smba.infra.dod.teams.microsoft.us",
    "us-gcc, https://login.microsoftonline.com/, smba.infra.gcc.teams.microsoft.com"
  })
  void one_word_is_enough_for_another_cloud(String cloud, String login, String service) {
    Settings.Teams teams = read(in(cloud, ""));

    assertThat(problems.all()).isEmpty();
    assertThat(teams.services()).singleElement().returns(service, URI::getHost);
    assertThat(teams.app().orElseThrow().login())
        .hasToString(login + TENANT + "/oauth2/v2.0/token");
  }

  @Test
  void a_cloud_whose_service_has_no_known_address_needs_one_and_an_unknown_cloud_is_told() {
    read(in("china", ""));
    assertThat(problems()).singleElement().asString().contains(":5:", "'service-urls': nothing is");

    assertThat(read(in("china", "service-urls: [https://smba.example.cn/teams/]")).services())
        .hasSize(1);
    read(in("us-gov", ""));
    assertThat(problems())
        .hasSize(2)
        .anyMatch(it -> it.contains("'cloud': unknown value 'us-gov'"));
  }

  private static String in(String cloud, String more) {
    return """
    teams:
      app-id: %s
      app-password: env:TEAMS_PASSWORD
      tenants: [%s]
      cloud: %s
      %s
    """
        .formatted(APP, TENANT, cloud, more);
  }

  @Test
  void every_address_may_be_another() {
    Settings.Teams teams =
        read(
            """
            teams:
              app-id: %s
              app-password: env:TEAMS_PASSWORD
              tenants: [%s]
              login-url: http://127.0.0.1:9/login
              openid-url: http://127.0.0.1:9/openid
              service-urls: ["http://127.0.0.1:9/teams/", "https://smba.example.com"]
            """
                .formatted(APP, TENANT));

    assertThat(problems.all()).isEmpty();
    assertThat(teams.app().orElseThrow().login()).hasPath("/login");
    assertThat(teams.services()).hasSize(2);
  }

  @Test
  void everything_that_is_missing_or_wrong_is_told_at_once() {
    read("teams: { app-id: deskhand, app-password: geheim, service-urls: [smba], tenant: x }");

    assertThat(problems())
        .anyMatch(it -> it.contains("deskhand.yaml:1:") && it.contains("'app-id'"))
        .anyMatch(it -> it.contains("'app-password': expected a reference"))
        .anyMatch(it -> it.contains("tenants"))
        .anyMatch(it -> it.contains("'service-urls'"))
        .anyMatch(it -> it.contains("tenant"))
        .noneMatch(it -> it.contains("geheim"));
  }

  @Test
  void authentication_is_given_up_by_name_only_and_on_this_machine_only() {
    String local = "teams: { authentication: %s, tenants: [%s] }";

    assertThat(read(local.formatted("none-for-a-local-test-tool", TENANT)).app()).isEmpty();
    assertThat(problems.all()).isEmpty();

    for (String other : List.of("none", "off", "false")) {
      read(local.formatted(other, TENANT));
    }
    read("listen: 0.0.0.0:8080\n" + local.formatted("none-for-a-local-test-tool", TENANT));
    assertThat(problems())
        .hasSize(4)
        .anyMatch(it -> it.contains("so that tokens are checked"))
        .anyMatch(it -> it.contains("'listen' has to be on this machine"));
  }
}
