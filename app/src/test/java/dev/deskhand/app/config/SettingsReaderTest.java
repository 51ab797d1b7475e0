package dev.deskhand.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.app.config.Settings.DatabaseChoice;
import dev.deskhand.app.config.Settings.Listen;
import dev.deskhand.bot.BreakGlass;
import dev.deskhand.bot.limit.Allowances;
import dev.deskhand.bot.limit.Rate;
import dev.deskhand.content.Problem;
import dev.deskhand.content.Problems;
import dev.deskhand.permissions.Role;
import dev.deskhand.permissions.RoleClaim;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class SettingsReaderTest {
  private static final Path BASE = Path.of("/etc/deskhand");
  private static final Path SHIPPED = Path.of("/opt/deskhand/catalog");

  private final Problems problems = new Problems();

  private Settings read(Map<String, String> environment, String text) {
    References references = new References(environment, BASE);
    return new SettingsReader(environment, references, BASE, SHIPPED, problems)
        .read("deskhand.yaml", text)
        .orElseThrow();
  }

  @Test
  void an_empty_configuration_is_one_on_this_machine() {
    Settings settings = read(Map.of(), "{}");

    assertThat(problems.all()).isEmpty();
    assertThat(settings.listen()).isEqualTo(new Listen("127.0.0.1", 8080));
    assertThat(settings.baseUrl()).isEqualTo(URI.create("http://127.0.0.1:8080"));
    assertThat(settings.data()).isEqualTo(BASE.resolve("data"));
    assertThat(settings.database()).isEqualTo(new DatabaseChoice.Sqlite());
    assertThat(settings.catalogue()).containsExactly(SHIPPED);
    assertThat(settings.doors()).isEqualTo(Settings.Doors.NONE);
  }

  @Test
  void the_folders_of_the_catalogue_are_watched_by_those_who_say_so() {
    assertThat(read(Map.of(), "{}").offered().watch()).isEqualTo(Settings.Watch.NOTHING);
    assertThat(read(Map.of(), "watch-catalog: true").offered().watch())
        .isEqualTo(Settings.Watch.FOLDERS);
    assertThat(problems.all()).isEmpty();

    read(Map.of(), "watch-catalog: often");

    assertThat(problems.all())
        .extracting(Object::toString)
        .containsExactly("deskhand.yaml:1:16: 'watch-catalog' is 'true' or 'false', found 'often'");
  }

  @Test
  void the_environment_stands_over_the_file() {
    Settings settings =
        read(
            Map.of(
                "DESKHAND_LISTEN", "0.0.0.0:9090",
                "DESKHAND_DATABASE_KIND", "postgresql",
                "DESKHAND_DATABASE_URL", "jdbc:postgresql://db/deskhand",
                "DESKHAND_DATABASE_USER", "deskhand",
                "DESKHAND_DATABASE_PASSWORD", "env:PG_PASSWORD",
                "PG_PASSWORD", "hidden"),
            """
            listen: 127.0.0.1:8080
            database: { kind: sqlite }
            """);

    assertThat(problems.all()).isEmpty();
    assertThat(settings.listen()).isEqualTo(new Listen("0.0.0.0", 9090));
    assertThat(settings.database())
        .isEqualTo(
            new DatabaseChoice.Postgresql(
                "jdbc:postgresql://db/deskhand", "deskhand", "env:PG_PASSWORD"));
  }

  @Test
  void what_is_wrong_in_the_environment_is_told_by_its_name() {
    read(Map.of("DESKHAND_LISTEN", "everywhere"), "listen: 127.0.0.1:8080");

    assertThat(problems.all())
        .singleElement()
        .extracting(Problem::toString)
        .asString()
        .contains("environment variable DESKHAND_LISTEN", "'everywhere'");
  }

  @Test
  void a_reference_that_leads_nowhere_is_a_problem_of_the_configuration() {
    read(Map.of(), "targets: { gw: { kind: ssh, host: gw, key: 'env:GW_KEY' } }");

    assertThat(problems.all())
        .singleElement()
        .extracting(Problem::toString)
        .asString()
        .contains("deskhand.yaml:1:", "GW_KEY is not set");
  }

  @Test
  void slack_is_heard_in_one_way() {
    String slack =
        """
        slack: { team: T0001, bot-token: "env:BOT", %s }
        """;
    Map<String, String> environment = Map.of("BOT", "xoxb-1", "SECRET", "s", "APP", "xapp-1");

    assertThat(read(environment, slack.formatted("app-token: 'env:APP'")).doors().slack())
        .hasValueSatisfying(
            it -> assertThat(it.intake()).isEqualTo(new Settings.SlackIntake.Socket("env:APP")));
    assertThat(problems.all()).isEmpty();

    read(environment, slack.formatted("app-token: 'env:APP', signing-secret: 'env:SECRET'"));
    assertThat(problems.all())
        .singleElement()
        .extracting(Problem::toString)
        .asString()
        .contains("deskhand.yaml:1:", "leave one of the two out");
  }

  @Test
  void an_issuer_is_read() {
    Settings settings =
        read(
            Map.of("OIDC", "hidden"),
            """
            oidc:
              name: Acme ID
              issuer: https://id.example.com/realms/desk
              client-id: deskhand
              client-secret: env:OIDC
              session: 4h
            """);

    assertThat(problems.all()).isEmpty();
    assertThat(settings.doors().oidc())
        .contains(
            new Settings.Oidc(
                "Acme ID",
                URI.create("https://id.example.com/realms/desk"),
                "deskhand",
                "env:OIDC",
                Duration.ofHours(4),
                Optional.empty()));
  }

  @Test
  void everything_that_is_wrong_with_an_issuer_is_told_at_once() {
    read(
        Map.of(),
        """
        oidc:
          issuer: http://id.example.com/
          client-secret: hunter2
          session: P30D
        """);

    assertThat(problems.all().stream().map(Problem::toString))
        .hasSize(4)
        .anyMatch(it -> it.contains("deskhand.yaml:2:") && it.contains("with https unless"))
        .anyMatch(it -> it.contains("deskhand.yaml:3:") && it.contains("not the secret itself"))
        .anyMatch(it -> it.contains("deskhand.yaml:4:") && it.contains("from 1m to 24h"))
        .anyMatch(it -> it.contains("client-id"));
  }

  @Test
  void what_holds_in_emergencies_is_read_and_somebody_has_to_know() {
    Settings settings =
        read(Map.of(), "emergencies: { lasts: 30m, tell: [security, incident-lead] }");

    assertThat(problems.all()).isEmpty();
    assertThat(settings.listen().emergencies())
        .isEqualTo(
            new BreakGlass.Terms(
                Duration.ofMinutes(30), List.of(new Role("security"), new Role("incident-lead"))));

    read(Map.of(), "emergencies: { lasts: P2D, tell: [] }");
    assertThat(problems.all().stream().map(Problem::toString))
        .hasSize(2)
        .anyMatch(it -> it.contains("'lasts': expected a time from 1m to 24h"))
        .anyMatch(it -> it.contains("'tell': expected a role at least"));
  }

  @Test
  void what_sign_ins_give_is_read_and_counts_no_longer_than_the_session() {
    String oidc =
        "oidc: { issuer: 'https://id.example.com', client-id: d, client-secret: env:S, session: 2h,"
            + " roles: { claim: groups, keep: %s, values: { helpdesk: [it-support] } } }";
    Settings settings = read(Map.of("S", "hidden"), oidc.formatted("1h"));

    assertThat(problems.all()).isEmpty();
    assertThat(settings.doors().oidc().flatMap(Settings.Oidc::roles))
        .contains(
            new RoleClaim(
                "groups", Duration.ofHours(1), Map.of("helpdesk", Set.of(new Role("it-support")))));

    read(Map.of("S", "hidden"), oidc.formatted("3h"));
    assertThat(problems.all())
        .singleElement()
        .extracting(Problem::toString)
        .asString()
        .contains("'keep': expected a time from 1m to that of 'session'");
  }

  @Test
  void a_directory_whose_groups_give_roles_is_read() {
    Settings settings =
        read(
            Map.of(),
            """
            targets: { company-directory: { kind: ldap, url: "ldaps://d.example.com" } }
            directory-roles:
              target: company-directory
              keep: 2m
              groups: { helpdesk: [it-support, staff] }
            """);

    assertThat(problems.all()).isEmpty();
    Settings.Groups groups = settings.doors().groups().orElseThrow();
    assertThat(groups.target().name()).isEqualTo("company-directory");
    assertThat(groups.keep()).isEqualTo(Duration.ofMinutes(2));
    assertThat(groups.roles())
        .isEqualTo(Map.of("helpdesk", Set.of(new Role("it-support"), new Role("staff"))));
  }

  @Test
  void a_directory_whose_names_are_known_is_read() {
    Settings settings =
        read(
            Map.of(),
            """
            targets: { company-directory: { kind: ldap, url: "ldaps://d.example.com" } }
            directory-names: { target: company-directory, every: 1h, group-inputs: [group, team] }
            """);

    assertThat(problems.all()).isEmpty();
    Settings.DirectoryNames names = settings.doors().names().orElseThrow();
    assertThat(names.target().name()).isEqualTo("company-directory");
    assertThat(names.every()).isEqualTo(Duration.ofHours(1));
    assertThat(names.groupInputs()).containsExactlyInAnyOrder("group", "team");
  }

  @Test
  void everything_that_is_wrong_with_such_a_directory_is_told_at_once() {
    read(
        Map.of(),
        """
        targets: { gw: { kind: ssh, host: gw } }
        directory-roles:
          target: gw
          keep: 2h
          groups: { helpdesk: [IT] }
        """);

    assertThat(problems.all().stream().map(Problem::toString))
        .hasSize(3)
        .anyMatch(it -> it.contains("deskhand.yaml:3:") && it.contains("no target of kind ldap"))
        .anyMatch(it -> it.contains("deskhand.yaml:4:") && it.contains("from 4s to 1h"))
        .anyMatch(it -> it.contains("deskhand.yaml:5:") && it.contains("'IT' is not valid"));
  }

  @Test
  void limits_are_read_and_what_is_not_said_is_as_usual() {
    Settings settings =
        read(
            Map.of(),
            """
            limits:
              person: { requests: { most: 5, per: 10s } }
              tenant: { starts: { most: 900, per: 1h } }
            """);

    assertThat(problems.all()).isEmpty();
    assertThat(settings.limits())
        .isEqualTo(
            new Allowances(
                new Rate(5, Duration.ofSeconds(10)),
                Allowances.DEFAULT.starts(),
                Allowances.DEFAULT.tenantRequests(),
                Optional.of(new Rate(900, Duration.ofHours(1)))));
  }

  @Test
  void custom_fields_have_names_of_people_and_what_a_name_may_be_is_said() {
    String zendesk =
        """
        desks:
          zendesk:
            base-url: https://example.zendesk.com
            own-user: "1"
            email: deskhand@example.com
            token: env:TOKEN
            webhook-secret: env:TOKEN
            custom-fields: { %s }
        """;
    Map<String, String> environment = Map.of("TOKEN", "t");

    Settings settings = read(environment, zendesk.formatted("\"number of seats\": \"17\""));

    assertThat(settings.doors().zendesk().orElseThrow().customFields())
        .containsExactly(Map.entry("17", "number of seats"));
    assertThat(problems.all()).isEmpty();
    read(environment, zendesk.formatted("Seats: \"1\", seats: x, owner: \"2\""));
    assertThat(problems.all().toString())
        .contains("'Seats' can't be a name: expected a small letter, and up to 39 small letters,")
        .contains("'seats: x': expected the field's number")
        .contains("'owner' is the desk's own word");
  }

  @Test
  void how_much_files_may_have_is_read_in_mebibytes() {
    assertThat(read(Map.of(), "limits: { files-mebibytes: 20 }").listen().files())
        .isEqualTo(20L << 20);
    assertThat(read(Map.of(), "{}").listen().files()).isEqualTo(10L << 20);
    assertThat(problems.all()).isEmpty();

    read(Map.of(), "limits: { files-mebibytes: 26 }");

    assertThat(problems.all().toString()).contains("'files-mebibytes': expected 1 to 25, found 26");
  }

  @Test
  void limits_that_let_nobody_through_are_a_problem() {
    read(Map.of(), "limits: { person: { starts: { most: 0, per: 1h }, request: 3 } }");

    assertThat(problems.all().toString()).contains("'most': expected 1 to", "'request'");
  }

  @Test
  void witnesses_and_retention_are_read() {
    Settings settings =
        read(
            Map.of("AUDIT_TOKEN", "hidden", "AUDIT_KEY", "a key"),
            """
            audit:
              witness:
                every: 30s
                key: env:AUDIT_KEY
                file: /mnt/other/heads.jsonl
                syslog: tcp://logs.example.com:601
                http: { url: "https://witness.example.com/heads", token: "env:AUDIT_TOKEN" }
            retention: { audit: 3650, history: 730, requests: 90 }
            """);

    assertThat(problems.all()).isEmpty();
    assertThat(settings.keeping().witnessing())
        .isEqualTo(
            new Settings.Witnessing(
                Duration.ofSeconds(30),
                Optional.of("env:AUDIT_KEY"),
                Optional.of(Path.of("/mnt/other/heads.jsonl")),
                Optional.of(URI.create("tcp://logs.example.com:601")),
                Optional.of(
                    new Settings.Endpoint(
                        URI.create("https://witness.example.com/heads"),
                        Optional.of("env:AUDIT_TOKEN")))));
    assertThat(settings.keeping().retention())
        .isEqualTo(new Settings.Retention(Optional.of(3650), Optional.of(730), Optional.of(90)));
  }

  @Test
  void everything_that_is_wrong_with_witnesses_and_retention_is_told_at_once() {
    read(
        Map.of(),
        """
        audit:
          witness: { every: 0s, key: "the key itself", syslog: "logs.example.com", http: { url: "ftp://x" } }
        retention: { audit: 0, chats: 3 }
        """);

    assertThat(problems.all().stream().map(Problem::toString))
        .hasSize(6)
        .anyMatch(it -> it.contains("deskhand.yaml:2:") && it.contains("a second or more"))
        .anyMatch(it -> it.contains("'key': expected a reference"))
        .anyMatch(it -> it.contains("'syslog': expected an address such as udp://"))
        .anyMatch(it -> it.contains("'url': expected an address such as https://"))
        .anyMatch(it -> it.contains("deskhand.yaml:3:") && it.contains("1 or more"))
        .anyMatch(it -> it.contains("chats"));
  }
}
