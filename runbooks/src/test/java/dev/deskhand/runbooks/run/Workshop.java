package dev.deskhand.runbooks.run;

import dev.deskhand.content.ContentVersion;
import dev.deskhand.content.Expression;
import dev.deskhand.content.InputType;
import dev.deskhand.content.Problems;
import dev.deskhand.content.SourcePosition;
import dev.deskhand.content.Template;
import dev.deskhand.journal.Append;
import dev.deskhand.journal.AuditRecord;
import dev.deskhand.journal.HashChain;
import dev.deskhand.journal.Journal;
import dev.deskhand.journal.Lease;
import dev.deskhand.journal.TenantId;
import dev.deskhand.journal.contract.SettableClock;
import dev.deskhand.journal.memory.InMemoryStore;
import dev.deskhand.journal.memory.WatchedJournal;
import dev.deskhand.permissions.Account;
import dev.deskhand.permissions.Action;
import dev.deskhand.permissions.Authorizer;
import dev.deskhand.permissions.Decision;
import dev.deskhand.permissions.Grant;
import dev.deskhand.permissions.IdentityDirectory;
import dev.deskhand.permissions.People;
import dev.deskhand.permissions.PersonId;
import dev.deskhand.permissions.Policies;
import dev.deskhand.permissions.PolicyFile;
import dev.deskhand.permissions.PolicyReader;
import dev.deskhand.permissions.Principal;
import dev.deskhand.permissions.Role;
import dev.deskhand.runbooks.Call;
import dev.deskhand.runbooks.EffectClass;
import dev.deskhand.runbooks.IfLocked;
import dev.deskhand.runbooks.InputDeclaration;
import dev.deskhand.runbooks.OnFailure;
import dev.deskhand.runbooks.Retry;
import dev.deskhand.runbooks.Runbook;
import dev.deskhand.runbooks.RunbookId;
import dev.deskhand.runbooks.Step;
import dev.deskhand.runbooks.StepId;
import dev.deskhand.runbooks.Work;
import dev.deskhand.runbooks.action.Actions;
import dev.deskhand.runbooks.action.StepAction;
import dev.deskhand.runbooks.action.Target;
import dev.deskhand.runbooks.action.Targets;
import dev.deskhand.runbooks.calendar.Calendars;
import dev.deskhand.runbooks.json.RunEventJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A small organisation with real policies, a world to act on, and everything in memory. */
final class Workshop {
  static final TenantId TENANT = TenantId.DEFAULT;
  static final RunId RUN = new RunId("r-1");
  static final Retry THRICE =
      new Retry(3, Duration.ofSeconds(1), Duration.ofSeconds(30), Retry.On.TRANSIENT);

  private static final String POLICIES =
      """
      @id("staff-fix") @reason("Staff may fix.") @authority("automatic")
      permit (principal in Role::"staff", action == Action::"start", resource == Runbook::"fix");
      @id("staff-part") @reason("Staff may do parts.") @authority("automatic")
      permit (principal in Role::"staff", action == Action::"start", resource == Runbook::"part");
      @id("guarded") @reason("An approver has to agree.")
      @authority("approval") @approver("approver") @approvals("1") @valid("PT4H")
      permit (principal, action == Action::"start", resource == Runbook::"guarded");
      @id("escalated") @reason("An approver has to agree, or security.")
      @authority("approval") @approver("approver") @approvals("1") @valid("PT4H")
      @escalate("security") @after("PT1H")
      permit (principal, action == Action::"start", resource == Runbook::"escalated");
      @id("perform") @reason("Steps act on test targets.") @authority("automatic")
      permit (principal in Role::"staff", action == Action::"perform", resource is Target)
      when { resource has kind && resource.kind == "test" };
      @id("approve") @reason("Approvers approve.") @authority("automatic")
      permit (principal, action == Action::"approve", resource)
      when { principal in [Role::"approver", Role::"security"] };
      @id("speak") @reason("Staff settle and cancel.") @authority("automatic")
      permit (principal in Role::"staff", action in [Action::"cancel", Action::"resolve"], resource);
      """;

  private static final class Loaded {
    static final Policies POLICIES = read(Workshop.POLICIES);
  }

  final SettableClock clock = new SettableClock();
  final InMemoryStore store = new InMemoryStore(clock);
  final World world = new World();

  /** When things may start. */
  volatile Calendars calendars = Calendars.NONE;

  final RunStore runs = new RunStore(store);
  final Targets targets =
      new Targets(
          List.of(new Target("here", "test", Map.of()), new Target("there", "test", Map.of())));
  final Map<RunbookId, Runbook> catalogue = new HashMap<>();
  private final Actions actions = new Actions(world.actions());
  private final StepPerformer performer = new StepPerformer(actions, reference -> reference);
  final RunbookEngine engine = new RunbookEngine(runs, performer, clock);
  private volatile People members =
      people(
          person("ada", "staff", "approver"),
          person("bob", "staff", "approver"),
          person("carl", "staff"),
          person("sue", "security"));
  final IdentityDirectory people = new Directory();
  final Authorizer authorizer = new Authorizer(Loaded.POLICIES, people, clock);
  private int replicas;

