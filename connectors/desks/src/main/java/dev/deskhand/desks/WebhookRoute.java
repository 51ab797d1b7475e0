package dev.deskhand.desks;

import dev.deskhand.bot.RequestBody;
import dev.deskhand.bot.message.DeliveryFailedException;
import dev.deskhand.bot.message.Inbound;
import dev.deskhand.bot.message.Reception;
import dev.deskhand.journal.JournalException;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way of every webhook: size, signature, shape, and then durably accepted before the desk hears
 * a 200. Whoever is refused learns a number and nothing else: 413 too long, 401 not signed, 400 not
 * understood, 503 not stored, or the desk has to be asked first and does not answer.
 */
public final class WebhookRoute {
  private static final Logger LOG = LoggerFactory.getLogger(WebhookRoute.class);

  /** Zendesk tries a 503 again only if it names a pause under 60 seconds. */
  private static final String PAUSE_SECONDS = "30";

  private final Webhook webhook;
  private final Reception reception;

  public WebhookRoute(Webhook webhook, Reception reception) {
    this.webhook = webhook;
    this.reception = reception;
  }

  public void addTo(RoutesConfig routes) {
    routes.post(webhook.path(), this::receive);
  }

  private void receive(Context context) throws IOException {
    Optional<SignedBody> request = SignedBody.read(context);
    if (request.isEmpty()) {
      refuse(context, 413, "longer than " + RequestBody.MOST + " bytes");
      return;
    }
    if (!webhook.isAuthentic(request.get())) {
      refuse(context, 401, "signature, time or secret does not fit");
      return;
    }
    try {
      accept(context, webhook.read(request.get()));
    } catch (UnreadableException e) {
      refuse(context, 400, e.toString());
    } catch (DeliveryFailedException e) {
      LOG.warn("webhook={} not understood yet: {}", webhook.path(), e.getMessage());
      context.status(503).header("Retry-After", PAUSE_SECONDS);
    } catch (JournalException e) {
      LOG.error("webhook={} not stored, the desk is asked to deliver again", webhook.path(), e);
      context.status(503).header("Retry-After", PAUSE_SECONDS);
    }
  }

  private void accept(Context context, Optional<Inbound.TicketEvent> event) {
    if (event.isPresent()) {
      Reception.Acceptance acceptance = reception.accept(event.get());
      LOG.info(
          "webhook={} delivery={} ticket={} {}",
          webhook.path(),
          event.get().envelope().deliveryId(),
          event.get().ticket().ref(),
          acceptance);
    }
    context.status(200);
  }

  private void refuse(Context context, int status, String reason) {
    LOG.warn("webhook={} refused status={}: {}", webhook.path(), status, reason);
    context.status(status);
  }
}
