package dev.deskhand.bot.work;

import dev.deskhand.bot.TicketLinks;
import dev.deskhand.bot.json.OutboundJson;
import dev.deskhand.bot.message.Channel;
import dev.deskhand.bot.message.ConversationId;
import dev.deskhand.bot.message.DeliveryFailedException;
import dev.deskhand.bot.message.Outbound;
import dev.deskhand.bot.ticket.TicketDesk;
import dev.deskhand.bot.ticket.TicketRef;
import dev.deskhand.journal.JournalException;
import dev.deskhand.journal.Lease;
import dev.deskhand.journal.Micros;
import dev.deskhand.journal.Outbox;
import dev.deskhand.journal.PendingDelivery;
import dev.deskhand.journal.TenantId;
import dev.deskhand.journal.VersionConflictException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers what waits in the outbox, each row once: an attempt is recorded before it is made, and
 * one that may have arrived is looked for before it is repeated. Thread-safe for different lanes.
 */
public final class Courier {
  private static final Logger LOG = LoggerFactory.getLogger(Courier.class);
  private static final int MOST_BREAKS = 10;

  /** The receipt of a signpost, of which at most one attempt is made. */
  private static final String POINTED = "pointed";

  /** A post is made within this time of its announcement, or not at all. */
  private static final Duration FRESH = Duration.ofMillis(500);

  private final Outbox outbox;
  private final OutboundJson json;
  private final Map<String, Channel> channels;
  private final Map<String, TicketDesk> desks;
  private final TicketLinks links;
  private final InstantSource clock;

  public Courier(
      Outbox outbox,
      OutboundJson json,
      List<? extends Channel> channels,
      List<? extends TicketDesk> desks,
      TicketLinks links,
      InstantSource clock) {
    this.links = links;
    this.outbox = outbox;
    this.json = json;
    this.channels = channels.stream().collect(Collectors.toMap(Channel::name, Function.identity()));
    this.desks = desks.stream().collect(Collectors.toMap(TicketDesk::name, Function.identity()));
    this.clock = clock;
  }

  /**
   * Delivers one row, or records why it was not and when it is tried again.
   *
   * @param lease covers the partition of the row's lane
   */
  public void deliver(PendingDelivery pending, Lease lease) {
    TenantId tenant = pending.tenant();
    Optional<Outbound> read = read(pending);
    if (read.isEmpty()) {
      return;
    }
    Outbound outbound = read.get();
    try {
      Optional<String> found = pending.attempts() > 0 ? find(outbound) : Optional.empty();
      Optional<String> replaced = replaced(tenant, outbound);
      if (found.isEmpty()) {
        begin(pending, lease);
      }
      String receipt = found.orElseGet(() -> send(tenant, outbound, replaced));
      if (outbound instanceof Outbound.TicketOpening opening) {
        links.opened(tenant, opening, TicketRef.parse(receipt));
      }
      if (outbound instanceof Outbound.ChannelPost post && post.about().isPresent()) {
        channel(post.conversation())
            .below(post, receipt)
            .ifPresent(below -> links.told(tenant, post, below));
      }
      outbox.delivered(tenant, outbound.key(), receipt);
      LOG.info("delivery={} type={} delivered", outbound.key(), pending.row().type());
    } catch (DeliveryFailedException e) {
      failed(pending, outbound, e);
    } catch (VersionConflictException _) {
      LOG.info("delivery={} is settled, or in other hands", outbound.key());
    } catch (JournalException e) {
      throw e;
    } catch (RuntimeException e) {
      broke(pending, outbound, e);
    }
  }

  /**
   * Records that an attempt is about to be made. Whoever was answered late may have been overtaken
   * by another courier, and looks again before it sends.
   */
  private void begin(PendingDelivery pending, Lease lease) {
    long before = System.nanoTime();
    outbox.beginAttempt(pending, lease);
    if (System.nanoTime() - before > FRESH.toNanos()) {
      throw DeliveryFailedException.unmade(Duration.ZERO, "not sent: the process was paused");
    }
  }

