package dev.deskhand.app.bench;

import dev.deskhand.storage.PostgresDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** How many runs of five steps the engine works a second on a PostgreSQL server. */
final class PostgresRuns {
  private static final String TABLE = "deskhand_bench_insert";

  private final PostgresDatabase database;
  private final Path folder;
  private final Path schema;

  /**
   * A measurement to be made.
   *
   * @param database empty; what is written stays
   * @param schema the file of the policies' schema
   */
  PostgresRuns(PostgresDatabase database, Path folder, Path schema) {
    this.database = database;
    this.folder = folder;
    this.schema = schema;
  }

  List<Figure> measure()
      throws IOException, SQLException, InterruptedException, ExecutionException {
    List<Figure> figures = new ArrayList<>();
    try (Workshop workshop = new Workshop(database, folder, schema, BenchRunbook.REPEATABLE)) {
      Effort.warmUp(workshop);
      figures.addAll(figures(workshop, 1, 1, "inserts of 1 client"));
      figures.addAll(figures(workshop, 16, 8, "inserts of 8 clients"));
    }
    return figures;
  }

  private List<Figure> figures(Workshop workshop, int inFlight, int clients, String beside)
      throws IOException, SQLException, InterruptedException, ExecutionException {
    InTurns both =
        InTurns.of(() -> Effort.of(workshop, inFlight, InTurns.TURN), () -> inserts(clients));
    return List.of(
        Runs.commits("PostgreSQL", inFlight, both, beside),
        Runs.processor("PostgreSQL", inFlight, both));
  }

  /** Single-insert transactions a second of so many clients. */
  private double inserts(int clients)
      throws SQLException, InterruptedException, ExecutionException {
    execute("CREATE TABLE " + TABLE + " (id BIGSERIAL PRIMARY KEY, body TEXT)");
    long began = System.nanoTime();
    long end = began + InTurns.TURN.toNanos();
    List<Future<Long>> counts = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(clients)) {
      for (int i = 0; i < clients; i++) {
        counts.add(threads.submit(() -> insertUntil(end)));
      }
    }
    long total = 0;
    for (Future<Long> count : counts) {
      total += count.get();
    }
    double rate = total * 1e9 / (System.nanoTime() - began);
    execute("DROP TABLE " + TABLE);
    return rate;
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private long insertUntil(long end) throws SQLException {
    long count = 0;
    try (Connection connection = connect();
        PreparedStatement insert =
            connection.prepareStatement("INSERT INTO " + TABLE + " (body) VALUES (?)")) {
      while (System.nanoTime() < end) {
        insert.setString(1, "x".repeat(512));
        insert.executeUpdate();
        count++;
      }
    }
    return count;
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
  }
}
