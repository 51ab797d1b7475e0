package dev.deskhand.app.bench;

import dev.deskhand.bot.message.ConversationId;
import dev.deskhand.content.Problems;
import dev.deskhand.journal.Append;
import dev.deskhand.journal.Journal;
import dev.deskhand.journal.Lease;
import dev.deskhand.journal.StreamAppend;
import dev.deskhand.journal.StreamKey;
import dev.deskhand.journal.StreamState;
import dev.deskhand.journal.TenantId;
import dev.deskhand.permissions.Authorizer;
import dev.deskhand.permissions.Decision;
import dev.deskhand.permissions.People;
import dev.deskhand.permissions.PersonId;
import dev.deskhand.permissions.PolicyFile;
import dev.deskhand.permissions.PolicyReader;
import dev.deskhand.permissions.Principal;
import dev.deskhand.permissions.Role;
import dev.deskhand.runbooks.Runbook;
import dev.deskhand.runbooks.action.Actions;
import dev.deskhand.runbooks.action.Target;
import dev.deskhand.runbooks.action.Targets;
import dev.deskhand.runbooks.calendar.Calendars;
import dev.deskhand.runbooks.run.Planning;
import dev.deskhand.runbooks.run.RunAccess;
import dev.deskhand.runbooks.run.RunId;
import dev.deskhand.runbooks.run.RunPlanner;
import dev.deskhand.runbooks.run.RunRequest;
import dev.deskhand.runbooks.run.RunStore;
import dev.deskhand.runbooks.run.RunWorker;
import dev.deskhand.runbooks.run.RunbookEngine;
import dev.deskhand.runbooks.run.StepPerformer;
import dev.deskhand.runbooks.run.Stops;
import dev.deskhand.runbooks.yaml.RunbookReader;
import dev.deskhand.storage.Database;
import dev.deskhand.storage.Stores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** The real engine on a database of its own, asking real policies, with one runbook. */
final class Workshop implements AutoCloseable {
  private static final TenantId TENANT = TenantId.DEFAULT;
  private static final String REPLICA = "bench";
  private static final Duration PAUSE = Duration.ofMillis(100);
  private static final Principal SOMEBODY =
      new Principal(
          TENANT,
          new PersonId("p0"),
          "Person 0",
          Set.of(new Role("staff")),
          new Principal.Kind.Human());

  /** As if it was started from a command line, where nobody is shown how it goes on. */
  private static final String WHERE =
      ConversationId.ofConsole(SOMEBODY.id().value()).stream().toString();

  private static final RunRequest REQUEST =
      new RunRequest(SOMEBODY.id(), SOMEBODY.id(), WHERE, WHERE, Optional.empty(), Map.of());
  static final String POLICIES =
      """
      @id("bench-start") @reason("The benchmark may start it.") @authority("automatic")
      permit (principal, action == Action::"start", resource == Runbook::"bench");
      @id("bench-perform") @reason("Its steps do nothing.") @authority("automatic")
      permit (principal, action == Action::"perform", resource is Target);
      """;

  private final InstantSource clock = InstantSource.system();
  private final Stores stores;
  private final Authorizer authorizer;
  private final RunbookEngine engine;
  private final RunWorker worker;
  private final AtomicLong numbers = new AtomicLong();
  private final Set<StreamKey> ended = ConcurrentHashMap.newKeySet();
  private final Planning.Planned planned;
  private final List<Lease> leases;

  /** With steps that do nothing. */
  Workshop(Database database, Path folder, Path schema, BenchRunbook runbook) throws IOException {
    this(database, folder, schema, runbook, new Nothing());
  }

  /**
   * Opens a database, or makes it.
   *
   * @param folder for personal keys
   * @param schema the file of the policies' schema
   * @param action what the steps do
   */
  Workshop(Database database, Path folder, Path schema, BenchRunbook runbook, Nothing action)
      throws IOException {
    this.stores = Stores.open(database, folder.resolve("personal-keys.db"), clock);
    People people = new People(TENANT, List.of(new People.Member(SOMEBODY, List.of())));
    Actions actions = new Actions(List.of(action));
    StepPerformer performer = new StepPerformer(actions, reference -> reference);
    this.authorizer = authorizer(schema, people);
    stores.journal().onCommit(this::committed);
    RunStore runs = new RunStore(stores.journal());
    this.engine = new RunbookEngine(runs, performer, clock);
    this.worker =
        new RunWorker(
            runs,
            new RunAccess(authorizer, people),
            performer,
            () -> Calendars.NONE,
            clock,
            new Stops(stores.leases(), stores.freeze()));
    this.planned = planned(actions, runbook);
    this.leases = stores.leases().hold(REPLICA, Duration.ofDays(1));
  }

  /** Starts a run, and works it until it has ended. */
  void run() {
    RunId id = new RunId("bench-" + numbers.incrementAndGet());
    begin(id);
    finish(id.in(TENANT));
  }

  /** Starts a run, and works it as far as it goes by itself. */
  void leave(RunId id) {
    begin(id);
    work(id.in(TENANT));
  }

  /** Works a run that was left, until it has ended; one that pauses is looked at again. */
  void finish(StreamKey key) {
    work(key);
    while (!ended.remove(key)) {
      LockSupport.parkNanos(PAUSE.toNanos());
      work(key);
    }
  }

  Journal journal() {
    return stores.journal();
  }

  private void work(StreamKey key) {
    worker.work(key, leases.get(key.partition()));
  }

  private void begin(RunId id) {
    Decision decision =
        RunAccess.decide(
            authorizer,
            RunAccess.startRequests(SOMEBODY, planned.plan(), planned.digest(), REQUEST));
    if (!(decision instanceof Decision.Allow allow)) {
      throw new IllegalStateException(
          "starting run " + id + ": expected a grant, found " + decision);
    }
    Append.Builder append = Append.in(TENANT);
    engine.start(append, id, planned, REQUEST, allow.grant());
    stores.journal().append(append.build());
  }

  private void committed(Append append) {
    for (StreamAppend part : append.streams()) {
      if (part.state() instanceof StreamState.Ended) {
        ended.add(new StreamKey(append.tenant(), part.stream()));
      }
    }
  }

  private Authorizer authorizer(Path schema, People people) throws IOException {
    Problems problems = new Problems();
    var policies =
        PolicyReader.read(
            new PolicyFile(schema.toString(), Files.readString(schema)),
            List.of(new PolicyFile("bench.cedar", POLICIES)),
            problems);
    problems.throwIfAny();
    return new Authorizer(policies.orElseThrow(), people, clock);
  }

  private static Planning.Planned planned(Actions actions, BenchRunbook file) {
    Problems problems = new Problems();
    Optional<Runbook> runbook =
        new RunbookReader(actions.signatures()).read("bench.runbook.yaml", file.text(), problems);
    problems.throwIfAny();
    Targets targets = new Targets(List.of(new Target("here", Nothing.KIND, Map.of())));
    Planning planning =
        new RunPlanner(targets, _ -> Optional.empty())
            .plan(runbook.orElseThrow(), Map.of(), SOMEBODY.id());
    if (planning instanceof Planning.Planned planned) {
      return planned;
    }
    throw new IllegalStateException("the benchmark's runbook: " + planning);
  }

  @Override
  public void close() {
    stores.leases().release(REPLICA);
    stores.close();
  }
}
