package dev.deskhand.torture;

import java.net.InetSocketAddress;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * The company's database: a schema on a real server, with a table in which each row is an effect.
 * Twice the same would be two rows. Thread-safe.
 */
final class Table implements AutoCloseable {
  /** What a runbook has {@code sql.execute} do. */
  static final String ACT = "INSERT INTO effects (key, attempt, epoch, sender) VALUES (?, ?, ?, ?)";

  /** Nothing is written for a key that somebody else holds, or for an attempt that is refused. */
  private static final String TABLES =
      """
      CREATE TABLE effects (
        key TEXT NOT NULL, attempt INTEGER NOT NULL, epoch BIGINT NOT NULL, sender TEXT NOT NULL);
      CREATE TABLE refusals (key TEXT NOT NULL, attempt INTEGER NOT NULL);
      CREATE FUNCTION judge() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        PERFORM pg_advisory_xact_lock(hashtext(NEW.key));
        IF EXISTS (
          SELECT FROM refusals WHERE key = NEW.key AND attempt = NEW.attempt
        ) THEN
          RAISE check_violation USING MESSAGE = 'there is no such thing';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER judged BEFORE INSERT ON effects FOR EACH ROW EXECUTE FUNCTION judge()
      """;

  private static final String MADE =
      """
      SELECT key
      FROM effects
      WHERE key = ? AND attempt = ?
      """;
  private static final String REFUSE =
      """
      INSERT INTO refusals (key, attempt)
      VALUES (?, ?)
      """;

  private final String server;
  private final String schema;
  private final Connection connection;

  /** Somebody else's lock. */
  interface Hold extends AutoCloseable {
    /** Nobody's. */
    Hold NONE = () -> {};

    @Override
    void close();
  }

  /**
   * Makes it.
   *
   * @param server a JDBC URL
   * @param schema a plain name
   */
  Table(String server, String schema) {
    this.server = server;
    this.schema = schema;
    this.connection = connect();
    execute("CREATE SCHEMA " + schema);
    execute("SET search_path TO " + schema);
    execute(TABLES);
  }

  private Connection connect() {
    try {
      return DriverManager.getConnection(server, Shipped.USER, Shipped.USER);
    } catch (SQLException e) {
      throw trouble(e);
    }
  }

  InetSocketAddress address() {
    URI uri = uri();
    return new InetSocketAddress(uri.getHost(), uri.getPort());
  }

  String database() {
    return uri().getPath().substring(1);
  }

  String schema() {
    return schema;
  }

  private URI uri() {
    return URI.create(server.substring("jdbc:".length()));
  }

  /** Whether it was this attempt that made the effect. */
  synchronized boolean made(Received asked) {
    return !keys(MADE, asked).isEmpty();
  }

  /** The keys of all effects, each as often as it was made. */
  synchronized List<String> keys() {
    try (Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery("SELECT key FROM effects")) {
      return keys(found);
    } catch (SQLException e) {
      throw trouble(e);
    }
  }

  private List<String> keys(String statement, Received asked) {
    try (PreparedStatement prepared = prepare(statement, asked);
        ResultSet found = prepared.executeQuery()) {
      return keys(found);
    } catch (SQLException e) {
      throw trouble(e);
    }
  }

  private static List<String> keys(ResultSet found) throws SQLException {
    List<String> keys = new ArrayList<>();
    while (found.next()) {
      keys.add(found.getString(1));
    }
    return keys;
  }

  /** Has the database say no to an attempt. */
  synchronized void refuse(Received asked) {
    try (PreparedStatement prepared = prepare(REFUSE, asked)) {
      prepared.executeUpdate();
    } catch (SQLException e) {
      throw trouble(e);
    }
  }

  private PreparedStatement prepare(String statement, Received asked) throws SQLException {
    PreparedStatement prepared = connection.prepareStatement(statement);
    prepared.setString(1, asked.key());
    prepared.setInt(2, asked.attempt());
    return prepared;
  }

  /** Has somebody else hold what an effect of this key needs. */
  Hold hold(String key) {
    Connection other = connect();
    try (PreparedStatement lock = other.prepareStatement("SELECT pg_advisory_lock(hashtext(?))")) {
      lock.setString(1, key);
      lock.execute();
    } catch (SQLException e) {
      throw trouble(e);
    }
    return () -> close(other);
  }

  @Override
  public synchronized void close() {
    execute("DROP SCHEMA " + schema + " CASCADE");
    close(connection);
  }

  private void execute(String statements) {
    try (Statement statement = connection.createStatement()) {
      statement.execute(statements);
    } catch (SQLException e) {
      throw trouble(e);
    }
  }

  private static void close(Connection connection) {
    try {
      connection.close();
    } catch (SQLException e) {
      throw trouble(e);
    }
  }

  private static IllegalStateException trouble(SQLException e) {
    return new IllegalStateException("the company's database is in trouble", e);
  }
}
