package dev.deskhand.desks.zendesk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.deskhand.bot.message.DeliveryFailedException;
import dev.deskhand.bot.message.Inbound;
import dev.deskhand.bot.message.Inbound.TicketChange;
import dev.deskhand.bot.ticket.Ticket.Verification;
import dev.deskhand.desks.Directory;
import dev.deskhand.desks.Secret;
import dev.deskhand.permissions.Account;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ZendeskFeedTest {
  private static final Instant SINCE = Instant.parse("2026-11-20T10:00:00Z");

  private final MockWebServer server = new MockWebServer();
  private ZendeskFeed feed;

  @BeforeEach
  void start() throws IOException {
    server.start();
    ZendeskSettings settings =
        new ZendeskSettings(
            server.url("/").uri(),
            new Account("zendesk", "acme", "900"),
            "deskhand@example.com",
            new Secret("0123456789abcdef0123456789abcdef"));
    feed =
        new ZendeskFeed(
            Directory.belongings(new Account("zendesk", "acme", "17"), "ada"),
            settings,
            Set.of("web"),
            InstantSource.system());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private void answer(int status, String body) {
    server.enqueue(new MockResponse.Builder().code(status).body(body).build());
  }

  private static String ticket(int id, String createdAt, int submitter, String channel) {
    return """
    {"id":%d,"created_at":"%s","subject":"locked","description":"since today","status":"new",
     "requester_id":17,"submitter_id":%d,"via":{"channel":"%s"}}\
    """
        .formatted(id, createdAt, submitter, channel);
  }

  @Test
  void tickets_that_were_opened_meanwhile_are_found_page_by_page() throws InterruptedException {
    answer(
        200,
        "{\"tickets\":["
            + ticket(1, "2026-11-20T09:00:00Z", 17, "web")
            + ","
            + ticket(2, "2026-11-20T10:00:05Z", 17, "web")
            + "],\"after_cursor\":\"abc==\",\"end_of_stream\":false}");
    answer(
        200,
        "{\"tickets\":["
            + ticket(3, "2026-11-20T10:01:00Z", 17, "email")
            + ","
            + ticket(4, "2026-11-20T10:02:00Z", 900, "web")
            + "],\"after_cursor\":\"def==\",\"end_of_stream\":true}");

    List<Inbound.TicketEvent> events = feed.since(SINCE);

    assertThat(events)
        .extracting(
            it -> it.ticket().ref().id(), it -> it.ticket().verification(), it -> it.change())
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("2", Verification.VERIFIED, TicketChange.CREATED),
            org.assertj.core.groups.Tuple.tuple(
                "3", Verification.UNVERIFIED, TicketChange.CREATED));
    assertThat(server.takeRequest().getTarget())
        .isEqualTo("/api/v2/incremental/tickets/cursor.json?start_time=" + SINCE.getEpochSecond());
    assertThat(server.takeRequest().getTarget()).endsWith("cursor.json?cursor=abc%3D%3D");
  }

  @Test
  void a_desk_that_answers_too_often_is_asked_later() {
    answer(429, "");

    assertThatThrownBy(() -> feed.since(SINCE)).isInstanceOf(DeliveryFailedException.class);
  }
}
