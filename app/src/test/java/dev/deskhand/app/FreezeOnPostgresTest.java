package dev.deskhand.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.content.Problems;
import dev.deskhand.journal.Append;
import dev.deskhand.journal.Freeze;
import dev.deskhand.journal.Lease;
import dev.deskhand.journal.Micros;
import dev.deskhand.journal.StreamKey;
import dev.deskhand.journal.TenantId;
import dev.deskhand.permissions.Authorizer;
import dev.deskhand.permissions.Decision;
import dev.deskhand.permissions.People;
import dev.deskhand.permissions.PersonId;
import dev.deskhand.permissions.Policies;
import dev.deskhand.permissions.PolicyFile;
import dev.deskhand.permissions.PolicyReader;
import dev.deskhand.permissions.Principal;
import dev.deskhand.permissions.Role;
import dev.deskhand.runbooks.EffectClass;
import dev.deskhand.runbooks.Runbook;
import dev.deskhand.runbooks.action.ActionCall;
import dev.deskhand.runbooks.action.ActionResult;
import dev.deskhand.runbooks.action.Actions;
import dev.deskhand.runbooks.action.StepAction;
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
import dev.deskhand.storage.PostgresDatabase;
import dev.deskhand.storage.Stores;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two replicas on one PostgreSQL make effects as fast as they can; somebody freezes everything.
 * {@code -Ddeskhand.freezes=…} says how often.
 */
final class FreezeOnPostgresTest {
  private static final int FREEZES = Integer.getInteger("deskhand.freezes", 15);
  private static final long BOUND = Duration.ofSeconds(1).toNanos();
  private static final int EFFECTS_BETWEEN = 20;
  private static final int LOOPS_OF_A_REPLICA = 2;
  private static final TenantId TENANT = TenantId.DEFAULT;
  private static final Principal ADA =
      new Principal(
          TENANT,
          new PersonId("ada"),
          "Ada",
          Set.of(new Role("staff")),
          new Principal.Kind.Human());
  private static final String POLICIES =
      """
      @id("all") @reason("Everything is allowed here.") @authority("automatic")
      permit (principal, action in [Action::"start", Action::"perform"], resource);
      """;
  private static final String RUNBOOK =
      """
      runbook: stamp
      title: Note the time
      risk: low
      tell: { succeeded: Noted., failed: Not noted. }
      steps:
        - { id: one, title: Note it, action: test.stamp, target: here, effect: idempotent }
        - { id: two, title: Note it, action: test.stamp, target: here, effect: idempotent }
        - { id: three, title: Note it, action: test.stamp, target: here, effect: idempotent }
      """;

  @TempDir private Path folder;
  private final Stamp stamp = new Stamp();
  private final AtomicLong runs = new AtomicLong();
  private final List<AtomicLong> turns = new ArrayList<>();
  private volatile boolean isOver;

  /** The effect: it says when it was made. */
  private static final class Stamp implements StepAction {
    private final AtomicLong count = new AtomicLong();
    private final AtomicLong last = new AtomicLong(Long.MIN_VALUE);

    @Override
    public String name() {
      return "test.stamp";
    }

    @Override
    public Signature signature() {
      return new Signature("test", Set.of(), Set.of(), Set.of(EffectClass.IDEMPOTENT), Set.of());
    }

    @Override
    public ActionResult perform(ActionCall call) {
      last.accumulateAndGet(System.nanoTime(), Math::max);
      count.incrementAndGet();
      return new ActionResult.Done(Map.of(), "noted");
    }
  }

  /** One process's worth of engine, on the shared database. */
  private final class Replica implements AutoCloseable {
    private final Stores stores;
    private final String name;
    private final Authorizer authorizer;
    private final RunbookEngine engine;
    private final RunWorker worker;
    private final Planning.Planned planned;
    private List<Lease> leases = List.of();

    Replica(String name, EmbeddedPostgres server) throws IOException {
      this.name = name;
      String url = "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/postgres";
      InstantSource clock = InstantSource.system();
      this.stores =
          Stores.open(new PostgresDatabase(url, "postgres", "unused"), folder.resolve(name), clock);
      People people = new People(TENANT, List.of(new People.Member(ADA, List.of())));
      StepPerformer performer = new StepPerformer(new Actions(List.of(stamp)), it -> it);
      this.authorizer = new Authorizer(policies(), people, clock);
      RunStore store = new RunStore(stores.journal());
      this.engine = new RunbookEngine(store, performer, clock);
      this.worker =
          new RunWorker(
              store,
              new RunAccess(authorizer, people),
              performer,
              () -> Calendars.NONE,
              clock,
              new Stops(stores.leases(), stores.freeze()));
      this.planned = planned(new Actions(List.of(stamp)));
    }

