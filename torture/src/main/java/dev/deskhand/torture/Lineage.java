package dev.deskhand.torture;

import dev.deskhand.bot.message.Inbound;
import dev.deskhand.journal.Lease;
import dev.deskhand.journal.StaleLeaseException;
import dev.deskhand.journal.StreamKey;
import dev.deskhand.runbooks.run.RunId;
import dev.deskhand.torture.Halt.Halted;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.LockSupport;

/** One database and the engines that live and die over it, one after the other. */
final class Lineage {
  private static final Duration LEASE_AND_MORE = Duration.ofSeconds(11);
  private static final Duration LONGER_THAN_ANY_PAUSE = Duration.ofSeconds(31);
  private static final Duration LONGEST_WAY = Duration.ofMinutes(5);
  private static final Duration FRESH = Duration.ofMillis(600);

  /** Where a pause has to do no harm: everywhere but between the last look and the effect. */
  private static final List<Point> PAUSES =
      List.of(
          Point.BEFORE_HANDLING,
          Point.AFTER_HANDLING,
          Point.BEFORE_INTENT,
          Point.AFTER_INTENT,
          Point.BEFORE_DISPATCHED,
          Point.AFTER_DISPATCHED,
          Point.AFTER_EFFECT,
          Point.BEFORE_RESULT,
          Point.AFTER_RESULT,
          Point.BEFORE_REPORT,
          Point.AFTER_REPORT,
          Point.BEFORE_ATTEMPT,
          Point.AFTER_ATTEMPT,
          Point.AFTER_POST,
          Point.BEFORE_DELIVERED);

  private static final int MOST_HEALING = 60;
  private static final List<Point> POINTS = List.of(Point.values());

  private final Ground ground;
  private final Engine.Parts parts;
  private final Drift clock;
  private final Random random;
  private final Requests requests;
  private final Tally tally;
  private final Set<StreamKey> done = new HashSet<>();
  private final List<Breach> breaches = new ArrayList<>();
  private int takeovers;
  private Optional<Inbound> unacknowledged = Optional.empty();
  private List<Lease> before = List.of();

  Lineage(
      Ground ground,
      Engine.Parts parts,
      Drift clock,
      Requests requests,
      Tally tally,
      Random random) {
    this.ground = ground;
    this.parts = parts;
    this.clock = clock;
    this.requests = requests;
    this.tally = tally;
    this.random = random;
  }

  /** Lets an engine take a request and die at a point, if it comes there. */
  void live() {
    Point point = POINTS.get(random.nextInt(POINTS.size()));
    Halt halt = Halt.dying(point, 1 + random.nextInt(point.passings()));
    try {
      serve(begin(halt));
    } catch (Halted _) {
      tally.died(place(point, halt));
      halt.awaitQuiet();
      takeOver();
      ground.crash();
    }
  }

  private Place place(Point point, Halt halt) {
    return new Place(point, halt.effect().orElseGet(requests::effect), ground.database());
  }

  /** Lets an engine take a request and live on. */
  void quietly() {
    serve(begin(Halt.never()));
  }

  /**
   * Lets an engine stand still at a point, if it comes there, until another has taken over and has
   * done all there was; then lets it go on.
   */
  void pause() throws InterruptedException {
    Point point = PAUSES.get(random.nextInt(PAUSES.size()));
    Halt halt = Halt.pausing(point, 1 + random.nextInt(point.passings()));
    Engine paused = begin(halt);
    FutureTask<Void> life =
        new FutureTask<>(
            () -> {
              try {
                serve(paused);
              } finally {
                halt.ended();
              }
              return null;
            });
    Thread.ofPlatform().start(life);
    if (halt.awaitPause(LONGEST_WAY)) {
      tally.point("stood still " + place(point, halt));
      // A lease lasts longer than this, after which no attempt that was announced is begun.
      long since = System.nanoTime();
      while (System.nanoTime() - since < FRESH.toNanos()) {
        LockSupport.parkNanos(FRESH.toNanos());
      }
      takeOver();
      settle(begin(Halt.never()));
    }
    halt.release();
    end(life);
  }

  private void end(FutureTask<Void> life) throws InterruptedException {
    try {
      life.get();
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof StaleLeaseException)) {
        breaches.add(
            new Breach(
                "I6", Breach.Kind.OTHER, "an engine that was late ended with " + e.getCause()));
      }
    }
  }

  private void takeOver() {
    clock.advance(LEASE_AND_MORE);
    takeovers++;
  }

  private void serve(Engine engine) {
    Inbound request = unacknowledged.orElseGet(requests::next);
    unacknowledged = Optional.of(request);
    engine.receive(request);
    unacknowledged = Optional.empty();
    settle(engine);
  }

  /** Lets the last engine do all there is left, and people what waits for them. */
  void heal() {
    heal(unacknowledged.stream().toList());
  }

  /** The same, after vendors have delivered again what was not acknowledged. */
  void heal(List<Inbound> again) {
    Engine engine = begin(Halt.never());
    again.forEach(engine::receive);
    settle(engine);
    for (int i = 0; i < MOST_HEALING && !open().isEmpty(); i++) {
      clock.advance(LONGER_THAN_ANY_PAUSE);
      engine = begin(Halt.never());
      engine.wake(open());
      settle(engine);
    }
  }

  List<Breach> breaches(List<Received> received) {
    breaches.addAll(Checker.check(Evidence.of(received, ground.stores())));
    return breaches;
  }

  private void settle(Engine engine) {
    engine.work();
    while (engine.people(openRuns())) {
      engine.work();
    }
  }

  /** I6: a new engine's epochs are higher than those of the one before. */
  private Engine begin(Halt halt) {
    Engine engine = new Engine("engine-" + takeovers, ground.stores(), parts, halt);
    List<Lease> now = engine.leases();
    if (now.size() != StreamKey.PARTITIONS) {
      throw new IllegalStateException("not all leases could be taken: " + now);
    }
    for (Lease old : before) {
      long epoch = now.get(old.partition()).epoch();
      if (epoch < old.epoch()) {
        breaches.add(
            new Breach("I6", Breach.Kind.OTHER, "epoch %d after %s".formatted(epoch, old)));
      }
    }
    before = now;
    return engine;
  }

  private List<StreamKey> openRuns() {
    return open().stream().filter(it -> it.stream().kind().equals(RunId.KIND)).toList();
  }

  /** The runs and walks that have not ended. */
  private List<StreamKey> open() {
    List<StreamKey> open = new ArrayList<>();
    for (String kind : List.of(RunId.KIND, "walk")) {
      for (StreamKey key : ground.stores().journal().recent(Shelf.TENANT, kind, 10_000)) {
        if (!done.contains(key)) {
          String last = ground.stores().journal().read(key).events().getLast().event().type();
          if (last.equals("run-ended") || last.equals("walk-ended")) {
            done.add(key);
          } else {
            open.add(key);
          }
        }
      }
    }
    return open;
  }
}
