package dev.deskhand.desks.builtin;

import dev.deskhand.bot.ticket.TicketRef;
import dev.deskhand.desks.builtin.history.TicketFact;
import dev.deskhand.desks.builtin.history.TicketFact.TicketOpened;
import dev.deskhand.desks.builtin.history.TicketView;
import dev.deskhand.desks.builtin.json.TicketFactJson;
import dev.deskhand.journal.Append;
import dev.deskhand.journal.Event;
import dev.deskhand.journal.History;
import dev.deskhand.journal.Journal;
import dev.deskhand.journal.RecordedEvent;
import dev.deskhand.journal.StreamId;
import dev.deskhand.journal.StreamKey;
import dev.deskhand.journal.StreamState;
import dev.deskhand.journal.TenantId;
import dev.deskhand.journal.VersionConflictException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Tickets as streams {@code ticket/1}, {@code ticket/2}, … of a tenant. A number is given out by
 * being the first to write its stream, so numbers have no gaps, and the last one is found by
 * halving without a counter. Thread-safe, also between replicas.
 */
final class TicketStreams {
  private static final String KIND = "ticket";

  private final TenantId tenant;
  private final Journal journal;
  private final TicketFactJson json;
  private final AtomicLong lastSeen = new AtomicLong();

  TicketStreams(TenantId tenant, Journal journal, TicketFactJson json) {
    this.tenant = tenant;
    this.journal = journal;
    this.json = json;
  }

  /** Opens the next ticket. */
  TicketView open(TicketOpened opened) {
    long number = lastNumber() + 1;
    while (!isAppended(ref(number), 0, opened)) {
      number++;
    }
    lastSeen.accumulateAndGet(number, Math::max);
    return find(ref(number)).orElseThrow();
  }

  /** The highest number in use, from the last one that is known upwards. */
  private long lastNumber() {
    long used = lastSeen.get();
    long step = 1;
    while (isUsed(used + step)) {
      used += step;
      step *= 2;
    }
    while (step > 1) {
      step /= 2;
      if (isUsed(used + step)) {
        used += step;
      }
    }
    return used;
  }

  private boolean isUsed(long number) {
    return !journal.read(key(ref(number))).isEmpty();
  }

  /** Writes behind the facts that the writer knows; false if there are more by now. */
  boolean isAppended(TicketRef ref, long expected, TicketFact fact) {
    List<Event> events = List.of(json.write(fact));
    try {
      journal.append(
          Append.in(tenant).to(stream(ref), expected, StreamState.asleep(), events).build());
      return true;
    } catch (VersionConflictException e) {
      return false;
    }
  }

  Optional<TicketView> find(TicketRef ref) {
    if (!ref.desk().equals(BuiltinDesk.NAME) || !ref.id().matches("[1-9][0-9]{0,17}")) {
      return Optional.empty();
    }
    return view(ref, journal.read(key(ref)));
  }

  private Optional<TicketView> view(TicketRef ref, History history) {
    Optional<TicketView> view = Optional.empty();
    for (RecordedEvent recorded : history.events()) {
      TicketFact fact = json.read(recorded.event());
      view =
          fact instanceof TicketOpened opened
              ? Optional.of(TicketView.opened(ref, opened, recorded.at()))
              : view.map(
                  so -> so.apply(new TicketView.Entry(recorded.sequence(), recorded.at(), fact)));
    }
    return view;
  }

  /** The tickets that changed last. */
  List<TicketView> recent(int limit) {
    return journal.recent(tenant, KIND, limit).stream()
        .map(key -> new TicketRef(BuiltinDesk.NAME, key.stream().key()))
        .flatMap(ref -> find(ref).stream())
        .toList();
  }

  private StreamKey key(TicketRef ref) {
    return new StreamKey(tenant, stream(ref));
  }

  private static StreamId stream(TicketRef ref) {
    return new StreamId(KIND, ref.id());
  }

  private static TicketRef ref(long number) {
    return new TicketRef(BuiltinDesk.NAME, Long.toString(number));
  }
}
