package dev.deskhand.torture;

import dev.deskhand.content.Folders;
import dev.deskhand.storage.Database;
import dev.deskhand.storage.PostgresDatabase;
import dev.deskhand.storage.SqliteDatabase;
import dev.deskhand.storage.Stores;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * A database that outlives its engines. After a crash the files are opened as the dead engine left
 * them: copied while it still has them open, so that nothing of its orderly end gets in.
 */
final class Ground implements AutoCloseable {
  static final String JOURNAL = "journal.db";
  static final String KEYS = "keys.db";

  private final Path folder;
  private final Optional<PostgresDatabase> server;
  private final InstantSource clock;
  private final Sabotage sabotage;
  private int generation;
  private Stores stores;

  private Ground(
      Path folder, Optional<PostgresDatabase> server, InstantSource clock, Sabotage sabotage) {
    this.sabotage = sabotage;
    this.folder = folder;
    this.server = server;
    this.clock = clock;
    this.stores = open();
  }

  static Ground sqlite(Path folder, InstantSource clock, Sabotage sabotage) {
    return new Ground(folder, Optional.empty(), clock, sabotage);
  }

  /** The keys of persons stand in a file here too. */
  static Ground postgres(
      PostgresDatabase server, Path folder, InstantSource clock, Sabotage sabotage) {
    return new Ground(folder, Optional.of(server), clock, sabotage);
  }

  Stores stores() {
    return stores;
  }

  /** As options name it. */
  String database() {
    return server.isPresent() ? "postgres" : "sqlite";
  }

  /** How many crashes there were. */
  int generation() {
    return generation;
  }

  /** Abandons the engine and opens what it left. */
  void crash() {
    Path left = home();
    Stores dead = stores;
    generation++;
    copy(left, home());
    sabotage.disk(home());
    stores = open();
    dead.close();
    Folders.delete(left);
  }

  Path home() {
    return folder.resolve("generation-" + generation);
  }

  private Stores open() {
    try {
      Files.createDirectories(home());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Database database =
        server.<Database>map(it -> it).orElseGet(() -> new SqliteDatabase(home().resolve(JOURNAL)));
    return Stores.open(database, home().resolve(KEYS), clock);
  }

  /** What the operating system holds of the files at this moment. */
  static void copy(Path from, Path to) {
    try {
      Files.createDirectories(to);
      for (String name : List.of(JOURNAL, JOURNAL + "-wal", KEYS, KEYS + "-wal")) {
        if (Files.exists(from.resolve(name))) {
          Files.copy(from.resolve(name), to.resolve(name));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    stores.close();
    Folders.delete(folder);
  }
}
