package dev.deskhand.desks.zendesk;

import dev.deskhand.bot.message.DeliveryFailedException;
import dev.deskhand.bot.message.Inbound;
import dev.deskhand.bot.ticket.TicketFeed;
import dev.deskhand.desks.Belongings;
import dev.deskhand.desks.DeskClient;
import dev.deskhand.desks.DeskClient.Call;
import dev.deskhand.desks.UnreadableException;
import dev.deskhand.desks.zendesk.wire.ZendeskWire;
import dev.deskhand.desks.zendesk.wire.ZendeskWire.Export;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The tickets that were opened at Zendesk while its webhook could not tell, by its incremental
 * export (developer.zendesk.com, "Incremental Exports", cursor-based). Comments and changes that
 * were missed are not looked for: an export tells how a ticket is, not what happened to it.
 */
public final class ZendeskFeed implements TicketFeed {
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
    this.events = new ZendeskEvents(belongings, settings.own(), channelsWithLogin);
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
      Export export = read(body);
      export.created().stream()
          .filter(it -> !it.at().isBefore(since))
          .flatMap(it -> events.of(it.event()).stream())
          .forEach(found::add);
      Optional<String> next = export.next();
      if (next.isEmpty()) {
        return found;
      }
      query = "cursor=" + URLEncoder.encode(next.get(), StandardCharsets.UTF_8);
    }
    throw DeliveryFailedException.giveUp(PURPOSE + ": more than " + MOST_PAGES + " pages");
  }

  private static Export read(String body) {
    try {
      return ZendeskWire.readExport(body);
    } catch (UnreadableException e) {
      throw DeliveryFailedException.retry(PURPOSE + ": Zendesk's answer: " + e.getMessage());
    }
  }
}