  /** The row's content; one that can't be read is given up, so that the rest of its lane flows. */
  private Optional<Outbound> read(PendingDelivery pending) {
    try {
      return Optional.of(json.read(pending.tenant(), pending.row()));
    } catch (IllegalStateException e) {
      LOG.error("delivery={} can't be read and is given up", pending.row().key(), e);
      outbox.undeliverable(pending.tenant(), pending.row().key(), "unreadable: " + e.getMessage());
      return Optional.empty();
    }
  }

  /** A connector threw what it must not: that may pass, but not for ever. */
  private void broke(PendingDelivery pending, Outbound outbound, RuntimeException e) {
    LOG.error("delivery={} broke its connector", outbound.key(), e);
    String reason = "the connector itself broke: " + e.getClass().getSimpleName();
    failed(
        pending,
        outbound,
        pending.attempts() < MOST_BREAKS
            ? DeliveryFailedException.retry(reason)
            : DeliveryFailedException.giveUp(reason));
  }

  private void failed(PendingDelivery pending, Outbound outbound, DeliveryFailedException e) {
    String reason = String.valueOf(e.getMessage());
    switch (e.remedy()) {
      case GIVE_UP -> {
        LOG.error("delivery={} given up: {}", outbound.key(), reason);
        outbox.undeliverable(pending.tenant(), outbound.key(), reason);
      }
      case RETRY -> {
        Instant at = Micros.now(clock).plus(e.pauseAfter(pending.attempts()));
        LOG.warn("delivery={} waits until {}: {}", outbound.key(), at, reason);
        outbox.retryAt(pending.tenant(), outbound.key(), at, reason);
      }
      case REPEAT -> {
        Instant at = Micros.now(clock).plus(e.retryAfter().orElse(Duration.ZERO));
        LOG.warn("delivery={} was not made, and waits until {}: {}", outbound.key(), at, reason);
        outbox.unmade(pending.tenant(), outbound.key(), at, reason);
      }
    }
  }

  private Optional<String> find(Outbound outbound) {
    return switch (outbound) {
      case Outbound.ChannelPost post -> channel(post.conversation()).find(post);
      case Outbound.Signpost _ -> Optional.of(POINTED);
      case Outbound.TicketOpening opening ->
          desk(opening.desk()).find(opening).map(TicketRef::toString);
      case Outbound.TicketNote note -> desk(note.ticket().desk()).find(note);
      case Outbound.TicketFiles _, Outbound.TicketTransition _ -> Optional.empty();
    };
  }

  /** Where the post is that this one takes the place of: read before the attempt is begun. */
  private Optional<String> replaced(TenantId tenant, Outbound outbound) {
    return outbound instanceof Outbound.ChannelPost post
        ? post.replaces().flatMap(earlier -> outbox.receipt(tenant, earlier))
        : Optional.empty();
  }

  /** Follows at once: nothing is asked of the database between the announcement and this. */
  private String send(TenantId tenant, Outbound outbound, Optional<String> replaced) {
    return switch (outbound) {
      case Outbound.ChannelPost post -> channel(post.conversation()).post(post, replaced);
      case Outbound.Signpost signpost -> {
        channel(signpost.conversation()).point(signpost);
        yield POINTED;
      }
      case Outbound.TicketOpening opening -> desk(opening.desk()).open(opening).toString();
      case Outbound.TicketNote note -> desk(note.ticket().desk()).add(note);
      case Outbound.TicketFiles files -> links.enclose(tenant, files);
      case Outbound.TicketTransition transition -> {
        desk(transition.ticket().desk()).move(transition);
        yield transition.to().name();
      }
    };
  }

  private Channel channel(ConversationId conversation) {
    Channel channel = channels.get(conversation.channel());
    if (channel == null) {
      throw DeliveryFailedException.giveUp("no channel is called '" + conversation.channel() + "'");
    }
    return channel;
  }

  private TicketDesk desk(String name) {
    TicketDesk desk = desks.get(name);
    if (desk == null) {
      throw DeliveryFailedException.giveUp("no help desk is called '" + name + "'");
    }
    return desk;
  }
}
