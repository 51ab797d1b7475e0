package dev.deskhand.torture;

import dev.deskhand.journal.Append;
import dev.deskhand.journal.Event;
import dev.deskhand.journal.Lease;
import dev.deskhand.journal.StreamAppend;
import dev.deskhand.runbooks.json.RunEventJson;
import dev.deskhand.runbooks.run.RunEvent;
import dev.deskhand.runbooks.run.RunId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Under which epoch this process announced which attempt. Thread-safe. */
final class Announcements {
  private final Map<String, Long> epochs = new ConcurrentHashMap<>();

  void note(Append committed) {
    long epoch = committed.leases().stream().mapToLong(Lease::epoch).max().orElse(0);
    for (StreamAppend stream : committed.streams()) {
      if (stream.stream().kind().equals(RunId.KIND)) {
        stream.events().forEach(event -> note(stream.stream().key(), event, epoch));
      }
    }
  }

  private void note(String run, Event event, long epoch) {
    if (event.type().equals("step-intended")
        && RunEventJson.read(event) instanceof RunEvent.StepIntended intended) {
      epochs.put(run + "." + intended.step() + "#" + intended.attempt(), epoch);
    }
  }

  /** The epoch of an attempt's announcement; 0 if this process announced none. */
  long epoch(String key, int attempt) {
    return epochs.getOrDefault(key + "#" + attempt, 0L);
  }
}
