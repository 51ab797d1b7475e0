package dev.deskhand.permissions;

import dev.deskhand.journal.Append;
import dev.deskhand.journal.Event;
import dev.deskhand.journal.History;
import dev.deskhand.journal.Journal;
import dev.deskhand.journal.RecordedEvent;
import dev.deskhand.journal.StreamId;
import dev.deskhand.journal.StreamKey;
import dev.deskhand.journal.StreamState;
import dev.deskhand.journal.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;

/**
 * What one stream of each tenant comes to, folded and held in memory. Thread-safe.
 *
 * @param <S> what it comes to; immutable
 */
final class TenantState<S> {
  /** What another replica has written is known after this. */
  private static final Duration FRESH = Duration.ofSeconds(1);

  private final Journal journal;
  private final InstantSource clock;
  private final StreamId stream;
  private final S empty;
  private final BiFunction<S, List<RecordedEvent>, S> fold;
  private final Map<TenantId, Reading<S>> readings = new ConcurrentHashMap<>();

  /**
   * A state, and of when it is.
   *
   * @param sequence of the last event in it
   */
  record Read<S>(long sequence, S state) {}

  private record Reading<S>(Read<S> read, Instant at) {
    boolean isFreshAt(Instant now) {
      return !now.isBefore(at) && now.isBefore(at.plus(FRESH));
    }
  }

  /**
   * A state.
   *
   * @param empty of a stream without events
   * @param fold what events make of a state
   */
  TenantState(
      Journal journal,
      InstantSource clock,
      StreamId stream,
      S empty,
      BiFunction<S, List<RecordedEvent>, S> fold) {
    this.journal = journal;
    this.clock = clock;
    this.stream = stream;
    this.empty = empty;
    this.fold = fold;
    journal.onCommit(this::forgetIfChanged);
  }

  /** The state as it stands now. */
  Read<S> read(TenantId tenant) {
    Reading<S> known =
        readings.getOrDefault(tenant, new Reading<>(new Read<>(0, empty), Instant.EPOCH));
    Instant now = clock.instant();
    History added = journal.read(new StreamKey(tenant, stream), known.read().sequence());
    Read<S> read = with(known.read(), added.events());
    readings.put(tenant, new Reading<>(read, now));
    return read;
  }

  /** The state as it stood at most a second ago; this process's own writing is always in it. */
  Read<S> recent(TenantId tenant) {
    Reading<S> known = readings.get(tenant);
    return known != null && known.isFreshAt(clock.instant()) ? known.read() : read(tenant);
  }

  /** Adds an event to an append, which is refused where the stream has changed since. */
  void write(Append.Builder into, long seen, Event event) {
    into.to(stream, seen, StreamState.asleep(), List.of(event));
  }

  private Read<S> with(Read<S> before, List<RecordedEvent> events) {
    return events.isEmpty()
        ? before
        : new Read<>(events.getLast().sequence(), fold.apply(before.state(), events));
  }

  private void forgetIfChanged(Append append) {
    if (append.streams().stream().anyMatch(it -> it.stream().equals(stream))) {
      readings.computeIfPresent(
          append.tenant(), (_, known) -> new Reading<>(known.read(), Instant.EPOCH));
    }
  }
}
