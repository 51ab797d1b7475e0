package dev.deskhand.journal;

import java.time.Instant;
import java.util.Optional;

/** What a stream needs next; stored beside its version so that a start finds open work fast. */
public sealed interface StreamState {
  /** A worker has something to do now; after a restart it is resumed. */
  record Live() implements StreamState {}

  /**
   * Nothing to do until somebody or something speaks.
   *
   * @param until when the worker looks again by itself, if ever
   */
  record Asleep(Optional<Instant> until) implements StreamState {}

  /** Nothing will be done any more; the history stays. */
  record Ended() implements StreamState {}

  static StreamState live() {
    return new Live();
  }

  static StreamState asleep() {
    return new Asleep(Optional.empty());
  }

  static StreamState asleepUntil(Instant until) {
    return new Asleep(Optional.of(Micros.truncate(until)));
  }

  static StreamState ended() {
    return new Ended();
  }
}
