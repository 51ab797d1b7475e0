package dev.deskhand.desks.zendesk;

import dev.deskhand.bot.message.DeliveryFailedException;
import dev.deskhand.bot.message.DeliveryFailedException.Remedy;
import dev.deskhand.bot.message.Inbound;
import dev.deskhand.bot.ticket.TicketFeed;
import dev.deskhand.desks.Belongings;
import dev.deskhand.desks.DeskClient;
import dev.deskhand.desks.DeskClient.Call;
import dev.deskhand.desks.UnreadableException;
import dev.deskhand.desks.zendesk.wire.ZendeskEvent;
import dev.deskhand.desks.zendesk.wire.ZendeskPast;
import dev.deskhand.desks.zendesk.wire.ZendeskPast.Audits;
import dev.deskhand.desks.zendesk.wire.ZendeskPast.Created;
import dev.deskhand.desks.zendesk.wire.ZendeskPast.Export;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happened at Zendesk while its webhook could not tell: the tickets that changed, by its
 * incremental export (developer.zendesk.com, "Incremental Exports", cursor-based), and what
 * happened to each by its audits. Comments have the delivery ids that the webhook gives them; a
 * change has none that both know, so each tells when it was.
 */
public final class ZendeskFeed implements TicketFeed {
  private static final Logger LOG = LoggerFactory.getLogger(ZendeskFeed.class);
  private static final int MOST_PAGES = 50;
  private static final String PURPOSE = "asking what was missed";
  private static final String PATH = "/api/v2/incremental/tickets/cursor.json?";

  private final ZendeskEvents events;
  private final DeskClient client;
  private Optional<Round> unfinished = Optional.empty();

  public ZendeskFeed(
      Belongings belongings,
      ZendeskSettings settings,
      Set<String> channelsWithLogin,
      InstantSource clock) {
    this.events = new ZendeskEvents(belongings, settings, channelsWithLogin);
    this.client = new DeskClient(settings.baseUrl(), settings.authorization(), clock);
  }

  @Override
  public String desk() {
    return ZendeskDesk.NAME;
  }

  /** Comments had other delivery ids before: what was told under those is not told again. */
  @Override
  public String bookmark() {
    return desk() + "-2";
  }

  /** A round, how far it came, and what of its next page is told. */
  private record Round(Instant since, String query, Set<String> told) {
    static Round begin(Instant since) {
      return new Round(since, "start_time=" + since.getEpochSecond(), new HashSet<>());
    }

    Round at(String cursor) {
      String query = "cursor=" + URLEncoder.encode(cursor, StandardCharsets.UTF_8);
      return new Round(since, query, new HashSet<>());
    }
  }

  @Override
  public synchronized void since(Instant since, Consumer<? super Inbound.TicketEvent> told) {
    Round round =
        unfinished.filter(it -> it.since().equals(since)).orElseGet(() -> Round.begin(since));
    for (int page = 0; page < MOST_PAGES; page++) {
      unfinished = Optional.of(round);
      Optional<String> next = told(round, told);
      if (next.isEmpty()) {
        unfinished = Optional.empty();
        return;
      }
      round = round.at(next.get());
    }
    unfinished = Optional.of(round);
    throw DeliveryFailedException.retry(
        PURPOSE + ": more than " + MOST_PAGES + " pages; the rest is asked for next time");
  }

  /** Tells a page, ticket by ticket, and returns the cursor of the next one. */
  private Optional<String> told(Round round, Consumer<? super Inbound.TicketEvent> told) {
    Export export = export(round.query());
    for (Created ticket : export.created()) {
      if (round.told().contains(ticket.version())) {
        continue;
      }
      List<ZendeskEvent> happened = happenedIfTold(ticket.event().ticket(), round.since());
      if (!ticket.at().isBefore(round.since())) {
        events.of(ticket.event()).ifPresent(told);
      }
      happened.forEach(it -> events.of(it).ifPresent(told));
      round.told().add(ticket.version());
    }
    return export.next();
  }

  /** A cursor that is refused leads nowhere the next time, either. */
  private Export export(String query) {
    try {
      String body = client.send(Call.get(PURPOSE, PATH + query)).body();
      return read(() -> ZendeskPast.readExport(body));
    } catch (DeliveryFailedException e) {
      if (e.remedy() == Remedy.GIVE_UP) {
        unfinished = Optional.empty();
      }
      throw e;
    }
  }

  /** One ticket that is gone by now, or has too long a history, does not hold up the others. */
  private List<ZendeskEvent> happenedIfTold(ZendeskEvent.OfTicket ticket, Instant since) {
    try {
      return happened(ticket, since);
    } catch (DeliveryFailedException e) {
      if (e.remedy() != Remedy.GIVE_UP) {
        throw e;
      }
      LOG.warn("ticket=zendesk-{} is passed over: {}", ticket.id(), e.getMessage());
      return List.of();
    }
  }

  /** The newest stand on the first page; a desk that has them last is asked for all pages. */
  private List<ZendeskEvent> happened(ZendeskEvent.OfTicket ticket, Instant since) {
    SortedMap<Long, List<ZendeskEvent>> happened = new TreeMap<>();
    String path =
        "/api/v2/tickets/" + ticket.id() + "/audits.json?sort_order=desc&per_page=100&page=";
    for (int page = 1; page <= MOST_PAGES; page++) {
      String body = client.send(Call.get(PURPOSE, path + page)).body();
      Audits audits = read(() -> ZendeskPast.readAudits(body, ticket, since));
      happened.putAll(audits.events());
      if (audits.isLast()) {
        return happened.values().stream().flatMap(List::stream).toList();
      }
    }
    throw DeliveryFailedException.giveUp(
        PURPOSE
            + ": zendesk-"
            + ticket.id()
            + " has more than "
            + MOST_PAGES
            + " pages of updates");
  }

  private static <T> T read(Supplier<T> reading) {
    try {
      return reading.get();
    } catch (UnreadableException e) {
      throw DeliveryFailedException.retry(PURPOSE + ": Zendesk's answer: " + e.getMessage());
    }
  }
}
