package dev.deskhand.journal;

import java.util.function.Consumer;

/**
 * Calls sleepers when their time has come ({@link StreamState.Asleep#until}), also after a restart.
 * A call may come twice or after the stream moved on: the worker looks again and finds nothing to
 * do.
 */
public interface WakeUps extends AutoCloseable {

  /** Begins to call; at most once a life. The handler must be quick. */
  void start(Consumer<StreamKey> handler);

  @Override
  void close();
}
