package dev.deskhand.torture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;

/** Engines die at named points, and others go on from what they left. */
final class Crash {
  private static final int LIVES = 48;

  /** On one database in so many the attempts are made by the shipped actions. */
  private static final int SHIPPED_EVERY = 3;

  /** A pause takes half a second. */
  private static final int PAUSE_EVERY = 50;

  private final Lab lab;
  private final Options options;
  private final Sabotage sabotage;

  Crash(Lab lab, Options options, Sabotage sabotage) {
    this.sabotage = sabotage;
    this.lab = lab;
    this.options = options;
  }

  /** Attacks until something is found, or so many engines have died. */
  Tally untilFound(int points) throws IOException, InterruptedException {
    return attack(points, tally -> !tally.isClean());
  }

  /** Attacks until so many engines have died. */
  Tally run(int points) throws IOException, InterruptedException {
    return attack(points, _ -> false);
  }

  private Tally attack(int points, Predicate<Tally> enough)
      throws IOException, InterruptedException {
    Tally tally = new Tally();
    options.databases().forEach(it -> tally.expect(Place.all(options.wanted().effects(), it)));
    int first = options.number("first", 0);
    int most = options.number("lineages", Integer.MAX_VALUE);
    for (int i = first;
        tally.points() < points && i - first < most && !enough.test(tally) && options.hasTime();
        i++) {
      for (String database : options.databases()) {
        // Opening PostgreSQL takes as long as a dozen SQLite files.
        if (database.equals("sqlite") || i % 8 == first % 8) {
          lineage(i, database, points, tally);
        }
      }
    }
    return tally;
  }

  static boolean isShipped(int number) {
    return number % SHIPPED_EVERY == SHIPPED_EVERY - 1;
  }

  private void lineage(int number, String database, int points, Tally tally)
      throws IOException, InterruptedException {
    long seed = options.seed() * 1_000_003 + number;
    Random random = new Random(seed);
    Drift clock = new Drift();
    String space = "crash-" + database + "-" + number;
    Path folder = Files.createDirectories(lab.folder().resolve(space));
    Outside outside = isShipped(number) ? lab.shipped(space, seed, 0) : lab.lines(space, seed);
    try (Ground ground = lab.ground(database, folder, clock, sabotage)) {
      Lineage lineage =
          new Lineage(
              ground,
              new Engine.Parts(lab.shelf(), outside, clock, sabotage),
              clock,
              new Requests(random, options.wanted()),
              tally,
              random);
      for (int life = 0; life < options.number("lives", LIVES) && tally.points() < points; life++) {
        if (random.nextInt(options.number("pauses", PAUSE_EVERY)) == 0) {
          lineage.pause();
        } else {
          lineage.live();
        }
      }
      lineage.heal();
      outside.rest();
      List<Received> received = lab.record(space);
      tally.count("effects", received.size());
      tally.found(
          lineage.breaches(received),
          "./deskhand torture crash --seed %d --first %d --lineages 1 --database %s"
              .formatted(options.seed(), number, database));
    } finally {
      outside.close();
      lab.forget(space);
    }
  }
}
