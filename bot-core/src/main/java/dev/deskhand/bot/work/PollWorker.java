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
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks each desk, every few minutes, what happened on it, and hands over what nobody told: the
 * inbox knows the rest by its delivery ids. A desk is a stream {@code poll/DESK}, so that one
 * replica asks at a time; how far it was asked is written down once an hour. Thread-safe.
 */
public final class PollWorker implements StreamWorker {
  private static final Logger LOG = LoggerFactory.getLogger(PollWorker.class);
  private static final String KIND = "poll";
  private static final Duration INTERVAL = Duration.ofMinutes(2);

  /** How far back each question goes, beyond the last one: clocks differ, and commits are slow. */
  private static final Duration OVERLAP = Duration.ofMinutes(10);

  private static final Duration MARKED_AGAIN = Duration.ofHours(1);

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
    this.feeds = feeds.stream().collect(Collectors.toMap(TicketFeed::desk, Function.identity()));
    this.reception = reception;
    this.clock = clock;
  }

  @Override
  public String kind() {
    return KIND;
  }

  /** Has every desk asked soon; called at every start. */
  public void enrol(TenantId tenant) {
    for (String desk : feeds.keySet()) {
      StreamKey key = new StreamKey(tenant, new StreamId(KIND, desk));
      try {
        journal.append(
            Append.in(tenant)
                .to(
                    key.stream(),
                    journal.read(key).sequence(),
                    StreamState.asleepUntil(Micros.now(clock)),
                    List.of())
                .build());
      } catch (VersionConflictException _) {
        LOG.debug("desk={} is being asked by another replica", desk);
      }
    }
  }

  @Override
  public void work(StreamKey key, Lease lease) {
    History history = journal.read(key);
    Optional<TicketFeed> feed = Optional.ofNullable(feeds.get(key.stream().key()));
    Instant now = Micros.now(clock);
    boolean isMarked = feed.isPresent() && isAsked(feed.get(), history, now);
    StreamState state =
        feed.isPresent() ? StreamState.asleepUntil(now.plus(INTERVAL)) : StreamState.asleep();
    List<Event> events = isMarked ? List.of(new Event("desk-asked", 1, "{}")) : List.of();
    try {
      journal.append(
          Append.in(key.tenant())
              .under(lease)
              .to(key.stream(), history.sequence(), state, events)
              .build());
    } catch (VersionConflictException _) {
      LOG.debug("desk={} was asked by another replica meanwhile", key.stream().key());
    }
  }

  /** Asks; true if that has to be written down. */
  private boolean isAsked(TicketFeed feed, History history, Instant now) {
    Optional<Instant> marked =
        history.events().isEmpty()
            ? Optional.empty()
            : Optional.of(history.events().getLast()).map(RecordedEvent::at);
    Instant last = later(marked.orElse(now), asked.getOrDefault(feed.desk(), Instant.EPOCH));
    try {
      List<Inbound.TicketEvent> events = feed.since(last.minus(OVERLAP));
      long missed =
          events.stream().filter(it -> reception.accept(it) == Acceptance.ACCEPTED).count();
      if (missed > 0) {
        LOG.info("desk={} missed={} found by asking", feed.desk(), missed);
      }
      asked.put(feed.desk(), now);
      return marked.isEmpty() || marked.get().plus(MARKED_AGAIN).isBefore(now);
    } catch (DeliveryFailedException e) {
      LOG.warn("desk={} can't be asked what was missed: {}", feed.desk(), e.getMessage());
      return false;
    }
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
