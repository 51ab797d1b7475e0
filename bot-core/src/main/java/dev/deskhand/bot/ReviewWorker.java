package dev.deskhand.bot;

import dev.deskhand.bot.message.ConversationId;
import dev.deskhand.bot.offer.Offer;
import dev.deskhand.bot.offer.Ownership;
import dev.deskhand.bot.reply.OfferReplies;
import dev.deskhand.journal.Append;
import dev.deskhand.journal.Event;
import dev.deskhand.journal.History;
import dev.deskhand.journal.Journal;
import dev.deskhand.journal.Lease;
import dev.deskhand.journal.Micros;
import dev.deskhand.journal.StreamId;
import dev.deskhand.journal.StreamKey;
import dev.deskhand.journal.StreamState;
import dev.deskhand.journal.StreamWorker;
import dev.deskhand.journal.TenantId;
import dev.deskhand.journal.VersionConflictException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the owners of offers that a review is due, and that one was missed; each once, however many
 * replicas there are: what was told and the message are one commit on the stream {@code
 * offers/reviews}, which is looked at every morning. Thread-safe.
 */
public final class ReviewWorker implements StreamWorker {
  /** The kind of the one stream that it works. */
  public static final String KIND = "offers";

  private static final Logger LOG = LoggerFactory.getLogger(ReviewWorker.class);
  private static final StreamId STREAM = new StreamId(KIND, "reviews");
  private static final String TOLD = "owner-told";
  private static final LocalTime MORNING = LocalTime.of(7, 0);

  private final Journal journal;
  private final Offers offers;
  private final Venues venues;
  private final Posts posts;
  private final InstantSource clock;

  public ReviewWorker(
      Journal journal, Offers offers, Venues venues, Posts posts, InstantSource clock) {
    this.journal = journal;
    this.offers = offers;
    this.venues = venues;
    this.posts = posts;
    this.clock = clock;
  }

  @Override
  public String kind() {
    return KIND;
  }

  /** Has it looked at soon; called at every start, and with another catalogue. */
  public void enrol(TenantId tenant) {
    History history = journal.read(new StreamKey(tenant, STREAM));
    write(Append.in(tenant), history, StreamState.asleepUntil(Micros.now(clock)), List.of());
  }

  @Override
  public void work(StreamKey key, Lease lease) {
    History history = journal.read(key);
    Set<String> told =
        history.events().stream().map(it -> it.event().body()).collect(Collectors.toSet());
    Append.Builder append = Append.in(key.tenant()).under(lease);
    List<Event> events = new ArrayList<>();
    offers
        .owned()
        .forEach(
            offer -> {
              Ownership ownership = offer.ownership().orElseThrow();
              Ownership.Standing standing = ownership.on(offers.today());
              String body = body(offer, ownership, standing);
              if (standing != Ownership.Standing.GOOD && !told.contains(body)) {
                venues
                    .direct(key.tenant(), ownership.owner())
                    .ifPresent(where -> tell(append, where, offer, standing));
                events.add(new Event(TOLD, 1, body));
              }
            });
    write(append, history, StreamState.asleepUntil(nextMorning()), events);
  }

  private void tell(
      Append.Builder append, ConversationId where, Offer offer, Ownership.Standing standing) {
    Ownership ownership = offer.ownership().orElseThrow();
    posts.say(
        append,
        "offer-review-" + offer.name() + "-" + ownership.review() + "-" + standing,
        where,
        OfferReplies.review(offer, ownership, standing));
  }

  private void write(
      Append.Builder append, History history, StreamState state, List<Event> events) {
    try {
      journal.append(append.to(STREAM, history.sequence(), state, events).build());
    } catch (VersionConflictException _) {
      LOG.debug("reviews are looked at by another replica");
    }
  }

  /** Neither names nor days have a character that JSON would escape. */
  private static String body(Offer offer, Ownership ownership, Ownership.Standing standing) {
    return "{\"told\":\"" + offer.name() + " " + ownership.review() + " " + standing + "\"}";
  }

  private Instant nextMorning() {
    return offers.today().plusDays(1).atTime(MORNING).toInstant(ZoneOffset.UTC);
  }
}
