package dev.deskhand.torture;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Plants bugs, one at a time: a checker that does not find them finds nothing. */
final class SelfTest {
  private final Lab lab;
  private final Options options;

  SelfTest(Lab lab, Options options) {
    this.lab = lab;
    this.options = options;
  }

  /**
   * One point for each bug; a bug that is not found is a breach.
   *
   * @param points how many engines die before it counts as not found
   */
  Tally run(int points) throws IOException, InterruptedException {
    Tally all = new Tally();
    boolean hasFiles = options.wants("database", "sqlite");
    for (Bug bug : Bug.values()) {
      if (bug == Bug.LOSES_THE_TAIL && !hasFiles) {
        continue;
      }
      Tally tally = plant(bug, points);
      all.point(bug.label() + ": " + tally.summary());
      if (tally.isClean()) {
        all.found(
            List.of(new Breach("self-test", Breach.Kind.OTHER, bug.label() + " was not found")),
            "./deskhand torture selftest --seed " + options.seed());
      }
    }
    return all;
  }

  /** What is found with one bug. */
  Tally plant(Bug bug, int points) throws IOException, InterruptedException {
    String database = options.wants("database", "sqlite") ? "sqlite" : "postgres";
    Map<String, String> small = new HashMap<>(Map.of("database", database, "lives", "12"));
    bug.shows().ifPresent(effect -> small.put("effect", effect.label()));
    if (bug == Bug.FORGETS_THE_LEASE) {
      small.put("pauses", "2");
    }
    bug.plot().ifPresent(plot -> small.put("plot", plot.label()));
    return new Crash(lab, options.with(small), bug).untilFound(points);
  }
}
