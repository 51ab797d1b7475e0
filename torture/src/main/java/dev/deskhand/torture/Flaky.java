package dev.deskhand.torture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/**
 * Targets are busy, broken, silent, cut off, or do the work and don't say so, in the words of the
 * protocols that the shipped actions speak.
 */
final class Flaky {
  private static final int REQUESTS = 20;
  private static final int BADNESS = 35;

  private final Lab lab;
  private final Options options;

  Flaky(Lab lab, Options options) {
    this.lab = lab;
    this.options = options;
  }

  /** Works so many requests. */
  Tally run(int points) throws IOException {
    Tally tally = new Tally();
    for (int i = options.number("first", 0); tally.points() < points && options.hasTime(); i++) {
      // Opening PostgreSQL takes long; every fourth database is one.
      String database = i % 4 == 3 ? "postgres" : "sqlite";
      if (options.wants("database", database)) {
        lineage(i, database, points, tally);
      }
    }
    return tally;
  }

  private void lineage(int number, String database, int points, Tally tally) throws IOException {
    long seed = options.seed() * 1_000_003 + number;
    Random random = new Random(seed);
    Drift clock = new Drift();
    String space = "flaky-" + number;
    Path folder = Files.createDirectories(lab.folder().resolve(space));
    Outside outside = lab.shipped(space, seed, BADNESS);
    try (Ground ground = lab.ground(database, folder, clock, Sabotage.NONE)) {
      Lineage lineage =
          new Lineage(
              ground,
              new Engine.Parts(lab.shelf(), outside, clock, Sabotage.NONE),
              clock,
              new Requests(random, options.wanted()),
              tally,
              random);
      for (int r = 0; r < REQUESTS && tally.points() < points; r++) {
        lineage.quietly();
        tally.point("requests, " + database);
      }
      lineage.heal();
      outside.rest();
      tally.found(
          lineage.breaches(lab.record(space)),
          "./deskhand torture flaky --seed %d --first %d".formatted(options.seed(), number));
      lab.record(space).forEach(it -> tally.count(it.kind() + " " + it.fate(), 1));
    } finally {
      outside.close();
      lab.forget(space);
    }
  }
}
