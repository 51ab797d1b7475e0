package dev.deskhand.journal;

import java.util.List;

/**
 * Events for one stream and the state that it is in afterwards.
 *
 * @param expected the stream's last sequence as the writer knows it; 0 for a new stream
 * @param events in order; may be empty, to change only the state
 */
public record StreamAppend(StreamId stream, long expected, StreamState state, List<Event> events) {
  public StreamAppend {
    events = List.copyOf(events);
  }
}
