package dev.deskhand.permissions.yaml;

import dev.deskhand.content.Problems;
import dev.deskhand.content.SourcePosition;
import dev.deskhand.content.yaml.YamlMapping;
import dev.deskhand.content.yaml.YamlNode;
import dev.deskhand.content.yaml.YamlReader;
import dev.deskhand.journal.TenantId;
import dev.deskhand.permissions.Account;
import dev.deskhand.permissions.People;
import dev.deskhand.permissions.PersonId;
import dev.deskhand.permissions.Principal;
import dev.deskhand.permissions.Role;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads the file that says who the people are and which accounts are theirs:
 *
 * <pre>{@code
 * people:
 *   ada:
 *     name: Ada Byron
 *     roles: [staff]
 *     accounts: ["slack:T0001:U0ADA"]
 *     attributes: { department: sales }
 * services:
 *   desk-triggers: { name: Ticket triggers, owner: ada, roles: [ticket-triggers] }
 * }</pre>
 */
public final class PeopleReader {
  private static final Pattern ROLE = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");

  private final TenantId tenant;
  private final Problems problems;
  private final Map<String, SourcePosition> ids = new HashMap<>();
  private final Map<Account, String> owners = new HashMap<>();
  private final Map<Account, SourcePosition> places = new HashMap<>();
  private final List<People.Member> members = new ArrayList<>();

  private PeopleReader(TenantId tenant, Problems problems) {
    this.tenant = tenant;
    this.problems = problems;
  }

  /**
   * Reads a people file.
   *
   * @param file its name as it appears in messages
   * @return empty when the file has problems, all of which are added
   */
  public static Optional<People> read(
      TenantId tenant, String file, String text, Problems problems) {
    Problems own = new Problems();
    PeopleReader reader = new PeopleReader(tenant, own);
    YamlReader.read(file, text, own).ifPresent(reader::read);
    problems.addAll(own.all());
    return own.isEmpty() ? Optional.of(new People(tenant, reader.members)) : Optional.empty();
  }

  private void read(YamlNode root) {
    YamlMapping file = root.asMapping("the people file", problems);
    file.allowOnly(problems, "people", "services");
    YamlMapping people = file.mapping("people", problems);
    people.values().forEach((id, node) -> person(placeOf(people, id), id, node));
    YamlMapping services = file.mapping("services", problems);
    services
        .values()
        .forEach((id, node) -> service(placeOf(services, id), id, node, people.keys().keySet()));
  }

  private void person(SourcePosition at, String id, YamlNode node) {
    YamlMapping person = node.asMapping("person '" + id + "'", problems);
    person.allowOnly(problems, "name", "roles", "accounts", "attributes");
    List<Account> accounts = new ArrayList<>();
    person.list("accounts").forEach(account -> account(id, account).ifPresent(accounts::add));
    add(at, id, person, new Principal.Kind.Human(), accounts);
  }

  private void service(SourcePosition at, String id, YamlNode node, Set<String> people) {
    YamlMapping service = node.asMapping("service '" + id + "'", problems);
    service.allowOnly(problems, "name", "owner", "roles");
    String owner = service.text("owner", problems);
    if (!owner.isBlank() && !people.contains(owner)) {
      problems.add(
          service.placeOf("owner"),
          "service '"
              + id
              + "': its owner '"
              + owner
              + "' is not among the people: "
              + Problems.suggestion(owner, people));
    }
    add(at, id, service, kindOf(owner), List.of());
  }

  /** An owner that can't be one is a problem already, so what it becomes here is never used. */
  private static Principal.Kind kindOf(String owner) {
    return PersonId.isValid(owner)
        ? new Principal.Kind.Service(new PersonId(owner))
        : new Principal.Kind.Human();
  }

  private static SourcePosition placeOf(YamlMapping mapping, String key) {
    return mapping.keys().getOrDefault(key, mapping.at());
  }

  private void add(
      SourcePosition at,
      String id,
      YamlMapping entry,
      Principal.Kind kind,
      List<Account> accounts) {
    String name = entry.text("name", problems);
    Set<Role> roles = roles(entry);
    SourcePosition first = ids.putIfAbsent(id, at);
    if (first != null) {
      problems.add(at, "the id '" + id + "' is taken by a person; first at " + first);
      return;
    }
    if (!PersonId.isValid(id)) {
      problems.add(
          at, "the id '" + id + "' is not valid: expected 1 to 64 of a-z, 0-9, '.', '_' and '-'");
      return;
    }
    Principal principal =
        new Principal(
            tenant,
            new PersonId(id),
            name,
            roles,
            kind,
            attributes(entry),
            List.of(),
            Optional.empty());
    members.add(new People.Member(principal, accounts));
  }

  private Map<String, String> attributes(YamlMapping entry) {
    Map<String, String> attributes = new HashMap<>();
    entry
        .mapping("attributes", problems)
        .values()
        .forEach((name, node) -> attributes.put(name, node.asText("an attribute", problems)));
    String zone = attributes.getOrDefault(Principal.TIME_ZONE, "UTC");
    if (!ZoneId.getAvailableZoneIds().contains(zone)) {
      problems.add(
          entry.mapping("attributes", problems).placeOf(Principal.TIME_ZONE),
          "no time zone is called '" + zone + "': expected one such as Europe/Berlin");
    }
    return attributes;
  }

  private Set<Role> roles(YamlMapping entry) {
    Set<Role> roles = new HashSet<>();
    for (YamlNode node : entry.list("roles")) {
      String role = node.asText("a role", problems);
      if (ROLE.matcher(role).matches()) {
        roles.add(new Role(role));
      } else {
        problems.add(
            node.at(), "the role '" + role + "' is not valid: expected a-z, 0-9 and '-', up to 64");
      }
    }
    return roles;
  }

  private Optional<Account> account(String id, YamlNode node) {
    String text = node.asText("an account", problems);
    Optional<Account> read = Account.parse(text);
    if (read.isEmpty()) {
      problems.add(
          node.at(),
          "the account '"
              + text
              + "' is not valid: expected platform:scope:user, such as"
              + " slack:T0001:U0ADA");
      return Optional.empty();
    }
    Account account = read.get();
    if (account.user().contains("@")) {
      problems.add(
          node.at(),
          "the account '"
              + text
              + "' names an e-mail address, which identifies nobody:"
              + " write the platform's own user id");
      return Optional.empty();
    }
    SourcePosition first = places.putIfAbsent(account, node.at());
    if (first != null) {
      problems.add(
          node.at(),
          "the account '"
              + text
              + "' belongs to '"
              + owners.get(account)
              + "' already; first at "
              + first);
      return Optional.empty();
    }
    owners.put(account, id);
    return Optional.of(account);
  }
}
