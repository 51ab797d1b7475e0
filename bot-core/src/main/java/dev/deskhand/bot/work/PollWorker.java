package dev.deskhand.bot.work;

import dev.deskhand.bot.message.DeliveryFailedException;
import dev.deskhand.bot.message.Inbound;
import dev.deskhand.bot.message.Reception;
import dev.deskhand.bot.message.Reception.Acceptance;
import dev.deskhand.bot.ticket.TicketFeed;
import dev.deskhand.journal.Append;
import dev.deskhand.journal.Event;
import dev.deskhand.journal.History;
import dev.deskhand.journal.Journal;
import dev.deskhand.journal.Lease;
import dev.deskhand.journal.Micros;
import dev.deskhand.journal.RecordedEvent;
import dev.deskhand.journal.StreamId;
import dev.deskhand.journal.StreamKey;
import dev.deskhand.journal.StreamState;
import dev.deskhand.journal.StreamWorker;
import dev.deskhand.journal.TenantId;
import dev.deskhand.journal.VersionConflictException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks each desk, every few minutes, what happened on it, and hands over what nobody told: the
 * inbox knows the rest by its delivery ids. A desk is a stream {@code poll/BOOKMARK}, so that one
 * replica asks at a time; how far it was asked is written down once an hour, and nothing is asked
 * for that was before the first time. A desk that is too busy is asked again when it said, and goes
 * on where it stopped. Thread-safe.
 */
public final class PollWorker implements StreamWorker {
  private static final Logger LOG = LoggerFactory.getLogger(PollWorker.class);
  private static final String KIND = "poll";
  private static final Duration INTERVAL = Duration.ofMinutes(2);

  /** How far back each question goes, beyond the last one: clocks differ, and commits are slow. */
  private static final Duration OVERLAP = Duration.ofMinutes(10);

  private static final Duration MARKED_AGAIN = Duration.ofHours(1);
  private static final Event ASKED = new Event("desk-asked", 1, "{}");

  private final Journal journal;
  private final Map<String, TicketFeed> feeds;
  private final Reception reception;
  private final InstantSource clock;
  private final Map<String, Instant> asked = new ConcurrentHashMap<>();

  public PollWorker(
      Journal journal,
      Collection<? extends TicketFeed> feeds,
      Reception reception,
      InstantSource clock) {
    this.journal = journal;
    this.feeds =
        feeds.stream().collect(Collectors.toMap(TicketFeed::bookmark, Function.identity()));
    this.reception = reception;
    this.clock = clock;
  }

  @Override
  public String kind() {
    return KIND;
  }

  /** Has every desk asked soon, one that is new from now on; called at every start. */
  public void enrol(TenantId tenant) {
    for (String bookmark : feeds.keySet()) {
      StreamKey key = new StreamKey(tenant, new StreamId(KIND, bookmark));
      History history = journal.read(key);
      try {
        journal.append(
            Append.in(tenant)
                .to(
                    key.stream(),
                    history.sequence(),
                    StreamState.asleepUntil(Micros.now(clock)),
                    history.events().isEmpty() ? List.of(ASKED) : List.of())
                .build());
      } catch (VersionConflictException _) {
        LOG.debug("desk={} is being asked by another replica", bookmark);
      }
    }
  }

  @Override
  public void work(StreamKey key, Lease lease) {
    History history = journal.read(key);
    Optional<Round> round =
        Optional.ofNullable(feeds.get(key.stream().key())).map(feed -> ask(feed, history));
    StreamState state =
        round
            .map(it -> StreamState.asleepUntil(Micros.now(clock).plus(it.pause())))
            .orElseGet(StreamState::asleep);
    try {
      journal.append(
          Append.in(key.tenant())
              .under(lease)
              .to(
                  key.stream(),
                  history.sequence(),
                  state,
                  round.map(Round::events).orElse(List.of()))
              .build());
    } catch (VersionConflictException _) {
      LOG.debug("desk={} was asked by another replica meanwhile", key.stream().key());
    }
  }

  /** What of a round is written down, and how long it is to the next one. */
  private record Round(List<Event> events, Duration pause) {}

  /** What was told is handed over even if not all of it could be told. */
  private Round ask(TicketFeed feed, History history) {
    Instant now = Micros.now(clock);
    List<Instant> marks = history.events().stream().map(RecordedEvent::at).toList();
    Instant begun = marks.isEmpty() ? now : marks.getFirst();
    Instant marked = marks.isEmpty() ? now : marks.getLast();
    Instant last = later(marked, asked.getOrDefault(feed.bookmark(), Instant.EPOCH));
    LongAdder missed = new LongAdder();
    try {
      feed.since(later(last.minus(OVERLAP), begun), event -> accept(event, missed));
      asked.put(feed.bookmark(), now);
      boolean isMarked = !marked.plus(MARKED_AGAIN).isBefore(now);
      return new Round(isMarked ? List.of() : List.of(ASKED), INTERVAL);
    } catch (DeliveryFailedException e) {
      LOG.warn("desk={} can't be asked for all that was missed: {}", feed.desk(), e.getMessage());
      Duration pause = e.retryAfter().orElse(INTERVAL);
      return new Round(List.of(), pause.compareTo(INTERVAL) > 0 ? pause : INTERVAL);
    } finally {
      if (missed.sum() > 0) {
        LOG.info("desk={} missed={} found by asking", feed.desk(), missed);
      }
    }
  }

  private void accept(Inbound.TicketEvent event, LongAdder missed) {
    if (reception.accept(event) == Acceptance.ACCEPTED) {
      missed.increment();
    }
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
