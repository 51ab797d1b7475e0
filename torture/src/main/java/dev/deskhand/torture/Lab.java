package dev.deskhand.torture;

import dev.deskhand.content.Folders;
import dev.deskhand.storage.PostgresDatabase;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** What scenarios work with: a world, a folder, and a PostgreSQL when one is needed. */
final class Lab implements AutoCloseable {
  private final Path folder;
  private final WorldProcess world;
  private final Shelf shelf = new Shelf();
  private final AtomicInteger databases = new AtomicInteger();
  private Optional<EmbeddedPostgres> server = Optional.empty();
  private Optional<String> company = Optional.empty();

  /**
   * Starts a world.
   *
   * @param parent where a folder of its own is made, and deleted at the end
   */
  Lab(Path parent) throws IOException {
    this.folder = Files.createTempDirectory(Files.createDirectories(parent), "torture-");
    this.world = WorldProcess.start(Files.createDirectory(folder.resolve("world")));
  }

  Path folder() {
    return folder;
  }

  Shelf shelf() {
    return shelf;
  }

  Outside outside(String space) {
    return world.outside(space, "lab");
  }

  /** A space to which attempts come by lines of text, with targets that behave; opens it. */
  Outside lines(String space, long seed) {
    Outside outside = outside(space);
    outside.open(seed, 0);
    return outside;
  }

  /** A space to which attempts come by the shipped actions; opens it. */
  Outside shipped(String space, long seed, int badness) {
    Outside outside = world.shipped(space, "lab");
    outside.open(seed, badness, company());
    return outside;
  }

  /** Where the world's company has its data: one database for all spaces. */
  private synchronized String company() {
    if (company.isEmpty()) {
      company = Optional.of(freshDatabase().jdbcUrl());
    }
    return company.get();
  }

  List<Received> record(String space) {
    return world.record(space);
  }

  RecordTail tail(String space) {
    return world.tail(space);
  }

  void forget(String space) {
    world.forget(space);
  }

  Ground ground(String database, Path home, InstantSource clock, Sabotage sabotage) {
    return database.equals("sqlite")
        ? Ground.sqlite(home, clock, sabotage)
        : Ground.postgres(freshDatabase(), home, clock, sabotage);
  }

  /** An empty database on a server that is started for the first of them. */
  synchronized PostgresDatabase freshDatabase() {
    String name = "torture_" + databases.incrementAndGet();
    try {
      if (server.isEmpty()) {
        server = Optional.of(EmbeddedPostgres.builder().start());
      }
      EmbeddedPostgres running = server.orElseThrow();
      try (Connection connection = running.getPostgresDatabase().getConnection();
          Statement statement = connection.createStatement()) {
        statement.execute("CREATE DATABASE " + name);
      }
      return new PostgresDatabase(
          "jdbc:postgresql://localhost:" + running.getPort() + "/" + name, "postgres", "postgres");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (SQLException e) {
      throw new IllegalStateException("can't make the database " + name, e);
    }
  }

  @Override
  public void close() throws IOException {
    world.close();
    if (server.isPresent()) {
      server.get().close();
    }
    Folders.delete(folder);
  }
}
