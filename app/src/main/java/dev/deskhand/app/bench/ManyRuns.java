package dev.deskhand.app.bench;

import dev.deskhand.journal.StreamKey;
import dev.deskhand.journal.TenantId;
import dev.deskhand.runbooks.run.RunId;
import dev.deskhand.storage.SqliteDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;

/** What many runs cost: those that are stored, and those that wait. */
final class ManyRuns {
  private static final int FEW = 1_000;
  private static final int READS = 2_000;

  private final Path folder;
  private final Path schema;
  private final double disk;
  private final int many;

  /**
   * A measurement to be made.
   *
   * @param schema the file of the policies' schema
   * @param disk what the disk does by itself, in appends a second
   * @param many how many runs
   */
  ManyRuns(Path folder, Path schema, double disk, int many) {
    this.folder = folder;
    this.schema = schema;
    this.disk = disk;
    this.many = many;
  }

  /** Whether a run costs more, and its history is read more slowly, when many are stored. */
  List<Figure> stored() throws IOException, SQLException, InterruptedException, ExecutionException {
    try (Workshop full = workshop("stored", BenchRunbook.REPEATABLE);
        Workshop small = workshop("new", BenchRunbook.REPEATABLE)) {
      Effort.of(full, AtOnce.TOGETHER, many);
      Effort.of(small, AtOnce.TOGETHER, FEW);
      InTurns both =
          InTurns.of(
              () -> Effort.of(full, 16, InTurns.TURN),
              () -> Effort.of(small, 16, InTurns.TURN).aSecond());
      return List.of(
          new Figure(
              "runs with %d stored, 16 in flight".formatted(many),
              both.effort().aSecond(),
              "1/s",
              both.baseline(),
              "with " + FEW + " stored"),
          new Figure(
              "one run's history, p99 with %d stored".formatted(many),
              histories(full).millis(99),
              "ms",
              1e3 / disk,
              "ms of an append"));
    }
  }

  private Percentiles histories(Workshop workshop) {
    List<StreamKey> keys = workshop.journal().recent(TenantId.DEFAULT, RunId.KIND, many);
    Random random = new Random(1);
    long[] nanos = new long[READS];
    for (int i = 0; i < READS; i++) {
      StreamKey key = keys.get(random.nextInt(keys.size()));
      long began = System.nanoTime();
      workshop.journal().read(key);
      nanos[i] = System.nanoTime() - began;
    }
    return new Percentiles(nanos);
  }

  /** What runs hold that wait for an hour. */
  List<Figure> waiting() throws IOException, InterruptedException, ExecutionException {
    try (Workshop workshop = workshop("waiting", BenchRunbook.WAITING)) {
      workshop.leave(new RunId("first"));
      long before = used();
      AtOnce.each(many, i -> workshop.leave(new RunId("waiting-" + i)));
      return List.of(
          new Figure(
              "heap that %d waiting runs hold".formatted(many),
              (used() - before) / 1e6,
              "MB",
              before / 1e6,
              "MB before"));
    }
  }

  private static long used() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  private Workshop workshop(String name, BenchRunbook runbook) throws IOException {
    Path own = Files.createDirectories(folder.resolve(name));
    return new Workshop(new SqliteDatabase(own.resolve("bench.db")), own, schema, runbook);
  }
}
