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
import dev.deskhand.desks.zendesk.wire.ZendeskWire;
import dev.deskhand.desks.zendesk.wire.ZendeskWire.Audits;
import dev.deskhand.desks.zendesk.wire.ZendeskWire.Created;
import dev.deskhand.desks.zendesk.wire.ZendeskWire.Export;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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

  @Override
  public List<Inbound.TicketEvent> since(Instant since) {
    List<Inbound.TicketEvent> found = new ArrayList<>();
    String query = "start_time=" + since.getEpochSecond();
    for (int page = 0; page < MOST_PAGES; page++) {
      String body = client.send(Call.get(PURPOSE, PATH + query)).body();
      Export export = read(() -> ZendeskWire.readExport(body));
      for (Created ticket : export.created()) {
        if (!ticket.at().isBefore(since)) {
          events.of(ticket.event()).ifPresent(found::add);
        }
        happenedIfTold(ticket.event().ticket(), since).stream()
            .flatMap(it -> events.of(it).stream())
            .forEach(found::add);
      }
      Optional<String> next = export.next();
      if (next.isEmpty()) {
        return found;
      }
      query = "cursor=" + URLEncoder.encode(next.get(), StandardCharsets.UTF_8);
    }
    throw DeliveryFailedException.giveUp(PURPOSE + ": more than " + MOST_PAGES + " pages");
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

  private List<ZendeskEvent> happened(ZendeskEvent.OfTicket ticket, Instant since) {
    List<ZendeskEvent> happened = new ArrayList<>();
    String path = "/api/v2/tickets/" + ticket.id() + "/audits.json?page%5Bsize%5D=100";
    String after = "";
    for (int page = 0; page < MOST_PAGES; page++) {
      String body = client.send(Call.get(PURPOSE, path + after)).body();
      Audits audits = read(() -> ZendeskWire.readAudits(body, ticket, since));
      happened.addAll(audits.events());
      if (audits.next().isEmpty()) {
        return happened;
      }
      after = "&page%5Bafter%5D=" + URLEncoder.encode(audits.next().get(), StandardCharsets.UTF_8);
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
