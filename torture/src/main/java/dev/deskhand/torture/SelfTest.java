package dev.deskhand.torture;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Plants bugs, one at a time: a checker that does not find them finds nothing. */
final class SelfTest {
  private final Options options;

  SelfTest(Options options) {
    this.options = options;
  }

  /** One point for each bug; a bug that is not found is a breach. */
  Tally run(int points) throws IOException, InterruptedException {
    Tally all = new Tally();
    for (Bug bug : Bug.values()) {
      Options sqlite = options.with(Map.of("database", "sqlite"));
      try (Lab lab = new Lab(options.folder(), bug)) {
        Tally tally = new Crash(lab, sqlite).untilFound(points);
        System.err.println(bug.label() + ": " + tally.summary());
        all.point(bug.label() + ": " + tally.summary());
        if (tally.isClean()) {
          all.found(
              List.of(
                  new Breach("self-test", Breach.Kind.OTHER, bug.label() + " was not found")),
              "./deskhand torture selftest --seed " + options.seed());
        }
      }
    }
    return all;
  }
}
