package dev.deskhand.storage;

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
    try {
      return once(query);
    } catch (JdbiException e) {
      if (Failures.sqlCause(e).filter(engine::breaksConnection).isEmpty()) {
        throw engine.failure(tried, e);
      }
    }
    try {
      return once(query);
    } catch (JdbiException e) {
      throw engine.failure(tried, e);
    }
  }

  private <T> T once(HandleCallback<T, RuntimeException> query) {
    try (Handle handle = jdbi.open()) {
      return query.withHandle(handle);
    }
  }
}