  private static Policies read(String text) {
    Problems problems = new Problems();
    Optional<Policies> read =
        PolicyReader.read(
            new PolicyFile("schema", textOf("../permissions/catalog/deskhand.cedarschema")),
            List.of(new PolicyFile("policies", text)),
            problems);
    return read.orElseThrow(() -> new AssertionError(problems.all()));
  }

  private static String textOf(String file) {
    try {
      return Files.readString(Path.of(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static People.Member person(String id, String... roles) {
    return new People.Member(
        new Principal(
            TENANT,
            new PersonId(id),
            id,
            Set.copyOf(List.of(roles).stream().map(Role::new).toList()),
            new Principal.Kind.Human()),
        List.of());
  }

  static People people(People.Member... all) {
    return new People(TENANT, List.of(all));
  }

  void nowThereAre(People.Member... all) {
    members = people(all);
  }

  static Template template(String text) {
    return Template.parse(text, new SourcePosition("test", 1, 1), new Problems());
  }

  static Expression condition(String text) {
    Problems problems = new Problems();
    return Expression.parse(
            text, Set.of("inputs", "each", "steps"), new SourcePosition("test", 1, 1), problems)
        .orElseThrow(() -> new AssertionError(problems.all()));
  }

  static Call call(EffectClass effect, String value) {
    return new Call(
        "test." + effect.label(), template("here"), Map.of("value", template(value)), Map.of());
  }

  static Step step(String id, EffectClass effect) {
    return step(id, effect, THRICE, Optional.empty(), Optional.empty());
  }

  static Step undoable(String id, EffectClass effect) {
    return step(
        id, effect, THRICE, Optional.empty(), Optional.of(call(EffectClass.IDEMPOTENT, "undo")));
  }

  static Step step(
      String id, EffectClass effect, Retry retry, Optional<Expression> when, Optional<Call> undo) {
    Work.Act act =
        new Work.Act(
            call(effect, "{{ inputs.what }}"),
            effect,
            retry,
            Duration.ofSeconds(5),
            undo,
            Map.of());
    return new Step(
        new StepId(id),
        template("Do " + id),
        when,
        OnFailure.ROLL_BACK,
        Optional.empty(),
        IfLocked.WAIT,
        act);
  }

  static Runbook runbook(String id, Step... steps) {
    return new Runbook(
        new RunbookId(id),
        "A " + id,
        Map.of("risk", "low"),
        List.of(
            new InputDeclaration(
                "what",
                new InputType.Text(Optional.empty()),
                "What?",
                new InputDeclaration.Presence.Default("it"))),
        List.of(steps),
        new Runbook.Sayings("Done.", "Not done."),
        ContentVersion.of(id));
  }

  Planning.Planned plan(Runbook runbook) {
    return plan(runbook, Map.of());
  }

  Planning.Planned plan(Runbook runbook, Map<String, String> given) {
    RunPlanner planner = new RunPlanner(targets, id -> Optional.ofNullable(catalogue.get(id)));
    return (Planning.Planned) planner.plan(runbook, given, new PersonId("ada"));
  }

  static RunRequest request(String requester) {
    PersonId person = new PersonId(requester);
    return new RunRequest(
        person, person, "walk/w-1", "conversation/web/1", Optional.empty(), Map.of());
  }

  /** Begins a run as the policies say, for ada. */
  StoredRun begin(Runbook runbook) {
    return begin(RUN, plan(runbook), "ada");
  }

  StoredRun begin(RunId id, Planning.Planned planned, String requester) {
    RunRequest request = request(requester);
    Decision decision =
        RunAccess.decide(
            authorizer,
            RunAccess.startRequests(
                principal(requester), planned.plan(), planned.digest(), request));
    Append.Builder append = Append.in(TENANT);
    StoredRun begun =
        switch (decision) {
          case Decision.Allow allow -> engine.start(append, id, planned, request, allow.grant());
          case Decision.NeedsApproval needs -> engine.ask(append, id, planned, request, needs);
          case Decision.HumanOnly _, Decision.Deny _ -> throw new AssertionError(decision);
        };
    store.append(append.build());
    return begun;
  }

  Principal principal(String id) {
    return people.principal(TENANT, new PersonId(id)).orElseThrow();
  }

  Grant grant(String person, Action action) {
    return grant(RUN, person, action);
  }

  Grant grant(RunId id, String person, Action action) {
    Decision decision =
        authorizer.decide(RunAccess.about(principal(person), action, stored(id).run()));
    return ((Decision.Allow) decision).grant();
  }

  void approve(String person) {
    speak(append -> engine.approve(append, stored(), grant(person, Action.APPROVE)));
  }

  void requestChanges(String person, String comment) {
    speak(
        append -> engine.requestChanges(append, stored(), grant(person, Action.APPROVE), comment));
  }

  void cancel(String person) {
    speak(append -> engine.cancel(append, stored(), grant(person, Action.CANCEL)));
  }

  void pause(String person) {
    speak(append -> engine.pause(append, stored(), grant(person, Action.CANCEL)));
  }

  void resume(String person) {
    speak(append -> engine.resume(append, stored(), grant(person, Action.CANCEL)));
  }

  void leave(String because) {
    speak(append -> engine.leave(append, stored(), because));
  }

  void takeUp(String because) {
    speak(append -> engine.takeUp(append, stored(), because));
  }

  void approveStep(String person, StepRef step) {
    speak(append -> engine.approveStep(append, stored(), step, grant(person, Action.APPROVE)));
  }

  void declineStep(String person, StepRef step) {
    speak(
        append ->
            engine.declineStep(append, stored(), step, grant(person, Action.APPROVE), "no, stop"));
  }

  void answer(StepRef step, String person, Map<String, String> values) {
    speak(append -> engine.answer(append, stored(), step, new PersonId(person), values));
  }

  Map<String, StepAction.Signature> signatures() {
    return actions.signatures();
  }

  void settle(StepRef step, RunEvent.Settlement settlement) {
    speak(
        append -> engine.settle(append, stored(), step, settlement, grant("bob", Action.RESOLVE)));
  }

  private void speak(java.util.function.Consumer<Append.Builder> speech) {
    Append.Builder append = Append.in(TENANT);
    speech.accept(append);
    store.append(append.build());
  }

  StoredRun stored() {
    return stored(RUN);
  }

  StoredRun stored(RunId id) {
    return runs.find(TENANT, id).orElseThrow();
  }

  Run run() {
    return stored().run();
  }

  List<RunEvent> history() {
    return runs.history(TENANT, RUN).stream().map(it -> RunEventJson.read(it.event())).toList();
  }

  <T extends RunEvent> List<T> history(Class<T> type) {
    return history().stream().filter(type::isInstance).map(type::cast).toList();
  }

  /** A lease over the run, taken from whoever held it before. */
  Lease lease() {
    return lease(RUN);
  }

  private Lease lease(RunId id) {
    store.release("replica-" + replicas);
    replicas++;
    return store.hold("replica-" + replicas, Duration.ofDays(365)).get(id.in(TENANT).partition());
  }

  /** Lets what this process knows of its lease come to its end, before anybody takes it. */
  void lapse() {
    store.hold("replica-" + replicas, Duration.ofNanos(1));
  }

  /** Its journal, in which something befalls the process. */
  Journal watched(Trouble trouble) {
    return new WatchedJournal(store, trouble);
  }

  RunWorker worker(Journal journal, InstantSource time) {
    return new RunWorker(
        new RunStore(journal),
        new RunAccess(authorizer, people),
        performer,
        () -> calendars,
        time,
        new Stops(store, store));
  }

  /** Works the run until it sleeps or ends. */
  void work() {
    work(RUN);
  }

  void work(RunId id) {
    worker(store, clock).work(id.in(TENANT), lease(id));
  }

  /** Works the run until it ends or waits for a person, letting time pass as it asks for. */
  void workThrough() {
    work();
    for (int i = 0; i < 200 && !run().hasEnded() && store.nextWakeUp().isPresent(); i++) {
      passUntil(store.nextWakeUp().get());
      work();
    }
  }

  void passUntil(Instant at) {
    Duration left = Duration.between(clock.instant(), at);
    clock.advance(left.isNegative() ? Duration.ZERO : left.plusNanos(1_000));
  }

  Run.Phase.Ended end() {
    if (run().phase() instanceof Run.Phase.Ended ended) {
      return ended;
    }
    throw new AssertionError("still " + run().phase() + " " + run().steps().progress());
  }

  /** The whole audit; every link of it is checked. */
  List<AuditRecord> audit() {
    List<AuditRecord> all = store.audit(TENANT, 0, 10_000);
    Optional<AuditRecord> before = Optional.empty();
    for (AuditRecord record : all) {
      Optional<String> fault = HashChain.fault(before, record);
      if (fault.isPresent()) {
        throw new AssertionError(fault.get());
      }
      before = Optional.of(record);
    }
    return all;
  }

  /** The attempts that were announced, as {@code key attempt}. */
  List<String> intents() {
    List<String> all = new ArrayList<>();
    history(RunEvent.StepIntended.class)
        .forEach(it -> all.add(RUN + "." + it.step() + " " + it.attempt()));
    return all;
  }

  private final class Directory implements IdentityDirectory {
    @Override
    public Optional<Principal> principal(TenantId tenant, Account account) {
      return members.principal(tenant, account);
    }

    @Override
    public Optional<Principal> principal(TenantId tenant, PersonId id) {
      return members.principal(tenant, id);
    }

    @Override
    public List<Account> accounts(TenantId tenant, PersonId id) {
      return members.accounts(tenant, id);
    }

    @Override
    public List<Principal> holders(TenantId tenant, Role role) {
      return members.holders(tenant, role);
    }

    @Override
    public List<Principal> everybody(TenantId tenant) {
      return members.everybody(tenant);
    }
  }
}
