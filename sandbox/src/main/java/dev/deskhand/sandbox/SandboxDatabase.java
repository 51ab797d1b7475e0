package dev.deskhand.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/**
 * The company's database: a SQLite file, or one on a server, with the table {@code orders} of
 * {@code id} and {@code status}. Order 1001 is {@code stuck}, 1002 is {@code open}. Thread-safe.
 */
public final class SandboxDatabase implements AutoCloseable {
  private final String url;
  private final Optional<Path> folder;

  private SandboxDatabase(String url, Optional<Path> folder) {
    this.url = url;
    this.folder = folder;
  }

  /** Makes the file, in a folder of its own. */
  static SandboxDatabase create() {
    try {
      Path folder = Files.createTempDirectory("deskhand-sandbox-database-");
      return filled("jdbc:sqlite:" + folder.resolve("company.db"), Optional.of(folder));
    } catch (IOException e) {
      throw new SandboxFailure("making the company's database failed", e);
    }
  }

  /**
   * Takes an empty one on a server.
   *
   * @param url by which JDBC gets there
   */
  static SandboxDatabase at(String url) {
    return filled(url, Optional.empty());
  }

  private static SandboxDatabase filled(String url, Optional<Path> folder) {
    SandboxDatabase database = new SandboxDatabase(url, folder);
    try {
      database.fill();
      return database;
    } catch (SQLException e) {
      throw new SandboxFailure("filling the company's database failed", e);
    }
  }

  /** Where it is for JDBC. */
  public String url() {
    return url;
  }

  /** The status of an order. */
  public String order(int id) {
    try (Connection connection = DriverManager.getConnection(url);
        PreparedStatement query =
            connection.prepareStatement("SELECT status FROM orders WHERE id = ?")) {
      query.setInt(1, id);
      try (ResultSet found = query.executeQuery()) {
        return found.next() ? found.getString(1) : "missing";
      }
    } catch (SQLException e) {
      throw new SandboxFailure("reading order " + id + " failed", e);
    }
  }

  @Override
  public void close() {
    folder.ifPresent(Folders::delete);
  }

  private void fill() throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE orders (id INTEGER PRIMARY KEY, status TEXT NOT NULL)");
      statement.execute("INSERT INTO orders (id, status) VALUES (1001, 'stuck'), (1002, 'open')");
    }
  }
}
