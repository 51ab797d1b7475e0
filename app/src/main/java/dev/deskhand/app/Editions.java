package dev.deskhand.app;

import dev.deskhand.journal.Lease;
import dev.deskhand.journal.StreamKey;
import dev.deskhand.journal.StreamWorker;
import java.util.Optional;
import java.util.function.Function;

/**
 * The edition of now; the only place that holds one. Whoever needs it asks anew for each delivery,
 * so that another takes over between two of them. Thread-safe.
 */
final class Editions {
  private volatile Optional<Edition> now = Optional.empty();
  private volatile boolean isStale;

  /** Empty while the catalogue is read for the first time. */
  Optional<Edition> now() {
    return now;
  }

  /**
   * The edition of now, once there was one.
   *
   * @throws IllegalStateException while there is none
   */
  Edition latest() {
    return now.orElseThrow(() -> new IllegalStateException("the catalogue is not read yet"));
  }

  /** From now on this one counts. */
  void publish(Edition next) {
    now = Optional.of(next);
    isStale = false;
  }

  /** Notes that other files are there, which are not in order. */
  void refuse() {
    isStale = true;
  }

  /** Notes that the files are those of the edition of now. */
  void settle() {
    isStale = false;
  }

  /** True while the files are not in order: then the edition of now is older than they are. */
  boolean isStale() {
    return isStale;
  }

  /**
   * Works streams of a kind as the edition of now does.
   *
   * @param which of its crew works them
   */
  StreamWorker worker(String kind, Function<Edition.Crew, StreamWorker> which) {
    return new StreamWorker() {
      @Override
      public String kind() {
        return kind;
      }

      @Override
      public void work(StreamKey key, Lease lease) {
        which.apply(latest().crew()).work(key, lease);
      }
    };
  }
}
