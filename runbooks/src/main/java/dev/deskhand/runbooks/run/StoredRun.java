package dev.deskhand.runbooks.run;

import dev.deskhand.journal.StreamKey;

/**
 * A run and the event up to which it is known.
 *
 * @param sequence of its last event
 */
public record StoredRun(StreamKey key, long sequence, Run run) {
  public RunId id() {
    return RunId.of(key);
  }
}
