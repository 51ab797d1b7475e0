package dev.deskhand.permissions.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.content.Problem;
import dev.deskhand.content.Problems;
import dev.deskhand.journal.TenantId;
import dev.deskhand.permissions.Account;
import dev.deskhand.permissions.People;
import dev.deskhand.permissions.PersonId;
import dev.deskhand.permissions.Principal;
import dev.deskhand.permissions.Role;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who the people are, as a file says. */
final class PeopleReaderTest {
  private static final TenantId TENANT = TenantId.DEFAULT;
  private final Problems problems = new Problems();

  @Test
  void attributes_are_read() {
    People people =
        read(
            """
            people:
              ada: { name: Ada, roles: [staff], attributes: { department: sales } }
            """);

    assertThat(problems.all()).isEmpty();
    PersonId ada = new PersonId("ada");
    assertThat(people.principal(TENANT, ada).orElseThrow().attributes())
        .containsEntry("department", "sales");
  }

  @Test
  void a_person_has_a_time_zone_or_utc() {
    People people =
        read(
            """
            people:
              ada: { name: Ada, roles: [staff], attributes: { time-zone: Europe/Berlin } }
              bob: { name: Bob, roles: [staff] }
            """);

    assertThat(people.principal(TENANT, new PersonId("ada")).orElseThrow().timeZone())
        .isEqualTo(ZoneId.of("Europe/Berlin"));
    assertThat(people.principal(TENANT, new PersonId("bob")).orElseThrow().timeZone())
        .isEqualTo(ZoneOffset.UTC);
  }

  @Test
  void a_time_zone_that_nobody_knows_is_a_problem() {
    Problems problems = new Problems();

    PeopleReader.read(
        TENANT,
        "people.yaml",
        "people:\n  ada: { name: Ada, roles: [staff], attributes: { time-zone: Berlin } }\n",
        problems);

    assertThat(problems.all().toString()).contains("no time zone is called 'Berlin'");
  }

  @Test
  void people_and_services_are_read_with_their_roles_and_accounts() {
    People people =
        read(
            """
            people:
              ada:
                name: Ada Byron
                roles: [staff]
                accounts: ["slack:T0001:U0ADA", "web:local:ada", "rt:helpdesk.test:27"]
              elena: { name: Elena, roles: [staff, approver] }
            services:
              desk-triggers: { name: Ticket triggers, owner: elena, roles: [ticket-triggers] }
            """);

    assertThat(problems.all()).isEmpty();
    PersonId ada = new PersonId("ada");
    Principal expected =
        new Principal(
            TENANT, ada, "Ada Byron", Set.of(new Role("staff")), new Principal.Kind.Human());
    assertThat(people.principal(TENANT, new Account("slack", "T0001", "U0ADA"))).contains(expected);
    assertThat(people.principal(TENANT, ada)).contains(expected);
    assertThat(people.accounts(TENANT, ada))
        .hasSize(3)
        .contains(new Account("web", "local", "ada"));
    assertThat(people.holders(TENANT, new Role("staff")))
        .extracting(principal -> principal.id().value())
        .containsExactly("ada", "elena");
    assertThat(people.principal(TENANT, new PersonId("desk-triggers")).orElseThrow().kind())
        .isEqualTo(new Principal.Kind.Service(new PersonId("elena")));
  }

  @Test
  void another_tenant_knows_none_of_them() {
    People people = read("people: { ada: { name: Ada, accounts: ['web:local:ada'] } }");
    TenantId other = new TenantId("other");

    assertThat(people.principal(other, new PersonId("ada"))).isEmpty();
    assertThat(people.principal(other, new Account("web", "local", "ada"))).isEmpty();
    assertThat(people.accounts(other, new PersonId("ada"))).isEmpty();
    assertThat(people.holders(other, new Role("staff"))).isEmpty();
  }

  @Test
  void every_problem_is_told_at_once_with_its_place() {
    List<String> found =
        problemsOf(
            """
            people:
              ada: { name: Ada, rolls: [staff], accounts: ["web:local:ada"] }
              Bob: { name: Bob }
              carl: { accounts: ["web:local:ada", "slack:T1", "rt:desk:carl@example.test"] }
              dora: { name: Dora, roles: ["IT Support"] }
            services:
              ada: { name: Triggers, owner: dorra, roles: [] }
              nightly: { name: Nightly }
            persons: {}
            """);

    assertThat(found)
        .containsExactly(
            "people.yaml:2:21: unknown key 'rolls': did you mean 'roles'?",
            "people.yaml:3:3: the id 'Bob' is not valid: expected 1 to 64 of a-z, 0-9, '.', '_' and"
                + " '-'",
            "people.yaml:4:9: 'name' is missing: write name: …",
            "people.yaml:4:22: the account 'web:local:ada' belongs to 'ada' already; first at"
                + " people.yaml:2:48",
            "people.yaml:4:39: the account 'slack:T1' is not valid: expected platform:scope:user,"
                + " such as slack:T0001:U0ADA",
            "people.yaml:4:51: the account 'rt:desk:carl@example.test' names an e-mail address,"
                + " which identifies nobody: write the platform's own user id",
            "people.yaml:5:31: the role 'IT Support' is not valid: expected a-z, 0-9 and '-', up to"
                + " 64",
            "people.yaml:7:3: the id 'ada' is taken by a person; first at people.yaml:2:3",
            "people.yaml:7:33: service 'ada': its owner 'dorra' is not among the people: did you"
                + " mean 'dora'?",
            "people.yaml:8:12: 'owner' is missing: write owner: …",
            "people.yaml:9:1: unknown key 'persons': known are: people, services");
  }

  @Test
  void a_service_cannot_own_a_service() {
    List<String> found =
        problemsOf(
            """
            people: { ada: { name: Ada } }
            services:
              first: { name: First, owner: ada }
              second: { name: Second, owner: first }
            """);

    assertThat(found).singleElement().asString().contains("its owner 'first' is not among");
  }

  @Test
  void a_file_that_is_no_mapping_is_a_problem() {
    assertThat(problemsOf("- ada\n- bob\n")).singleElement().asString().contains("1:1");
    assertThat(problemsOf("")).singleElement().asString().contains("empty");
  }

  private People read(String text) {
    People people = PeopleReader.read(TENANT, "people.yaml", text, problems).orElse(null);
    problems.throwIfAny();
    return java.util.Objects.requireNonNull(people);
  }

  private static List<String> problemsOf(String text) {
    Problems found = new Problems();
    assertThat(PeopleReader.read(TENANT, "people.yaml", text, found)).isEmpty();
    return found.all().stream().map(Problem::toString).toList();
  }
}
