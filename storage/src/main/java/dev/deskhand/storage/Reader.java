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

  <T> T read(String tried, HandleCallback<T, RuntimeException> query) {
    try (Handle handle = jdbi.open()) {
      return query.withHandle(handle);
    } catch (JdbiException e) {
      throw engine.failure(tried, e);
    }
  }
}
