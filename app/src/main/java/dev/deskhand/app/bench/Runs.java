package dev.deskhand.app.bench;

import dev.deskhand.storage.SqliteDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;

/** How many runs of five steps the engine works a second, on SQLite. */
final class Runs {
  /** The start, then each step's result with the intent of the next. */
  static final int COMMITS = BenchRunbook.STEPS + 1;

  /** The start, then each step's intent, its dispatch, and its result with the next intent. */
  private static final int ONCE_COMMITS = 2 * BenchRunbook.STEPS + 1;

  static final Duration MEASURING = Duration.ofSeconds(8);

  private final Path folder;
  private final Path schema;
  private final double disk;

  /**
   * A measurement to be made.
   *
   * @param schema the file of the policies' schema
   * @param disk what the disk does by itself, in appends a second
   */
  Runs(Path folder, Path schema, double disk) {
    this.folder = folder;
    this.schema = schema;
    this.disk = disk;
  }

  List<Figure> measure() throws IOException, InterruptedException, ExecutionException {
    List<Figure> figures = new ArrayList<>();
    try (Workshop workshop = workshop(BenchRunbook.REPEATABLE)) {
      Effort.warmUp(workshop);
      for (int inFlight : new int[] {1, 16, 256}) {
        Effort effort = Effort.of(workshop, inFlight, MEASURING);
        figures.add(commits("SQLite", inFlight, effort, disk, "appends"));
        figures.add(processor("SQLite", inFlight, effort, disk));
      }
    }
    try (Workshop workshop = workshop(BenchRunbook.ONCE)) {
      Effort.warmUp(workshop);
      figures.add(
          new Figure(
              "runs whose steps are once, 16 in flight",
              Effort.of(workshop, 16, MEASURING).aSecond(),
              "1/s",
              disk / ONCE_COMMITS,
              ONCE_COMMITS + " appends"));
    }
    return figures;
  }

  private Workshop workshop(BenchRunbook runbook) throws IOException {
    Path own = Files.createTempDirectory(folder, "runs");
    return new Workshop(new SqliteDatabase(own.resolve("bench.db")), own, schema, runbook);
  }

  static Figure commits(
      String database, int inFlight, Effort effort, double baseline, String beside) {
    return new Figure(
        "%s: commits of runs, %d in flight".formatted(database, inFlight),
        COMMITS * effort.aSecond(),
        "1/s",
        baseline,
        "%s; %d commits are a run of %d steps".formatted(beside, COMMITS, BenchRunbook.STEPS));
  }

  static Figure processor(String database, int inFlight, Effort effort, double baseline) {
    return new Figure(
        "%s: processors' time of a run, %d in flight".formatted(database, inFlight),
        effort.cpuMillis(),
        "ms",
        COMMITS * 1e3 / baseline,
        "ms for as many of them");
  }
}
