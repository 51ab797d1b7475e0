package dev.deskhand.desks.zendesk;

import dev.deskhand.bot.message.DeliveryFailedException;
import dev.deskhand.bot.message.Inbound;
import dev.deskhand.desks.Belongings;
import dev.deskhand.desks.DeskClient;
import dev.deskhand.desks.DeskClient.Call;
import dev.deskhand.desks.Secret;
import dev.deskhand.desks.Signature;
import dev.deskhand.desks.SignedBody;
import dev.deskhand.desks.TimeWindow;
import dev.deskhand.desks.Webhook;
import dev.deskhand.desks.zendesk.wire.ZendeskEvent;
import dev.deskhand.desks.zendesk.wire.ZendeskWire;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Zendesk's ticket events. {@code X-Zendesk-Webhook-Signature} is the base64 HMAC-SHA256 of {@code
 * X-Zendesk-Webhook-Signature-Timestamp} and the body. The delivery's id is the event's, inside the
 * signed body: the invocation's header is not signed, so a captured request could be given another.
 */
public final class ZendeskWebhook implements Webhook {
  private static final Logger LOG = LoggerFactory.getLogger(ZendeskWebhook.class);

  private final ZendeskEvents events;
  private final ZendeskSettings settings;
  private final DeskClient client;
  private final Signature signature;
  private final TimeWindow window;

  /**
   * @param settings with Deskhand's account at Zendesk: what it did comes back as no event. Where
   *     they name custom fields, the ticket is asked for them, since events tell none of them
   * @param secret the webhook's signing secret
   * @param channelsWithLogin the {@code via.channel} names of which the administrator knows that
   *     they ask for a login, such as {@code web} where the help centre does; none is taken for
   *     granted, since Zendesk's web form accepts anybody's address
   */
  public ZendeskWebhook(
      Belongings belongings,
      ZendeskSettings settings,
      Secret secret,
      Set<String> channelsWithLogin,
      InstantSource clock) {
    this.events = new ZendeskEvents(belongings, settings, channelsWithLogin);
    this.settings = settings;
    this.client = new DeskClient(settings.baseUrl(), settings.authorization(), clock);
    this.signature = new Signature(secret, Base64.getEncoder()::encodeToString);
    this.window = TimeWindow.fiveMinutes(clock);
  }

  @Override
  public String path() {
    return "/hooks/zendesk";
  }

  @Override
  public boolean isAuthentic(SignedBody request) {
    Optional<String> time = request.header("X-Zendesk-Webhook-Signature-Timestamp");
    Optional<String> sent = request.header("X-Zendesk-Webhook-Signature");
    if (time.isEmpty() || sent.isEmpty()) {
      return false;
    }
    return signature.matches(sent.get(), time.get(), request.bytes())
        && instant(time.get()).filter(window::includes).isPresent();
  }

  private static Optional<Instant> instant(String text) {
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  @Override
  public Optional<Inbound.TicketEvent> read(SignedBody request) {
    return ZendeskWire.readEvent(request.bytes())
        .filter(event -> !event.actor().equals(settings.own().user()))
        .map(this::whole)
        .flatMap(events::of);
  }

  private ZendeskEvent whole(ZendeskEvent event) {
    if (settings.customFields().isEmpty()) {
      return event;
    }
    String id = event.ticket().id();
    try {
      Call call =
          Call.get("asking for the fields of zendesk-" + id, "/api/v2/tickets/" + id + ".json");
      return event.with(ZendeskWire.readCustom(client.send(call).body()));
    } catch (DeliveryFailedException e) {
      if (e.remedy() != DeliveryFailedException.Remedy.GIVE_UP) {
        throw e;
      }
      LOG.warn("ticket=zendesk-{} is told without its custom fields: {}", id, e.getMessage());
      return event;
    }
  }
}
