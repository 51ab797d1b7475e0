package dev.deskhand.storage;

import com.github.kagkarlsson.scheduler.jdbc.JdbcCustomization;
import com.github.kagkarlsson.scheduler.jdbc.PostgreSqlJdbcCustomization;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A PostgreSQL server. The writer has one connection of its own; a pool serves the readers and
 * db-scheduler. The head row's lock makes the replicas' commits follow one another, so a replica
 * that falls silent inside a transaction is cut off by the server.
 */
final class PostgresEngine implements Engine {
  private static final int CONNECT_SECONDS = 10;
  private static final int ANSWER_SECONDS = 60;
  private static final int MOST_READERS = 8;

  private final PostgresDatabase database;
  private final HikariDataSource pool;

  PostgresEngine(PostgresDatabase database) {
    this.database = database;
    HikariConfig config = new HikariConfig();
    config.setPoolName("deskhand-readers");
    config.setDataSource(source(ANSWER_SECONDS));
    config.setMaximumPoolSize(MOST_READERS);
    config.setMinimumIdle(1);
    config.setInitializationFailTimeout(-1);
    config.setConnectionTimeout(Duration.ofSeconds(CONNECT_SECONDS).toMillis());
    this.pool = new HikariDataSource(config);
  }

  @Override
  public Connection openWriter() throws SQLException {
    PGSimpleDataSource source = source(ANSWER_SECONDS);
    Connection connection = source.getConnection();
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET idle_in_transaction_session_timeout = '15s'");
      statement.execute("SET lock_timeout = '30s'");
      // All of its statements go by keys. Planning them anew takes longer than doing them, and a
      // plan that was made while a table was small must be good when it is large.
      statement.execute("SET plan_cache_mode = 'force_generic_plan'");
      statement.execute("SET enable_seqscan = off");
      statement.execute("SET enable_hashjoin = off");
      statement.execute("SET enable_mergejoin = off");
      statement.execute(
          """
          SELECT set_config('synchronous_commit', 'on', false)
          WHERE current_setting('synchronous_commit') = 'off'
          """);
      connection.setAutoCommit(false);
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  /** Nobody else of this process needs the writer's connection. */
  @Override
  public void takeTurn() {}

  /** An interrupt would break the connection of all who share it. */
  @Override
  public boolean tryTurn() {
    return false;
  }

  @Override
  public void endTurn() {}

  @Override
  public boolean beginsByItself() {
    return true;
  }

  @Override
  public void begin(Prepared prepared) {}

  @Override
  public void commit(Prepared prepared) throws SQLException {
    prepared.connection().commit();
  }

  /** Classes 08 and 57P and state 40003 of the manual's appendix A; anything else was an answer. */
  @Override
  public boolean leavesCommitUnknown(SQLException failure) {
    return breaksConnection(failure) || stateOf(failure).equals("40003");
  }

  @Override
  public boolean breaksConnection(SQLException failure) {
    String state = stateOf(failure);
    return state.isEmpty()
        || state.startsWith("08")
        || state.startsWith("57P")
        || state.equals("25P03");
  }

  @Override
  public HotRows rows(Prepared prepared) {
    return new PostgresRows(prepared);
  }

  @Override
  public Jdbi readers() {
    return Jdbi.create(pool);
  }

  /** The driver keeps what is prepared. */
  @Override
  public <T> T ask(Function<Prepared, T> question) throws SQLException {
    try (Connection connection = pool.getConnection()) {
      return question.apply(new Prepared(connection));
    }
  }

  @Override
  public DataSource schedulerConnections() {
    return pool;
  }

  @Override
  public JdbcCustomization schedulerDialect() {
    return new PostgreSqlJdbcCustomization(false, true);
  }

  @Override
  public Duration schedulerPolling() {
    return Duration.ofSeconds(1);
  }

  /** Without a time limit on answers: a migration may take long. */
  @Override
  public DataSource migrationConnections() {
    return source(0);
  }

  /** Looks where unqualified names are looked up, as every statement does. */
  @Override
  public String findTable(String name) {
    return "SELECT 1 WHERE to_regclass('" + name + "') IS NOT NULL";
  }

  @Override
  public String migrations() {
    return "db/migration/postgresql";
  }

  @Override
  public Optional<String> advice(SQLException failure) {
    String state = stateOf(failure);
    if (state.startsWith("08") || state.startsWith("57P")) {
      return Optional.of("is the server up and reachable? The next call connects again");
    }
    if (state.startsWith("28")) {
      return Optional.of("check the user and password in the configuration");
    }
    return Optional.ofNullable(
        switch (state) {
          case "3D000" -> "make the database first: createdb";
          case "42501" -> "the user needs to own the schema, or have CREATE on it";
          case "53100" -> "the server's disk is full: free space there, nothing else is needed";
          case "53300" -> "the server has no connection left: raise max_connections";
          case "55P03" -> "another session holds the journal's head row; see pg_stat_activity";
          default -> null;
        });
  }

  @Override
  public String name() {
    return database.address();
  }

  @Override
  public void close() {
    pool.close();
  }

  private PGSimpleDataSource source(int answerSeconds) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(database.jdbcUrl());
    source.setUser(database.user());
    source.setPassword(database.password());
    source.setApplicationName("deskhand");
    source.setTcpKeepAlive(true);
    source.setLogServerErrorDetail(false);
    source.setConnectTimeout(CONNECT_SECONDS);
    source.setSocketTimeout(answerSeconds);
    return source;
  }

  private static String stateOf(SQLException failure) {
    return Optional.ofNullable(failure.getSQLState()).orElse("");
  }
}
