package dev.deskhand.app.bench;

import dev.deskhand.storage.SqliteDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;

/** How many runs of five steps the engine works a second, on SQLite. */
final class Runs {
  /** The start, then each step's result with the intent of the next. */
  static final int COMMITS = BenchRunbook.STEPS + 1;

  /** The start, then each step's intent, its dispatch, and its result with the next intent. */
  private static final int ONCE_COMMITS = 2 * BenchRunbook.STEPS + 1;

  private final Path folder;
  private final Path schema;
  private final Disk disk;

  /**
   * A measurement to be made.
   *
   * @param schema the file of the policies' schema
   */
  Runs(Path folder, Path schema, Disk disk) {
    this.folder = folder;
    this.schema = schema;
    this.disk = disk;
  }

  List<Figure> measure()
      throws IOException, SQLException, InterruptedException, ExecutionException {
    List<Figure> figures = new ArrayList<>();
    try (Workshop workshop = workshop(BenchRunbook.REPEATABLE)) {
      Effort.warmUp(workshop);
      for (int inFlight : new int[] {1, 16, 256}) {
        InTurns both = besideTheDisk(workshop, inFlight);
        figures.add(commits("SQLite", inFlight, both, "appends"));
        figures.add(processor("SQLite", inFlight, both));
      }
    }
    try (Workshop workshop = workshop(BenchRunbook.ONCE)) {
      Effort.warmUp(workshop);
      InTurns both = besideTheDisk(workshop, 16);
      figures.add(
          new Figure(
              "runs whose steps are once, 16 in flight",
              both.effort().aSecond(),
              "1/s",
              both.baseline() / ONCE_COMMITS,
              ONCE_COMMITS + " appends"));
    }
    return figures;
  }

  private InTurns besideTheDisk(Workshop workshop, int inFlight)
      throws IOException, SQLException, InterruptedException, ExecutionException {
    return InTurns.of(
        () -> Effort.of(workshop, inFlight, InTurns.TURN), () -> disk.appends(InTurns.TURN));
  }

  private Workshop workshop(BenchRunbook runbook) throws IOException {
    Path own = Files.createTempDirectory(folder, "runs");
    return new Workshop(new SqliteDatabase(own.resolve("bench.db")), own, schema, runbook);
  }

  static Figure commits(String database, int inFlight, InTurns both, String beside) {
    return new Figure(
        "%s: commits of runs, %d in flight".formatted(database, inFlight),
        COMMITS * both.effort().aSecond(),
        "1/s",
        both.baseline(),
        "%s; %d commits are a run of %d steps".formatted(beside, COMMITS, BenchRunbook.STEPS));
  }

  static Figure processor(String database, int inFlight, InTurns both) {
    return new Figure(
        "%s: processors' time of a run, %d in flight".formatted(database, inFlight),
        both.effort().cpuMillis(),
        "ms",
        COMMITS * 1e3 / both.baseline(),
        "ms for as many of them");
  }
}
