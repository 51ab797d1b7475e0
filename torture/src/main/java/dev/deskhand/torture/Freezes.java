package dev.deskhand.torture;

import dev.deskhand.journal.Append;
import dev.deskhand.journal.Freeze;
import dev.deskhand.journal.Micros;
import dev.deskhand.storage.Stores;
import dev.deskhand.torture.Processes.Child;
import dev.deskhand.torture.Server.Duty;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/**
 * Two replicas work, and everything is frozen at a moment of their work that nobody chose. From a
 * second after the commit no effect may reach the world. It is measured from before the commit
 * began, so that an effect is never said to be earlier than it was.
 */
final class Freezes {
  private static final int REQUESTS_EACH = 60;
  private static final int MOST_OF_A_DATABASE = 50;
  private static final int LONGEST_WORK = 250;
  private static final Duration LIMIT = Duration.ofSeconds(1);
  private static final Duration WATCHED = Duration.ofMillis(1_300);
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration GLANCE = Duration.ofMillis(1);

  private final Lab lab;
  private final Options options;
  private final Processes processes;
  private final Tally tally;

  Freezes(Lab lab, Options options) {
    this.lab = lab;
    this.options = options;
    this.processes = new Processes(lab, options);
    this.tally = processes.tally();
  }

  Tally run(int points) throws IOException, InterruptedException {
    for (int i = options.number("first", 0); tally.points() < points && options.hasTime(); i++) {
      int wanted = (int) Math.min(MOST_OF_A_DATABASE, points - tally.points());
      Duty duty = processes.duty("freeze-" + i, i, wanted * REQUESTS_EACH);
      Random random = new Random(options.seed() * 1_000_003 + i);
      try (Child one = Child.start(duty);
          Child two = Child.start(duty);
          Stores stores =
              Stores.beside(duty.opened(), duty.folder().resolve(Ground.KEYS), new Drift())) {
        Game game = new Game(duty, stores, lab.tail(duty.space()));
        while (wanted > 0 && game.works()) {
          Processes.pass(Duration.ofMillis(random.nextInt(LONGEST_WORK)));
          game.freeze();
          wanted--;
        }
        tally.count("replicas", List.of(one, two).size());
      }
      processes.finish(duty, 1, "freeze");
    }
    return tally;
  }

  /** One database. */
  private final class Game {
    private final Duty duty;
    private final Stores stores;
    private final RecordTail record;

    Game(Duty duty, Stores stores, RecordTail record) {
      this.duty = duty;
      this.stores = stores;
      this.record = record;
    }

    /** Waits for an effect; false if there is none any more. */
    boolean works() {
      record.newEffects();
      long began = System.nanoTime();
      while (System.nanoTime() - began < PATIENCE.toNanos()) {
        if (record.newEffects() > 0) {
          return true;
        }
        LockSupport.parkNanos(GLANCE.toNanos());
      }
      return false;
    }

    void freeze() {
      Freeze.Frozen frozen =
          new Freeze.Frozen(Freeze.Scope.EVERYTHING, "iris", "torture", Micros.now(new Drift()));
      record.newEffects();
      long before = System.nanoTime();
      change(new Freeze.Change.Stop(frozen));
      Duration latest = latest(before);
      change(new Freeze.Change.Lift(frozen));
      tally.point(
          latest.isZero()
              ? "froze: no effect after it"
              : "froze: last effect within " + (latest.toMillis() / 100 + 1) * 100 + " ms");
      if (latest.compareTo(LIMIT) >= 0) {
        tally.found(
            List.of(
                new Breach(
                    "R20",
                    Breach.Kind.OTHER,
                    duty.space() + ": an effect came " + latest + " after a freeze")),
            "./deskhand torture freeze --seed %d --first %s (a moment is never quite the same)"
                .formatted(options.seed(), duty.space().replaceAll("\\D", "")));
      }
    }

    private void change(Freeze.Change change) {
      stores.journal().append(Append.in(Shelf.TENANT).changing(change).build());
    }

    /** How long after the freeze the last effect came; nothing if none did. */
    private Duration latest(long before) {
      Duration latest = Duration.ZERO;
      Duration passed = Duration.ZERO;
      while (passed.compareTo(WATCHED) < 0) {
        int came = record.newEffects();
        passed = Duration.ofNanos(System.nanoTime() - before);
        if (came > 0) {
          tally.count("effects after a freeze", came);
          latest = passed;
        }
        LockSupport.parkNanos(GLANCE.toNanos());
      }
      return latest;
    }
  }
}
