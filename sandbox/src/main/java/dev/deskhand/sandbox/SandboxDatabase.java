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

/**
 * The company's database: a SQLite file with the table {@code orders} of {@code id} and {@code
 * status}. Order 1001 is {@code stuck}, 1002 is {@code open}. Thread-safe.
 */
public final class SandboxDatabase implements AutoCloseable {
  private final Path folder;

  private SandboxDatabase(Path folder) {
    this.folder = folder;
  }

  /** Makes the file, in a folder of its own. */
  static SandboxDatabase create() {
    try {
      SandboxDatabase database =
          new SandboxDatabase(Files.createTempDirectory("deskhand-sandbox-database-"));
      database.fill();
      return database;
    } catch (IOException | SQLException e) {
      throw new SandboxFailure("making the company's database failed", e);
    }
  }

  /** {@code jdbc:sqlite:FILE}. */
  public String url() {
    return "jdbc:sqlite:" + folder.resolve("company.db");
  }

  /** The status of an order. */
  public String order(int id) {
    try (Connection connection = DriverManager.getConnection(url());
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
    Folders.delete(folder);
  }

  private void fill() throws SQLException {
    try (Connection connection = DriverManager.getConnection(url());
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE orders (id INTEGER PRIMARY KEY, status TEXT NOT NULL)");
      statement.execute("INSERT INTO orders (id, status) VALUES (1001, 'stuck'), (1002, 'open')");
    }
  }
}
