package dev.deskhand.desks.zendesk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.deskhand.bot.message.DeliveryFailedException;
import dev.deskhand.bot.message.Inbound;
import dev.deskhand.bot.message.Inbound.TicketChange;
import dev.deskhand.bot.ticket.Ticket.Verification;
import dev.deskhand.bot.ticket.TicketStatus;
import dev.deskhand.desks.Directory;
import dev.deskhand.desks.Secret;
import dev.deskhand.permissions.Account;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
            new Secret("0123456789abcdef0123456789abcdef"),
            Map.of("3600", "licence"));
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

  private List<Inbound.TicketEvent> told() {
    List<Inbound.TicketEvent> told = new ArrayList<>();
    feed.since(SINCE, told::add);
    return told;
  }

  private static List<String> ids(List<Inbound.TicketEvent> told) {
    return told.stream().map(it -> it.envelope().deliveryId()).toList();
  }

  private static String audit(int id, String createdAt) {
    return """
    {"id":%d,"created_at":"%s","author_id":777,"events":[
       {"id":%d0,"type":"Comment","body":"news","public":true}]}\
    """
        .formatted(id, createdAt, id);
  }

  /** Of tickets of which nothing else is asked. */
  private void answerNoAudits(int times) {
    for (int i = 0; i < times; i++) {
      answer(200, "{\"audits\":[],\"next_page\":null}");
    }
  }

  @Test
  void comments_and_changes_are_found_under_the_ids_and_times_that_the_webhook_tells() {
    answer(
        200,
        "{\"tickets\":["
            + ticket(1, "2026-11-20T09:00:00Z", 17, "web")
                .replace(
                    "\"via\"",
                    "\"assignee_id\":777,\"custom_fields\":[{\"id\":3600,\"value\":\"visio\"}],\"via\"")
            + "],\"end_of_stream\":true}");
    answer(
        200,
        """
        {"audits":[
          {"id":1,"created_at":"2026-11-20T09:00:00Z","author_id":17,"events":[
             {"id":10,"type":"Create","field_name":"subject","value":"locked"},
             {"id":11,"type":"Comment","body":"since today","public":true}]},
          {"id":2,"created_at":"2026-11-20T09:30:00Z","author_id":17,"events":[
             {"id":20,"type":"Comment","body":"too old","public":true}]},
          {"id":3,"created_at":"2026-11-20T10:05:00Z","author_id":777,"events":[
             {"id":30,"type":"Comment","body":"Look at it.","public":false},
             {"id":31,"type":"Change","field_name":"assignee_id","value":"777","previous_value":null},
             {"id":32,"type":"Change","field_name":"3600","value":"visio","previous_value":"word"},
             {"id":33,"type":"Change","field_name":"tags","value":["a"]}]},
          {"id":4,"created_at":"2026-11-20T10:06:00Z","author_id":900,"events":[
             {"id":40,"type":"Comment","body":"our own","public":true}]}],
         "next_page":"https://acme.zendesk.com/api/v2/tickets/1/audits.json?page=2"}\
        """);
    answer(
        200,
        """
        {"audits":[
          {"id":5,"created_at":"2026-11-20T10:07:00Z","author_id":777,"events":[
             {"id":50,"type":"Change","field_name":"status","value":"open","previous_value":"new"}]},
          {"id":6,"created_at":"2026-11-20T10:08:00Z","author_id":777,
           "via":{"channel":"web","source":{"rel":"merge"}},"events":[
             {"id":60,"type":"Change","field_name":"status","value":"closed","previous_value":"open"}]}],
         "next_page":null}\
        """);

    List<Inbound.TicketEvent> events = told();

    assertThat(events)
        .extracting(it -> it.envelope().deliveryId(), Inbound.TicketEvent::change)
        .containsExactly(
            tuple("1/comment/30", TicketChange.COMMENTED),
            tuple("1/change/31", TicketChange.ASSIGNED),
            tuple("1/change/32", TicketChange.FIELD_CHANGED),
            tuple("1/change/50", TicketChange.STATUS_CHANGED),
            tuple("1/change/60", TicketChange.MERGED));
    assertThat(events.getFirst().details().reachRequester()).isFalse();
    assertThat(events.get(1).details().fields()).containsEntry("owner", "zendesk:acme:777");
    assertThat(events.get(2).details().field()).contains("licence");
    assertThat(events.get(2).details().now().orElseThrow().before().orElseThrow().value())
        .isEqualTo("word");
    assertThat(events.get(2).details().custom().orElseThrow())
        .hasEntrySatisfying("licence", it -> assertThat(it.value()).isEqualTo("visio"));
    assertThat(events.get(3).ticket().status()).isEqualTo(TicketStatus.OPEN);
    assertThat(events.get(3).details().now().orElseThrow().at())
        .contains(Instant.parse("2026-11-20T10:07:00Z"));
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
    answerNoAudits(2);
    answer(
        200,
        "{\"tickets\":["
            + ticket(3, "2026-11-20T10:01:00Z", 17, "email")
            + ","
            + ticket(4, "2026-11-20T10:02:00Z", 900, "web")
            + "],\"after_cursor\":\"def==\",\"end_of_stream\":true}");
    answerNoAudits(2);

    List<Inbound.TicketEvent> events = told();

    assertThat(events)
        .extracting(
            it -> it.ticket().ref().id(), it -> it.ticket().verification(), it -> it.change())
        .containsExactly(
            tuple("2", Verification.VERIFIED, TicketChange.CREATED),
            tuple("3", Verification.UNVERIFIED, TicketChange.CREATED));
    assertThat(server.takeRequest().getTarget())
        .isEqualTo("/api/v2/incremental/tickets/cursor.json?start_time=" + SINCE.getEpochSecond());
    assertThat(server.takeRequest().getTarget())
        .isEqualTo("/api/v2/tickets/1/audits.json?sort_order=desc&per_page=100&page=1");
    server.takeRequest();
    assertThat(server.takeRequest().getTarget()).endsWith("cursor.json?cursor=abc%3D%3D");
  }

  @Test
  void a_ticket_that_is_gone_does_not_hold_up_the_others() {
    answer(
        200,
        both(
            ticket(1, "2026-11-20T09:00:00Z", 17, "web"),
            ticket(2, "2026-11-20T10:00:05Z", 17, "web")));
    answer(404, "{\"error\":\"RecordNotFound\"}");
    answerNoAudits(1);

    assertThat(told()).extracting(it -> it.ticket().ref().id()).containsExactly("2");
  }

  @Test
  void of_a_long_history_only_the_new_end_is_asked_for_and_told_oldest_first() {
    answer(
        200,
        "{\"tickets\":["
            + ticket(1, "2026-11-20T09:00:00Z", 17, "web")
            + "],\"end_of_stream\":true}");
    answer(
        200,
        "{\"audits\":["
            + audit(9, "2026-11-20T10:06:00Z")
            + ","
            + audit(8, "2026-11-20T10:05:00Z")
            + ","
            + audit(7, "2026-11-20T09:59:59Z")
            + "],\"next_page\":\"https://acme.zendesk.com/audits.json?page=2\"}");

    assertThat(ids(told())).containsExactly("1/comment/80", "1/comment/90");
    assertThat(server.getRequestCount()).isEqualTo(2);
  }

  @Test
  void a_round_that_is_refused_in_its_middle_tells_what_is_whole_and_goes_on_there() {
    String two =
        both(
            ticket(2, "2026-11-20T10:01:00Z", 17, "web"),
            ticket(3, "2026-11-20T10:02:00Z", 17, "web"));
    answer(
        200,
        "{\"tickets\":["
            + ticket(1, "2026-11-20T10:00:30Z", 17, "web")
            + "],\"after_cursor\":\"abc==\",\"end_of_stream\":false}");
    answerNoAudits(1);
    answer(200, two);
    answerNoAudits(1);
    server.enqueue(new MockResponse.Builder().code(429).addHeader("Retry-After", "93").build());
    answer(200, two);
    answerNoAudits(1);
    List<Inbound.TicketEvent> first = new ArrayList<>();

    assertThatThrownBy(() -> feed.since(SINCE, first::add))
        .isInstanceOfSatisfying(
            DeliveryFailedException.class,
            it -> assertThat(it.retryAfter()).contains(Duration.ofSeconds(93)));
    List<Inbound.TicketEvent> second = told();

    assertThat(ids(first)).containsExactly("1/created", "2/created");
    assertThat(ids(second)).containsExactly("3/created");
  }

  @Test
  void a_ticket_that_changes_between_two_parts_of_a_round_is_asked_about_again() {
    String one =
        both(
            ticket(1, "2026-11-20T09:00:00Z", 17, "web"),
            ticket(2, "2026-11-20T09:00:00Z", 17, "web"));
    answer(200, one);
    answerNoAudits(1);
    answer(503, "");
    answer(200, one.replace("{\"id\":1,", "{\"id\":1,\"generated_timestamp\":1795168000,"));
    answer(200, "{\"audits\":[" + audit(9, "2026-11-20T10:06:00Z") + "]}");
    answerNoAudits(1);

    assertThatThrownBy(this::told).isInstanceOf(DeliveryFailedException.class);

    assertThat(ids(told())).containsExactly("1/comment/90");
  }

  @Test
  void a_cursor_that_is_refused_is_forgotten() {
    answer(200, "{\"tickets\":[],\"after_cursor\":\"abc==\",\"end_of_stream\":false}");
    answer(400, "{\"error\":\"InvalidCursor\"}");
    answer(
        200,
        "{\"tickets\":["
            + ticket(1, "2026-11-20T10:00:30Z", 17, "web")
            + "],\"end_of_stream\":true}");
    answerNoAudits(1);

    assertThatThrownBy(this::told).isInstanceOf(DeliveryFailedException.class);

    assertThat(ids(told())).containsExactly("1/created");
  }

  /** A last page of the export. */
  private static String both(String first, String second) {
    return "{\"tickets\":[" + first + "," + second + "],\"end_of_stream\":true}";
  }
}
