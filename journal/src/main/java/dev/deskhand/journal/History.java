package dev.deskhand.journal;

import java.util.List;

/**
 * A stream as it stands, or what was added to it.
 *
 * @param sequence of its last event; 0 for a stream that never was
 * @param events all of them, or those after the one that was asked for
 */
public record History(StreamKey key, long sequence, List<RecordedEvent> events) {
  public History {
    events = List.copyOf(events);
  }

  public boolean isEmpty() {
    return sequence == 0;
  }
}
