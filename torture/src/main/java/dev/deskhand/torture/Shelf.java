package dev.deskhand.torture;

import dev.deskhand.bot.TicketParties;
import dev.deskhand.bot.resolution.Reporter;
import dev.deskhand.content.Problems;
import dev.deskhand.journal.TenantId;
import dev.deskhand.permissions.Account;
import dev.deskhand.permissions.People;
import dev.deskhand.permissions.PersonId;
import dev.deskhand.permissions.Policies;
import dev.deskhand.permissions.PolicyFile;
import dev.deskhand.permissions.PolicyReader;
import dev.deskhand.permissions.Principal;
import dev.deskhand.permissions.Role;
import dev.deskhand.runbooks.Catalogue;
import dev.deskhand.runbooks.EffectClass;
import dev.deskhand.runbooks.Runbook;
import dev.deskhand.runbooks.yaml.RunbookReader;
import dev.deskhand.trees.Tree;
import dev.deskhand.trees.yaml.Known;
import dev.deskhand.trees.yaml.TreeReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the tortured installation knows: its people, policies, runbooks and trees. */
final class Shelf {
  static final TenantId TENANT = TenantId.DEFAULT;

  /** Asks for everything. */
  static final PersonId ADA = new PersonId("ada");

  /** Settles what nobody could know. */
  static final PersonId SAM = new PersonId("sam");

  /** Approves. */
  static final PersonId BOB = new PersonId("bob");

  private static final String POLICIES =
      """
      @id("staff-do") @reason("Staff may.") @authority("automatic")
      permit (principal, action in [Action::"see", Action::"start"], resource is Runbook)
      unless { resource.id like "guarded-*" };
      @id("guarded") @reason("An approver has to agree.")
      @authority("approval") @approver("approver") @approvals("1") @valid("PT400H")
      permit (principal, action == Action::"start", resource is Runbook)
      when { resource.id like "guarded-*" };
      @id("trees") @reason("Everybody may be guided.") @authority("automatic")
      permit (principal, action in [Action::"see", Action::"start"], resource is Tree);
      @id("perform") @reason("Steps act on the world.") @authority("automatic")
      permit (principal, action == Action::"perform", resource is Target);
      @id("approve") @reason("Approvers approve.") @authority("automatic")
      permit (principal in Role::"approver", action == Action::"approve", resource);
      @id("speak") @reason("Support settles.") @authority("automatic")
      permit (principal in Role::"it-support", action in [Action::"cancel", Action::"resolve", Action::"answer"], resource);
      """;

  private final Policies policies;
  private final People people;
  private final Catalogue runbooks;
  private final Known known;
  private final List<Tree> trees;

  Shelf() {
    this.policies = readPolicies();
    this.people = readPeople();
    RunbookReader reader =
        new RunbookReader(
            Arrays.stream(EffectClass.values())
                .collect(Collectors.toMap(Deed::nameOf, Deed::signatureOf)));
    List<Runbook> all = effects().flatMap(Plot::texts).map(text -> runbook(reader, text)).toList();
    this.runbooks = new Catalogue(all);
    this.known =
        new Known(
            Map.of(),
            all.stream()
                .collect(
                    Collectors.toMap(
                        it -> it.id().value(), _ -> new Known.Runbook(Set.of(), Set.of()))),
            Set.of());
    this.trees = effects().map(effect -> tree(treeOver(effect)).orElseThrow()).toList();
  }

  /** The classes of the steps that are tortured. */
  static Stream<EffectClass> effects() {
    return Stream.of(
        EffectClass.IDEMPOTENT,
        EffectClass.KEYED,
        EffectClass.TX,
        EffectClass.PROBE,
        EffectClass.ONCE);
  }

  private static String treeOver(EffectClass effect) {
    return """
    tree: tree-%1$s
    title: Have it done, %1$s
    queue: support
    start: do
    nodes:
      do:
        hand-over: do-%1$s
        succeeded: good
        otherwise: bad
      good:
        end: solved
        finding: It was done.
        say: It is done.
      bad:
        end: escalated
        finding: It could not be done.
        say: A colleague will look at it.
    """
        .formatted(effect.label());
  }

  Policies policies() {
    return policies;
  }

  People people() {
    return people;
  }

  Catalogue runbooks() {
    return runbooks;
  }

  List<Tree> trees() {
    return trees;
  }

  private Optional<Tree> tree(String text) {
    Problems problems = new Problems();
    String name = text.substring("tree: ".length(), text.indexOf('\n'));
    Optional<Tree> tree = TreeReader.read(name + TreeReader.FILE_ENDING, text, known, problems);
    problems.throwIfAny();
    return tree;
  }

  private static Runbook runbook(RunbookReader reader, String text) {
    Problems problems = new Problems();
    String name = text.substring("runbook: ".length(), text.indexOf('\n'));
    Optional<Runbook> runbook = reader.read(name + RunbookReader.ENDING, text, problems);
    problems.throwIfAny();
    return runbook.orElseThrow();
  }

  private static Policies readPolicies() {
    Problems problems = new Problems();
    try (InputStream schema = Shelf.class.getResourceAsStream("deskhand.cedarschema")) {
      if (schema == null) {
        throw new IllegalStateException("the policies' schema is not among the classes");
      }
      Optional<Policies> read =
          PolicyReader.read(
              new PolicyFile("schema", new String(schema.readAllBytes(), StandardCharsets.UTF_8)),
              List.of(new PolicyFile("torture.cedar", POLICIES)),
              problems);
      problems.throwIfAny();
      return read.orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static People readPeople() {
    return new People(
        TENANT,
        List.of(
            person(ADA, "staff"),
            person(SAM, "staff", Reporter.SUPPORT.value()),
            person(BOB, "staff", "approver"),
            new People.Member(
                new Principal(
                    TENANT,
                    TicketParties.SERVICE,
                    "Desk triggers",
                    Set.of(new Role("ticket-triggers")),
                    new Principal.Kind.Service(SAM)),
                List.of())));
  }

  private static People.Member person(PersonId id, String... roles) {
    return new People.Member(
        new Principal(
            TENANT,
            id,
            id.value(),
            Arrays.stream(roles).map(Role::new).collect(Collectors.toUnmodifiableSet()),
            new Principal.Kind.Human()),
        List.of(account(id)));
  }

  static Account account(PersonId id) {
    return new Account(Chat.NAME, "office", id.value());
  }
}
