package dev.deskhand.app.config;

import dev.deskhand.app.config.Settings.Listen;
import dev.deskhand.app.config.Settings.Teams;
import dev.deskhand.content.Problems;
import dev.deskhand.content.yaml.YamlMapping;
import dev.deskhand.content.yaml.YamlNode;
import dev.deskhand.teams.Cloud;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the part {@code teams}. */
final class TeamsReader {
  private static final String CLOUD = "cloud";
  private static final String AUTHENTICATION = "authentication";
  private static final String NONE = "none-for-a-local-test-tool";
  private static final String GUID = "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";
  private static final URI EXAMPLE = URI.create("https://smba.trafficmanager.net/teams/");
  private static final Set<String> THIS_MACHINE = Set.of("127.0.0.1", "localhost", "[::1]");

  private final SecretChecks secrets;
  private final Addresses addresses;
  private final Problems problems;

  TeamsReader(SecretChecks secrets, Problems problems) {
    this.secrets = secrets;
    this.addresses = new Addresses(problems);
    this.problems = problems;
  }

  Teams read(YamlMapping teams, Listen listen) {
    teams.allowOnly(
        problems,
        "app-id",
        "app-password",
        "tenants",
        CLOUD,
        "login-url",
        "openid-url",
        "service-urls",
        AUTHENTICATION);
    List<String> tenants = tenants(teams);
    Cloud cloud = teams.choice(CLOUD, Cloud.class, problems).orElse(Cloud.PUBLIC);
    return new Teams(
        tenants,
        teams.find(AUTHENTICATION).isPresent()
            ? withoutAuthentication(teams, listen)
            : Optional.of(app(teams, cloud, tenants)),
        services(teams, cloud));
  }

  /** Said by name, and only where nobody else can come by. */
  private Optional<Settings.TeamsApp> withoutAuthentication(YamlMapping teams, Listen listen) {
    if (!teams.text(AUTHENTICATION, problems).equals(NONE)) {
      problems.add(
          teams.placeOf(AUTHENTICATION),
          "'authentication': leave it out, so that tokens are checked; '"
              + NONE
              + "' is for a test tool on this machine");
    }
    if (!THIS_MACHINE.contains(listen.host())) {
      problems.add(
          teams.placeOf(AUTHENTICATION),
          "'authentication': without it, 'listen' has to be on this machine, such as"
              + " 127.0.0.1:8080, and is "
              + listen.host());
    }
    return Optional.empty();
  }

  /** Where a single tenant's app gets its tokens, unless the file says otherwise. */
  private Settings.TeamsApp app(YamlMapping teams, Cloud cloud, List<String> tenants) {
    String tenant = tenants.isEmpty() ? "" : tenants.getFirst();
    return new Settings.TeamsApp(
        guid(teams, "app-id", teams.text("app-id", problems)),
        secrets.required(teams, "app-password"),
        cloud,
        addresses.web(teams, "login-url").orElse(cloud.login(tenant)),
        addresses.web(teams, "openid-url").orElse(cloud.openId()));
  }

  private List<String> tenants(YamlMapping teams) {
    teams.require("tenants", problems);
    List<String> tenants = teams.texts("tenants", problems);
    return tenants.stream().map(tenant -> guid(teams, "tenants", tenant)).toList();
  }

  private String guid(YamlMapping teams, String key, String text) {
    if (text.matches(GUID)) {
      return text;
    }
    problems.add(
        teams.placeOf(key),
        "'"
            + key
            + "': expected an id such as 11111111-aaaa-4bbb-8ccc-000000000001, found '"
            + text
            + "'");
    return "00000000-0000-0000-0000-000000000000";
  }

  private List<URI> services(YamlMapping teams, Cloud cloud) {
    List<URI> services = new ArrayList<>();
    for (YamlNode node : teams.list("service-urls")) {
      String text = node.asText("an address", problems);
      if (text.matches("https?://[^/@?#\\s]+(/[\\w./~-]*)?")) {
        services.add(URI.create(text));
      } else {
        problems.add(
            node.at(),
            "'service-urls': expected an address such as " + EXAMPLE + ", found '" + text + "'");
      }
    }
    if (services.isEmpty() && cloud.service().isEmpty()) {
      problems.add(
          teams.placeOf(CLOUD),
          "'service-urls': nothing is known for this cloud; name the serviceUrl of its activities");
    }
    return services.isEmpty() ? List.of(cloud.service().orElse(EXAMPLE)) : services;
  }
}
