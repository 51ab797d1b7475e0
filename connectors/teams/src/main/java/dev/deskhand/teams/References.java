package dev.deskhand.teams;

import dev.deskhand.journal.Append;
import dev.deskhand.journal.Journal;
import dev.deskhand.journal.RecordedEvent;
import dev.deskhand.journal.StreamId;
import dev.deskhand.journal.StreamKey;
import dev.deskhand.journal.StreamState;
import dev.deskhand.journal.TenantId;
import dev.deskhand.journal.VersionConflictException;
import dev.deskhand.teams.wire.Reference;
import dev.deskhand.teams.wire.TeamsPlace;
import java.util.List;
import java.util.Optional;

/**
 * How places are reached, each in the stream {@code teams-reference/<place>}; what was learnt last
 * counts. Thread-safe, and safe beside other replicas.
 */
final class References {
  private static final String KIND = "teams-reference";
  private static final int ATTEMPTS = 5;

  private final TenantId tenant;
  private final Journal journal;

  References(TenantId tenant, Journal journal) {
    this.tenant = tenant;
    this.journal = journal;
  }

  Optional<Reference> of(TeamsPlace place) {
    return last(place).map(recorded -> Reference.of(recorded.event()));
  }

  /**
   * Keeps what is new; returns when it is durable.
   *
   * @throws dev.deskhand.journal.JournalException if it can't be stored
   */
  void learn(TeamsPlace place, Reference reference) {
    for (int attempt = 1; ; attempt++) {
      Optional<RecordedEvent> last = last(place);
      if (last.map(it -> Reference.of(it.event())).filter(reference::equals).isPresent()) {
        return;
      }
      try {
        write(place, last.map(RecordedEvent::sequence).orElse(0L), reference);
        return;
      } catch (VersionConflictException e) {
        // Another request from there was faster; most likely it has learnt the same.
        if (attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  private void write(TeamsPlace place, long expected, Reference reference) {
    journal.append(
        Append.in(tenant)
            .to(stream(place), expected, StreamState.asleep(), List.of(reference.event()))
            .build());
  }

  private Optional<RecordedEvent> last(TeamsPlace place) {
    return journal.last(new StreamKey(tenant, stream(place)));
  }

  private static StreamId stream(TeamsPlace place) {
    return new StreamId(KIND, place.toString());
  }
}
