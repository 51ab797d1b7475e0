package dev.deskhand.storage;

import dev.deskhand.journal.JournalException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.zip.CRC32;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/**
 * Brings a database to the shipped schema. Starting Flyway costs several times what opening a store
 * does, so a database whose newest applied migration is the newest shipped one, with the same
 * checksum, is taken as current without it.
 */
final class Migrations {
  /** The newest migration, by version and file; every dialect has all of them. */
  static final int NEWEST = 9;

  private static final String NEWEST_FILE = "V9__audit_by_place.sql";

  /** What Flyway noted about a migration. */
  private record Applied(int version, int checksum, boolean success) {}

  private final Engine engine;

  Migrations(Engine engine) {
    this.engine = engine;
  }

  void bring() {
    try {
      if (!isCurrent()) {
        migrate();
      }
    } catch (SQLException | FlywayException e) {
      throw engine.failure("bring the schema to version " + NEWEST, e);
    }
  }

  /** Refuses a database that another process has open and that is of another release. */
  void requireCurrent() {
    try {
      if (!isCurrent()) {
        throw new JournalException(
            "open %s: another Deskhand has it open, of an older release; use that one's commands"
                .formatted(engine.name()));
      }
    } catch (SQLException e) {
      throw engine.failure("find the version of the schema", e);
    }
  }

  /** Whether nothing is left to do; refuses a database from a newer release. */
  boolean isCurrent() throws SQLException {
    Optional<Applied> newest = newestApplied();
    if (newest.filter(applied -> applied.version() > NEWEST).isPresent()) {
      throw new JournalException(
          "open %s: its schema has version %d, this release knows %d; start the newer release"
              .formatted(engine.name(), newest.get().version(), NEWEST));
    }
    return newest.equals(Optional.of(new Applied(NEWEST, shippedChecksum(), true)));
  }

  private void migrate() {
    Flyway.configure(Migrations.class.getClassLoader())
        .dataSource(engine.migrationConnections())
        .locations("classpath:" + engine.migrations())
        .validateMigrationNaming(true)
        .cleanDisabled(true)
        .load()
        .migrate();
  }

  private Optional<Applied> newestApplied() throws SQLException {
    try (Connection connection = engine.migrationConnections().getConnection()) {
      return hasHistory(connection) ? newestApplied(connection) : Optional.empty();
    }
  }

  private boolean hasHistory(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet tables = statement.executeQuery(engine.findTable("flyway_schema_history"))) {
      return tables.next();
    }
  }

  private static Optional<Applied> newestApplied(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                """
                SELECT version, checksum, success
                FROM flyway_schema_history
                WHERE version IS NOT NULL
                ORDER BY installed_rank DESC
                LIMIT 1
                """)) {
      if (!row.next()) {
        return Optional.empty();
      }
      int version = Integer.parseInt(row.getString("version"));
      return Optional.of(new Applied(version, row.getInt("checksum"), row.getBoolean("success")));
    }
  }

  /** Flyway's checksum of the newest file: CRC-32 over the UTF-8 bytes of its lines. */
  private int shippedChecksum() {
    String name = engine.migrations() + "/" + NEWEST_FILE;
    CRC32 checksum = new CRC32();
    try (InputStream file = Migrations.class.getClassLoader().getResourceAsStream(name)) {
      if (file == null) {
        throw new JournalException("the migration " + name + " is missing from the distribution");
      }
      BufferedReader lines =
          new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8));
      lines.lines().forEach(line -> checksum.update(line.getBytes(StandardCharsets.UTF_8)));
      return (int) checksum.getValue();
    } catch (IOException e) {
      throw new JournalException("read the migration " + name, e);
    }
  }
}
