package dev.deskhand.app.bench;

import dev.deskhand.bot.resolution.Reporter;
import dev.deskhand.journal.Append;
import dev.deskhand.journal.Journal;
import dev.deskhand.journal.Position;
import dev.deskhand.journal.TenantId;
import dev.deskhand.runbooks.action.ActionCall;
import dev.deskhand.runbooks.run.RunId;
import dev.deskhand.storage.SqliteDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;

/**
 * A process that begins runs, and works each until its third step has an intent and no result. Then
 * it waits to be killed.
 */
final class Leaving {
  /** What it says when all of them are there. */
  static final String LEFT = "left";

  private static final String LAST = ".step-3";

  /** Who works a run, until it is gone. */
  private record Worker(Thread thread, CountDownLatch gone) {}

  private final Map<String, Worker> workers = new ConcurrentHashMap<>();

  private Leaving() {}

  /** The database of an installation. */
  static Path database(Path folder) {
    return folder.resolve("data").resolve("deskhand.db");
  }

  /**
   * Begins them.
   *
   * @param arguments the folder of an installation, the file of the policies' schema, how many
   */
  public static void main(String[] arguments)
      throws IOException, InterruptedException, ExecutionException {
    Leaving leaving = new Leaving();
    Path database = database(Path.of(arguments[0]));
    Path data = Files.createDirectories(database.resolveSibling(""));
    try (Workshop workshop =
        new Workshop(
            new SqliteDatabase(database),
            data,
            Path.of(arguments[1]),
            BenchRunbook.REPEATABLE,
            new Nothing(leaving::before))) {
      AtOnce.each(
          Integer.parseInt(arguments[2]), i -> leaving.leave(new RunId("left-" + i), workshop));
      report(workshop.journal());
      System.out.println(LEFT);
      new CountDownLatch(1).await();
    }
  }

  /** A server tells of what happens while it happens: hardly anything of it is left to tell. */
  private static void report(Journal journal) {
    Position end = journal.append(Append.in(TenantId.DEFAULT).build());
    journal.append(Append.in(TenantId.DEFAULT).reading(Reporter.READER, end).build());
  }

  private void leave(RunId id, Workshop workshop) {
    Worker worker = new Worker(Thread.currentThread(), new CountDownLatch(1));
    workers.put(id + LAST, worker);
    try {
      workshop.leave(id);
    } finally {
      worker.gone().countDown();
    }
  }

  /** Whoever works a run is gone in its third step. */
  private void before(ActionCall call) throws InterruptedException {
    Worker worker = workers.remove(call.key());
    if (worker != null) {
      worker.thread().interrupt();
      worker.gone().await();
      throw new InterruptedException("as if the process were gone");
    }
  }
}
