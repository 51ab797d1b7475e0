package dev.deskhand.permissions;

import dev.deskhand.content.Problems;
import dev.deskhand.journal.TenantId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The people whom these tests are about, and the shipped policies. */
final class Company {
  private static final Path CATALOG = Path.of("catalog");

  static final Policies SHIPPED = shipped();

  static final Principal ADA = person("ada", "staff");
  static final Principal BOB = person("bob", "staff", "it-support");
  static final Principal ELENA = person("elena", "staff", "it-support", "approver");
  static final Principal SAM = person("sam", "staff", "sre");
  static final Principal SUE = person("sue", "staff", "sre");
  static final Principal SOPHIE = person("sophie", "security");
  static final Principal VISITOR = person("visitor");
  static final Principal TRIGGERS =
      new Principal(
          TenantId.DEFAULT,
          new PersonId("desk-triggers"),
          "Ticket triggers",
          Set.of(new Role("ticket-triggers")),
          new Principal.Kind.Service(ELENA.id()));

  static final Resource UNLOCK = runbook("unlock-account");
  static final Resource RESTART = runbook("restart-service");
  static final Resource CLEAR = runbook("clear-vpn-session");
  static final Resource VPN = new Resource(Resource.Type.TREE, "vpn-not-connecting", Map.of());
  static final Resource DIRECTORY = target("directory", "ldap");
  static final Resource SERVER = target("web-01", "ssh");
  static final Resource GATEWAY = target("vpn-gateway", "http");
  static final Resource RUN =
      new Resource(
          Resource.Type.RUN, "r-1", Map.of("runbook", "unlock-account", "requester", "ada"));
  static final Resource TICKET = new Resource(Resource.Type.TICKET, "27", Map.of("desk", "rt"));
  static final Resource TENANT = new Resource(Resource.Type.TENANT, "default", Map.of());

  private Company() {}

  static People people(Principal... members) {
    return new People(
        TenantId.DEFAULT,
        Stream.of(members).map(member -> new People.Member(member, List.of())).toList());
  }

  static People everybody() {
    return people(ADA, BOB, ELENA, SAM, SUE, SOPHIE, VISITOR, TRIGGERS);
  }

  static Principal person(String id, String... roles) {
    return new Principal(
        TenantId.DEFAULT,
        new PersonId(id),
        id,
        Stream.of(roles).map(Role::new).collect(Collectors.toSet()),
        new Principal.Kind.Human());
  }

  static Resource runbook(String id) {
    return new Resource(Resource.Type.RUNBOOK, id, Map.of("risk", "low", "team", "desk"));
  }

  static Resource target(String id, String kind) {
    return new Resource(Resource.Type.TARGET, id, Map.of("kind", kind, "site", "north"));
  }

  static Policies policies(String... texts) {
    return policies(schema(), texts);
  }

  static Policies policies(PolicyFile schema, String... texts) {
    Problems problems = new Problems();
    List<PolicyFile> files =
        Stream.of(texts).map(text -> new PolicyFile("test.cedar", text)).toList();
    Policies read = PolicyReader.read(schema, files, problems).orElse(null);
    problems.throwIfAny();
    return java.util.Objects.requireNonNull(read);
  }

  static PolicyFile schema() {
    return file(CATALOG.resolve("deskhand.cedarschema"));
  }

  private static Policies shipped() {
    try (Stream<Path> files = Files.list(CATALOG)) {
      return policies(
          files
              .filter(path -> path.toString().endsWith(".cedar"))
              .sorted()
              .map(path -> file(path).text())
              .toArray(String[]::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static PolicyFile file(Path path) {
    try {
      return new PolicyFile(path.getFileName().toString(), Files.readString(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
