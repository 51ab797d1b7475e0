package dev.deskhand.torture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** Targets are busy, broken, silent, cut off, or do the work and don't say so. */
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
      long seed = options.seed() * 1_000_003 + i;
      Random random = new Random(seed);
      Drift clock = new Drift();
      String space = "flaky-" + i;
      Path folder = Files.createDirectories(lab.folder().resolve(space));
      Outside outside = lab.outside(space);
      outside.open(seed, BADNESS);
      try (Ground ground = lab.ground("sqlite", folder, clock, Sabotage.NONE)) {
        Lineage lineage =
            new Lineage(
                ground,
                new Engine.Parts(lab.shelf(), outside, clock, Sabotage.NONE),
                clock,
                new Requests(random, options.effect()),
                tally,
                random);
        for (int r = 0; r < REQUESTS && tally.points() < points; r++) {
          lineage.quietly();
          tally.point("requests");
        }
        lineage.heal();
        tally.found(
            lineage.breaches(lab.record(space)),
            "./deskhand torture flaky --seed %d --first %d".formatted(options.seed(), i));
        lab.record(space).forEach(it -> tally.count(it.kind() + " " + it.fate(), 1));
      } finally {
        outside.close();
        lab.forget(space);
      }
    }
    return tally;
  }
}
