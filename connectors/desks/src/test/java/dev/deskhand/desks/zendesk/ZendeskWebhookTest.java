package dev.deskhand.desks.zendesk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.bot.message.Inbound;
import dev.deskhand.bot.message.Inbound.TicketChange;
import dev.deskhand.bot.ticket.Ticket.Verification;
import dev.deskhand.bot.ticket.TicketStatus;
import dev.deskhand.desks.Directory;
import dev.deskhand.desks.LocalServer;
import dev.deskhand.desks.RecordingReception;
import dev.deskhand.desks.Secret;
import dev.deskhand.desks.Signature;
import dev.deskhand.desks.WebhookRoute;
import dev.deskhand.permissions.Account;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What Zendesk's ticket events become; what is refused is in WebhookContractTest. */
final class ZendeskWebhookTest {
  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
  private static final Secret SECRET = new Secret("0123456789abcdef0123456789abcdef");
  private static final Account ERIN = new Account("zendesk", "acme", "501");

  private final RecordingReception reception = new RecordingReception();
  private final LocalServer server =
      new LocalServer(
          new WebhookRoute(
                  new ZendeskWebhook(
                      Directory.belongings(ERIN, "erin"),
                      new Account("zendesk", "acme", "900"),
                      SECRET,
                      Set.of("web"),
                      InstantSource.fixed(NOW)),
                  reception)
              ::addTo);

  @AfterEach
  void stop() {
    server.close();
  }

  private static String event(String type, String actor, String channel, String event) {
    return """
    {"type":"zen:event-type:ticket.%s","account_id":1,"id":"%s-%s-%s","time":"2026-11-20T12:00:00Z",
     "zendesk_event_version":"2022-11-06","subject":"zen:ticket:35",
     "detail":{"id":"35","actor_id":"%s","requester_id":"501","submitter_id":"501","status":"OPEN",
               "subject":"VPN says authentication failed","description":"Since this morning.",
               "tags":[],"is_public":true,"via":{"channel":"%s"}},
     "event":%s}\
    """
        .formatted(type, type, actor, channel, actor, channel, event);
  }

  private int post(String body) {
    String signature =
        new Signature(SECRET, Base64.getEncoder()::encodeToString)
            .of(NOW.toString(), body.getBytes(UTF_8));
    return server
        .send(
            HttpRequest.newBuilder(server.at("/hooks/zendesk"))
                .header("X-Zendesk-Webhook-Signature-Timestamp", NOW.toString())
                .header("X-Zendesk-Webhook-Signature", signature)
                .POST(BodyPublishers.ofString(body))
                .build())
        .statusCode();
  }

  @Test
  void a_ticket_opened_by_its_requester_through_a_channel_with_login_is_verified() {
    assertThat(post(event("created", "501", "web", "{}"))).isEqualTo(200);

    Inbound.TicketEvent event = reception.next();

    assertThat(event.change()).isEqualTo(TicketChange.CREATED);
    assertThat(event.ticket().ref().toString()).isEqualTo("zendesk-35");
    assertThat(event.ticket().requester()).contains(ERIN);
    assertThat(event.ticket().verification()).isEqualTo(Verification.VERIFIED);
    assertThat(event.ticket().status()).isEqualTo(TicketStatus.OPEN);
    assertThat(event.ticket().description().value()).isEqualTo("Since this morning.");
    assertThat(event.ticket().description().subject()).isEqualTo("erin");
    assertThat(event.envelope().conversation().toString()).isEqualTo("ticket/zendesk-35");
  }

  @Test
  void mail_a_colleague_and_an_unlisted_channel_prove_nothing() {
    post(event("created", "501", "email", "{}"));
    post(event("created", "777", "web", "{}"));
    post(event("created", "501", "api", "{}"));

    for (int i = 0; i < 3; i++) {
      assertThat(reception.next().ticket().verification()).isEqualTo(Verification.UNVERIFIED);
    }
  }

  @Test
  void a_comment_tells_what_was_written_and_proves_nothing() {
    post(event("comment_added", "501", "web", "{\"comment\":{\"body\":\"It works\"}}"));

    Inbound.TicketEvent event = reception.next();

    assertThat(event.change()).isEqualTo(TicketChange.COMMENTED);
    assertThat(event.ticket().description().value()).isEqualTo("It works");
    assertThat(event.ticket().verification()).isEqualTo(Verification.UNVERIFIED);
  }

  @Test
  void our_own_doings_and_events_nobody_asked_for_are_taken_and_left() {
    assertThat(post(event("comment_added", "900", "api", "{}"))).isEqualTo(200);
    assertThat(post(event("priority_changed", "501", "web", "{}"))).isEqualTo(200);

    reception.assertNothing();
  }
}
