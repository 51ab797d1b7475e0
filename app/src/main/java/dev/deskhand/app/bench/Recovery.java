package dev.deskhand.app.bench;

import dev.deskhand.runbooks.action.StepAction;
import dev.deskhand.runbooks.run.RunId;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/**
 * How long a server takes, from the start of its process, to finish the runs that one before it
 * left in their third step when it was killed.
 */
final class Recovery {
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(10);
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  /** By the indexes of both, in one look: what was live may be asleep in the next. */
  private static final String ANY_LEFT =
      """
      SELECT EXISTS (SELECT 1 FROM stream_head WHERE state = 'live' AND kind = ?1)
        OR EXISTS (SELECT 1 FROM stream_head WHERE state = 'asleep' AND kind = ?1)
      """;

  private static final String SUCCEEDED =
      """
      SELECT COUNT(*) FROM event
      WHERE stream LIKE ?1 || '/%' AND type = 'run-ended' AND body ->> 'outcome' = 'SUCCEEDED'
      """;

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
  Recovery(Path folder, Path schema, double disk, int many) {
    this.folder = folder;
    this.schema = schema;
    this.disk = disk;
    this.many = many;
  }

  /** In each profile of the launcher. */
  List<Figure> measure() throws IOException, SQLException, InterruptedException {
    List<Figure> figures = new ArrayList<>();
    for (String profile : JavaCommand.PROFILES) {
      figures.addAll(measured(profile));
    }
    return figures;
  }

  private List<Figure> measured(String profile)
      throws IOException, SQLException, InterruptedException {
    Path own = Files.createTempDirectory(folder, "recovery");
    try (Site site = Site.in(own, configuration(own))) {
      List<String> server = site.server(profile);
      learn(server, site);
      leave(own);
      long began = System.nanoTime();
      try (Child _ = Child.start(server, site.port());
          Connection database =
              DriverManager.getConnection("jdbc:sqlite:" + Leaving.database(own))) {
        awaitNone(database);
        double seconds = (System.nanoTime() - began) / 1e9;
        return figures(profile, seconds, many - ask(database, SUCCEEDED));
      }
    }
  }

  private List<Figure> figures(String profile, double seconds, int lost) {
    String what = "%d runs in flight, killed, %s: ".formatted(many, profile);
    return List.of(
        new Figure(
            what + "from the start of the process to their end",
            seconds,
            "s",
            many * 3.0 / disk,
            "s of appends, 3 a run"),
        Figure.never(what + "not finished", lost, many));
  }

  /** The runbook, who may start it, and the action that it needs, as another's would be given. */
  private static String configuration(Path own) throws IOException {
    Path catalogue = Files.createDirectories(own.resolve("bench"));
    Files.writeString(catalogue.resolve("bench.runbook.yaml"), BenchRunbook.REPEATABLE.text());
    Files.writeString(catalogue.resolve("bench.cedar"), Workshop.POLICIES);
    try (JarOutputStream jar =
        new JarOutputStream(Files.newOutputStream(own.resolve("bench.jar")))) {
      jar.putNextEntry(new JarEntry("META-INF/services/" + StepAction.class.getName()));
      jar.write(Nothing.class.getName().getBytes(StandardCharsets.UTF_8));
    }
    return """
    catalog: [bench]
    extensions: [bench.jar]
    targets: { here: { kind: bench } }
    """;
  }

  /** A server that is killed has been up before, and has learnt the language. */
  private static void learn(List<String> server, Site site) throws IOException {
    try (Child first = Child.start(server, site.port())) {
      first.awaitLoaded();
    }
  }

  /** A process of its own begins them, and is killed. */
  private void leave(Path own) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                JavaCommand.main(
                    Leaving.class, own.toString(), schema.toString(), Integer.toString(many)))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader said = process.inputReader()) {
      if (!Leaving.LEFT.equals(said.readLine())) {
        throw new IllegalStateException("the process that was to be killed ended by itself");
      }
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  private void awaitNone(Connection database) throws SQLException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (ask(database, ANY_LEFT) > 0 && System.nanoTime() < end) {
      LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
    }
  }

  private static int ask(Connection database, String query) throws SQLException {
    try (PreparedStatement statement = database.prepareStatement(query)) {
      statement.setString(1, RunId.KIND);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.getInt(1);
      }
    }
  }
}
