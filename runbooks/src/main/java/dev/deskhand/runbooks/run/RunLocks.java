package dev.deskhand.runbooks.run;

import dev.deskhand.journal.Append;
import dev.deskhand.journal.Event;
import dev.deskhand.journal.Journal;
import dev.deskhand.journal.RecordedEvent;
import dev.deskhand.journal.Sha256;
import dev.deskhand.journal.StreamId;
import dev.deskhand.journal.StreamKey;
import dev.deskhand.journal.StreamState;
import dev.deskhand.journal.TenantId;
import java.util.List;
import java.util.Optional;

/**
 * Locks that runs hold: a stream each, whose last event says whether it is held. Taking one goes
 * into the append of what is done under it, so that a crash can't separate the two. Thread-safe.
 */
final class RunLocks {
  private static final String KIND = "lock";
  private static final String TAKEN = "lock-taken";
  private static final String RELEASED = "lock-released";

  private final Journal journal;

  RunLocks(Journal journal) {
    this.journal = journal;
  }

  /**
   * Takes it in an append, which fails if somebody else takes it first: what was read here is what
   * the append is bound to.
   *
   * @return false if some run holds it; nothing was added then
   */
  boolean take(Append.Builder into, String lock, RunId run) {
    Optional<RecordedEvent> last = last(into.tenant(), lock);
    if (last.filter(it -> it.event().type().equals(TAKEN)).isPresent()) {
      return false;
    }
    write(into, lock, last, new Event(TAKEN, 1, "{\"run\":\"" + run + "\"}"));
    return true;
  }

  /** Gives back what the run of this append holds; nobody else writes to it meanwhile. */
  void release(Append.Builder into, String lock) {
    write(into, lock, last(into.tenant(), lock), new Event(RELEASED, 1, "{}"));
  }

  /** The run that holds it, if any does. */
  Optional<RunId> holder(TenantId tenant, String lock) {
    return last(tenant, lock)
        .map(RecordedEvent::event)
        .filter(it -> it.type().equals(TAKEN))
        .map(it -> new RunId(it.body().split("\"", -1)[3]));
  }

  private static void write(
      Append.Builder into, String lock, Optional<RecordedEvent> last, Event event) {
    long sequence = last.map(RecordedEvent::sequence).orElse(0L);
    into.to(stream(lock), sequence, StreamState.asleep(), List.of(event));
  }

  private Optional<RecordedEvent> last(TenantId tenant, String lock) {
    return journal.last(new StreamKey(tenant, stream(lock)));
  }

  /** A lock's text is anybody's; a stream's key is not. */
  private static StreamId stream(String lock) {
    return new StreamId(KIND, Sha256.hex(lock));
  }
}
