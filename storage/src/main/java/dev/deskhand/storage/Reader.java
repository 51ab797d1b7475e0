package dev.deskhand.storage;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/** Reads what is committed, on connections beside the writer's. Thread-safe. */
final class Reader {
  private final Engine engine;
  private final Jdbi jdbi;

  Reader(Engine engine) {
    this.engine = engine;
    this.jdbi = engine.readers();
  }

  /** Reads; where a connection turns out to have died while idle, once more on another. */
  <T> T read(String tried, HandleCallback<T, RuntimeException> query) {
    return twice(tried, () -> once(query));
  }

  /**
   * The same for what each request and each step asks: by statements that stay prepared, without
   * the layers of a library.
   */
  <T> T ask(String tried, Function<Prepared, T> question) {
    return twice(tried, () -> engine.ask(question));
  }

  private interface Reading<T> {
    T once() throws SQLException;
  }

  private <T> T twice(String tried, Reading<T> reading) {
    try {
      return reading.once();
    } catch (JdbiException | SQLException e) {
      if (Failures.sqlCause(e).filter(this::mayBeIdleConnection).isEmpty()) {
        throw engine.failure(tried, e);
      }
    }
    try {
      return reading.once();
    } catch (JdbiException | SQLException e) {
      throw engine.failure(tried, e);
    }
  }

  /** Not where the pool has waited for a connection in vain: another wait would be as long. */
  private boolean mayBeIdleConnection(SQLException failure) {
    return !(failure instanceof SQLTransientConnectionException)
        && engine.breaksConnection(failure);
  }

  private <T> T once(HandleCallback<T, RuntimeException> query) {
    try (Handle handle = jdbi.open()) {
      return query.withHandle(handle);
    }
  }
}
