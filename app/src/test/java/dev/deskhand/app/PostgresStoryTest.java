package dev.deskhand.app;

import dev.deskhand.app.config.Settings.DatabaseChoice;
import dev.deskhand.app.config.Settings.Doors;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A story on a real PostgreSQL, by a role that has to give its password. */
final class PostgresStoryTest {
  private static final String PASSWORD = "a password of this test";

  @TempDir private Path data;

  @Test
  void a_story_goes_on_postgresql_as_it_does_on_sqlite() throws IOException, SQLException {
    House.write(data, "database-password", PASSWORD);
    try (EmbeddedPostgres server = EmbeddedPostgres.builder().start()) {
      prepare(server);
      DatabaseChoice database =
          new DatabaseChoice.Postgresql(
              "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/deskhand",
              "deskhand",
              "file:database-password");

      try (House house = House.open(data, Doors.NONE, Map.of(), database)) {
        house.play(
            """
            - ada opens a ticket:
                subject: VPN says authentication failed
            - ada presses: It says "Authentication failed"
            - ada presses: Yes, it works
            - ada sees: you are back in
            - the ticket is: resolved
            - the internal note has: The account was locked in the directory and has been unlocked
            - the world: account ada is unlocked
            - the world: the directory was changed once
            """);
      }
    }
  }

  private static void prepare(EmbeddedPostgres server) throws SQLException {
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE ROLE deskhand LOGIN PASSWORD '" + PASSWORD + "'");
      statement.execute("CREATE DATABASE deskhand OWNER deskhand");
      statement.execute(
          "CREATE TEMP TABLE rules (line text);"
              + " INSERT INTO rules VALUES ('host all postgres 127.0.0.1/32 trust'),"
              + " ('host all all 127.0.0.1/32 scram-sha-256')");
      var file = statement.executeQuery("SHOW hba_file");
      file.next();
      statement.execute("COPY rules TO '" + file.getString(1) + "'");
      statement.execute("SELECT pg_reload_conf()");
    }
  }
}
