package dev.deskhand.journal;

import java.util.ArrayList;
import java.util.List;

/**
 * Events for one stream and the state that it is in afterwards.
 *
 * @param expected the stream's last sequence as the writer knows it; 0 for a new stream
 * @param events in order; may be empty, to change only the state
 * @param artefacts long texts that the events name; one that is kept already is left as it is
 */
public record StreamAppend(
    StreamId stream,
    long expected,
    StreamState state,
    List<Event> events,
    List<Artefact> artefacts) {
  public StreamAppend {
    events = List.copyOf(events);
    artefacts = List.copyOf(artefacts);
  }

  /** With events that name no long text. */
  public StreamAppend(StreamId stream, long expected, StreamState state, List<Event> events) {
    this(stream, expected, state, events, List.of());
  }

  StreamAppend keeping(Artefact artefact) {
    List<Artefact> more = new ArrayList<>(artefacts);
    more.add(artefact);
    return new StreamAppend(stream, expected, state, events, more);
  }
}
