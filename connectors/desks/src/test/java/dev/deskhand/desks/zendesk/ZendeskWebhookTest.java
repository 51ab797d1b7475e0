package dev.deskhand.desks.zendesk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.bot.message.Inbound;
import dev.deskhand.bot.message.Inbound.TicketChange;
import dev.deskhand.bot.ticket.Ticket.Verification;
import dev.deskhand.bot.ticket.TicketStatus;
import dev.deskhand.bot.trigger.Attention;
import dev.deskhand.bot.trigger.CaseEvent;
import dev.deskhand.bot.trigger.TicketCase;
import dev.deskhand.desks.Directory;
import dev.deskhand.desks.LocalServer;
import dev.deskhand.desks.RecordingReception;
import dev.deskhand.desks.Secret;
import dev.deskhand.desks.Signature;
import dev.deskhand.desks.WebhookRoute;
import dev.deskhand.permissions.Account;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What Zendesk's ticket events become; what is refused is in WebhookContractTest. */
final class ZendeskWebhookTest {
  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
  private static final Secret SECRET = new Secret("0123456789abcdef0123456789abcdef");
  private static final Account ERIN = new Account("zendesk", "acme", "501");

  private final MockWebServer zendesk = new MockWebServer();
  private final RecordingReception reception = new RecordingReception();
  private final AtomicReference<MockResponse> answer =
      new AtomicReference<>(
          ok(
              "{\"ticket\":{\"custom_fields\":[{\"id\":3600,\"value\":\"visio\"},"
                  + "{\"id\":3700,\"value\":\"nobody asked\"},{\"id\":3800,\"value\":null}]}}"));
  private final LocalServer server =
      new LocalServer(
          new WebhookRoute(
                  new ZendeskWebhook(
                      Directory.belongings(ERIN, "erin"),
                      settings(),
                      SECRET,
                      Set.of("web"),
                      InstantSource.fixed(NOW)),
                  reception)
              ::addTo);

  private ZendeskSettings settings() {
    try {
      zendesk.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new ZendeskSettings(
        zendesk.url("/").uri(),
        new Account("zendesk", "acme", "900"),
        "deskhand@example.com",
        SECRET,
        Map.of("3600", "licence"));
  }

  @BeforeEach
  void fields() {
    zendesk.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            return Objects.requireNonNull(answer.get());
          }
        });
  }

  @AfterEach
  void stop() {
    zendesk.close();
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
  void a_new_ticket_is_told_with_the_custom_fields_that_have_a_name() {
    post(event("created", "501", "web", "{}"));

    assertThat(reception.next().details().custom().orElseThrow())
        .containsOnlyKeys("licence")
        .hasEntrySatisfying("licence", it -> assertThat(it.value()).isEqualTo("visio"));
  }

  @Test
  void zendesk_sends_again_what_it_could_not_be_asked_about() {
    answer.set(new MockResponse.Builder().code(503).build());
    assertThat(post(event("created", "501", "web", "{}"))).isEqualTo(503);
    reception.assertNothing();

    answer.set(new MockResponse.Builder().code(403).build());
    assertThat(post(event("created", "501", "web", "{}"))).isEqualTo(200);
    assertThat(reception.next().details().custom()).isEmpty();
  }

  @Test
  void a_custom_field_that_changes_is_told_by_its_name_with_its_values() {
    post(
        event(
            "custom_field_changed",
            "777",
            "web",
            """
            {"custom_field":{"id":"3600","title":"Licence","type":"tagger"},
             "current":{"value":"visio"},"previous":{"value":null}}\
            """));

    Inbound.TicketEvent event = reception.next();

    assertThat(event.change()).isEqualTo(TicketChange.FIELD_CHANGED);
    assertThat(event.details().field()).contains("licence");
    assertThat(event.details().now().orElseThrow().value().value()).isEqualTo("visio");
    assertThat(event.details().now().orElseThrow().before().orElseThrow().value()).isEmpty();
  }

  @Test
  void an_agent_who_gets_a_ticket_is_its_owner_and_deskhand_is_nobody() {
    post(assigned("777"));
    post(assigned("900"));
    post(assigned(""));

    Inbound.TicketEvent taken = reception.next();
    assertThat(taken.change()).isEqualTo(TicketChange.ASSIGNED);
    assertThat(taken.details().fields()).containsEntry("owner", "zendesk:acme:777");
    assertThat(Attention.after(TicketCase.NEW, taken))
        .contains(new CaseEvent.Yielded("somebody of the desk took it"));
    assertThat(reception.next().details().fields()).containsEntry("owner", "");
    assertThat(reception.next().details().fields()).doesNotContainKey("owner");
  }

  private static String assigned(String to) {
    return event(
            "agent_assignment_changed",
            "777",
            "web",
            "{\"current\":\"" + to + "\",\"previous\":\"0\"}")
        .replace("\"tags\":[]", "\"tags\":[],\"assignee_id\":\"" + to + "\"")
        .replace("assignment_changed-777", "assignment_changed-to-" + to);
  }

  @Test
  void a_ticket_that_is_merged_is_told_as_merged() {
    post(event("merged", "777", "web", "{\"target_ticket_id\":\"36\"}"));

    Inbound.TicketEvent event = reception.next();

    assertThat(event.change()).isEqualTo(TicketChange.MERGED);
    assertThat(event.ticket().ref().id()).isEqualTo("35");
  }

  private static MockResponse ok(String body) {
    return new MockResponse.Builder().code(200).body(body).build();
  }

  @Test
  void our_own_doings_and_events_nobody_asked_for_are_taken_and_left() {
    assertThat(post(event("comment_added", "900", "api", "{}"))).isEqualTo(200);
    assertThat(post(event("priority_changed", "501", "web", "{}"))).isEqualTo(200);

    reception.assertNothing();
  }
}
