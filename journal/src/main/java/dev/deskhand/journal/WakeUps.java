package dev.deskhand.journal;

/**
 * Makes sleepers {@link StreamState.Live} when their time has come ({@link
 * StreamState.Asleep#until}), also after a restart: by an append of no events, so that whoever
 * listens to the journal hears of it, and whoever holds the partition finds it there.
 */
public interface WakeUps extends AutoCloseable {

  /** Begins to wake; at most once a life. */
  void start();

  @Override
  void close();
}