    /** Begins runs in its own partitions and works them, one after another. */
    void loop(AtomicLong turns) {
      while (!isOver) {
        RunId id = RunId.causedBy(name + runs.incrementAndGet());
        StreamKey key = id.in(TENANT);
        Optional<Lease> lease =
            leases.stream().filter(it -> it.partition() == key.partition()).findFirst();
        if (lease.isPresent()) {
          begin(id);
          worker.work(key, lease.get());
          turns.incrementAndGet();
        }
      }
    }

    private void begin(RunId id) {
      RunRequest request =
          new RunRequest(ADA.id(), ADA.id(), "test", "test", Optional.empty(), Map.of());
      Decision decision =
          RunAccess.decide(
              authorizer, RunAccess.startRequests(ADA, planned.plan(), planned.digest(), request));
      Append.Builder append = Append.in(TENANT);
      engine.start(append, id, planned, request, ((Decision.Allow) decision).grant());
      stores.journal().append(append.build());
    }

    void change(Freeze.Change change) {
      stores.journal().append(Append.in(TENANT).changing(change).build());
    }

    @Override
    public void close() {
      stores.close();
    }
  }

  private static Policies policies() throws IOException {
    Problems problems = new Problems();
    Path schema = Path.of("..", "permissions", "catalog", "deskhand.cedarschema");
    Optional<Policies> read =
        PolicyReader.read(
            new PolicyFile("schema", Files.readString(schema)),
            List.of(new PolicyFile("test.cedar", POLICIES)),
            problems);
    problems.throwIfAny();
    return read.orElseThrow();
  }

  private static Planning.Planned planned(Actions actions) {
    Problems problems = new Problems();
    Optional<Runbook> runbook =
        new RunbookReader(actions.signatures()).read("stamp.runbook.yaml", RUNBOOK, problems);
    problems.throwIfAny();
    Targets targets = new Targets(List.of(new Target("here", "test", Map.of())));
    return (Planning.Planned)
        new RunPlanner(targets, _ -> Optional.empty())
            .plan(runbook.orElseThrow(), Map.of(), ADA.id());
  }

  @Test
  void a_second_after_the_commit_of_a_freeze_no_effect_begins_on_any_replica() throws Exception {
    try (EmbeddedPostgres server = EmbeddedPostgres.builder().start();
        Replica one = new Replica("one", server);
        Replica two = new Replica("two", server)) {
      List<Lease> all = one.stores.leases().hold("both", Duration.ofHours(1));
      one.leases = all.subList(0, all.size() / 2);
      two.leases =
          two.stores.leases().hold("both", Duration.ofHours(1)).subList(all.size() / 2, all.size());
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        List<Future<?>> loops = new ArrayList<>();
        for (int i = 0; i < LOOPS_OF_A_REPLICA; i++) {
          for (Replica replica : List.of(one, two)) {
            AtomicLong count = new AtomicLong();
            turns.add(count);
            loops.add(threads.submit(() -> replica.loop(count)));
          }
        }
        long latest = 0;
        for (int i = 0; i < FREEZES; i++) {
          latest = Math.max(latest, freezeOnce(i % 2 == 0 ? one : two));
        }
        isOver = true;
        for (Future<?> loop : loops) {
          loop.get();
        }
        System.out.printf(
            "%d freezes, %d effects; the latest effect began %d ms after a freeze was sent%n",
            FREEZES, stamp.count.get(), Duration.ofNanos(latest).toMillis());
      } finally {
        isOver = true;
      }
    }
  }

  /** Measured from before the freeze was sent, which is no later than its commit. */
  private long freezeOnce(Replica freezing) {
    long before = stamp.count.get();
    Await.until(
        "effects", Duration.ofMinutes(1), () -> stamp.count.get() >= before + EFFECTS_BETWEEN);
    Freeze.Frozen frozen =
        new Freeze.Frozen(
            Freeze.Scope.EVERYTHING, "sam", "a drill", Micros.now(InstantSource.system()));
    long sent = System.nanoTime();
    freezing.change(new Freeze.Change.Stop(frozen));
    awaitTurns();
    long after = stamp.last.get() - sent;
    long settled = stamp.count.get();
    awaitTurns();
    assertThat(after).isLessThan(BOUND);
    assertThat(stamp.count.get()).as("effects while all is frozen").isEqualTo(settled);
    freezing.change(new Freeze.Change.Lift(frozen));
    return after;
  }

  /** Every loop has ended the run that it was at, and worked a whole one since. */
  private void awaitTurns() {
    for (AtomicLong count : turns) {
      long until = count.get() + 2;
      Await.until("turns", Duration.ofMinutes(1), () -> count.get() >= until);
    }
  }
}
