package dev.deskhand.actions.sql;

import dev.deskhand.runbooks.action.ActionCall;
import dev.deskhand.runbooks.action.Calls;
import dev.deskhand.runbooks.action.Target;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** A database with the people of a small company. */
record SqlRig(String url, Map<String, String> login) {
  private static final AtomicInteger DATABASES = new AtomicInteger();

  /** Loaded, and so started, by the first test that needs it; it ends with the process. */
  private static final class Running {
    static final EmbeddedPostgres SERVER = start();

    private static EmbeddedPostgres start() {
      try {
        return EmbeddedPostgres.builder().start();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  static SqlRig sqlite(Path folder) {
    return new SqlRig("jdbc:sqlite:" + folder.resolve("hr.db"), Map.of()).filled();
  }

  static SqlRig postgres() {
    String name = "hr_" + DATABASES.incrementAndGet();
    int port = Running.SERVER.getPort();
    Map<String, String> login = Map.of("user", "postgres", "password", "env:DATABASE");
    new SqlRig("jdbc:postgresql://127.0.0.1:" + port + "/postgres", login)
        .run("CREATE DATABASE " + name);
    return new SqlRig("jdbc:postgresql://127.0.0.1:" + port + "/" + name, login).filled();
  }

  int port() {
    return Running.SERVER.getPort();
  }

  private SqlRig filled() {
    run("CREATE TABLE people (id INTEGER PRIMARY KEY, name VARCHAR(100000), phone VARCHAR(20))");
    run("INSERT INTO people VALUES (1, 'ada', '12'), (2, 'bob', NULL), (3, 'grace', '14')");
    return this;
  }

  ActionCall call(Map<String, String> arguments) {
    Map<String, String> settings = new HashMap<>(login);
    settings.put("url", url);
    return Calls.call(
        new Target("hr-database", "sql", settings), arguments, reference -> "postgres-secret");
  }

  void run(String sql) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /** The first column of the first row as a text. */
  String ask(String sql) {
    try (Connection connection = connect();
        PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet rows = statement.executeQuery()) {
      return rows.next() ? String.valueOf(rows.getString(1)) : "";
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  Connection connect() throws SQLException {
    return DriverManager.getConnection(url, login.getOrDefault("user", ""), "postgres-secret");
  }
}
