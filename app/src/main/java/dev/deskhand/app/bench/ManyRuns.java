package dev.deskhand.app.bench;

import dev.deskhand.journal.StreamKey;
import dev.deskhand.journal.TenantId;
import dev.deskhand.runbooks.action.ActionCall;
import dev.deskhand.runbooks.run.RunId;
import dev.deskhand.storage.SqliteDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/** What many runs cost: those that are stored, that wait, or that a crash left in the middle. */
final class ManyRuns {
  private static final int FEW = 1_000;
  private static final int TOGETHER = 256;
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
    try (Workshop full = workshop("stored", BenchRunbook.REPEATABLE, new Nothing());
        Workshop small = workshop("new", BenchRunbook.REPEATABLE, new Nothing())) {
      Effort.of(full, TOGETHER, many);
      Effort.of(small, TOGETHER, FEW);
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
    try (Workshop workshop = workshop("waiting", BenchRunbook.WAITING, new Nothing())) {
      workshop.leave(new RunId("first"));
      long before = used();
      each(many, i -> workshop.leave(new RunId("waiting-" + i)));
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

  /** How long it takes to finish what a process left that died in the third step of every run. */
  List<Figure> recovery() throws IOException, InterruptedException, ExecutionException {
    Dying dying = new Dying();
    try (Workshop workshop =
        workshop("recovery", BenchRunbook.REPEATABLE, new Nothing(dying::before))) {
      Effort.of(workshop, 4, FEW);
      each(many, i -> dying.dieIn(new RunId("abandoned-" + i), workshop));
    }
    long began = System.nanoTime();
    try (Workshop workshop = workshop("recovery", BenchRunbook.REPEATABLE, new Nothing())) {
      List<StreamKey> left = workshop.live();
      each(left.size(), i -> workshop.finish(left.get(i)));
      double seconds = (System.nanoTime() - began) / 1e9;
      return List.of(
          new Figure(
              "%d runs in flight, from the opening to their end".formatted(left.size()),
              seconds,
              "s",
              left.size() * 3.0 / disk,
              "s of appends, 3 a run"));
    }
  }

  /** Whoever works a run is gone in its third step, which has an intent and no result. */
  private static final class Dying {
    private static final String LAST = ".step-3";

    /** Who works a run, until it is gone. */
    private record Worker(Thread thread, CountDownLatch gone) {}

    private final Map<String, Worker> workers = new ConcurrentHashMap<>();

    void dieIn(RunId id, Workshop workshop) {
      Worker worker = new Worker(Thread.currentThread(), new CountDownLatch(1));
      workers.put(id + LAST, worker);
      try {
        workshop.leave(id);
      } finally {
        worker.gone().countDown();
      }
    }

    void before(ActionCall call) throws InterruptedException {
      Worker worker = workers.remove(call.key());
      if (worker != null) {
        worker.thread().interrupt();
        worker.gone().await();
        throw new InterruptedException("as if the process were gone");
      }
    }
  }

  /** Something done for a number. */
  private interface Numbered {
    void with(int number);
  }

  private static void each(int many, Numbered work)
      throws InterruptedException, ExecutionException {
    Semaphore room = new Semaphore(TOGETHER);
    List<Future<?>> done = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < many; i++) {
        int number = i;
        room.acquire();
        done.add(
            threads.submit(
                () -> {
                  try {
                    work.with(number);
                  } finally {
                    room.release();
                  }
                }));
      }
    }
    for (Future<?> one : done) {
      one.get();
    }
  }

  private Workshop workshop(String name, BenchRunbook runbook, Nothing action) throws IOException {
    Path own = Files.createDirectories(folder.resolve(name));
    return new Workshop(new SqliteDatabase(own.resolve("bench.db")), own, schema, runbook, action);
  }
}
