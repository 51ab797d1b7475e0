package dev.deskhand.desks.rt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.deskhand.bot.message.Attachment;
import dev.deskhand.bot.message.DeliveryFailedException;
import dev.deskhand.bot.message.DeliveryFailedException.Remedy;
import dev.deskhand.bot.message.Outbound.TicketNote;
import dev.deskhand.bot.message.Outbound.TicketTransition;
import dev.deskhand.bot.message.Outbound.Visibility;
import dev.deskhand.bot.practice.PracticeStock;
import dev.deskhand.bot.ticket.TicketEdit;
import dev.deskhand.bot.ticket.TicketRef;
import dev.deskhand.bot.ticket.TicketStatus;
import dev.deskhand.desks.Directory;
import dev.deskhand.desks.Secret;
import dev.deskhand.journal.DeliveryKey;
import dev.deskhand.permissions.Account;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a Request Tracker in trouble means to us; the one that works is in RequestTrackerTest. */
final class RtDeskTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-20T12:00:00Z"));
  private static final TicketRef TICKET = new TicketRef("rt", "7");
  private static final TicketNote NOTE =
      new TicketNote(new DeliveryKey("k"), TICKET, Visibility.INTERNAL, "a < b\n  c");

  private final PracticeStock stock = new PracticeStock();
  private final MockWebServer server = new MockWebServer();
  private RtDesk desk;

  @BeforeEach
  void start() throws IOException {
    server.start();
    desk =
        new RtDesk(
            Directory.ofNobody(),
            new RtSettings(
                server.url("/rt/").uri(),
                new Account("rt", "it", "27"),
                new Secret("1-27-0123456789abcdef0123456789abcdef"),
                Optional.empty()),
            stock,
            CLOCK);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private void answer(int status, String body, String... header) {
    MockResponse.Builder response = new MockResponse.Builder().code(status).body(body);
    for (int i = 0; i < header.length; i += 2) {
      response.addHeader(header[i], header[i + 1]);
    }
    server.enqueue(response.build());
  }

  private DeliveryFailedException failure() {
    return catchThrowableOfType(DeliveryFailedException.class, () -> desk.add(NOTE));
  }

  @Test
  void without_a_queue_no_ticket_is_opened() {
    assertThat(desk.isOpen()).isFalse();
  }

  @Test
  void an_internal_note_is_a_comment_with_its_text_taken_literally() throws InterruptedException {
    answer(201, "[]", "Location", "/REST/2.0/transaction/45");

    String receipt = desk.add(NOTE);

    RecordedRequest request = server.takeRequest();
    assertThat(receipt).isEqualTo("45");
    assertThat(request.getTarget()).isEqualTo("/rt/REST/2.0/ticket/7/comment");
    assertThat(request.getHeaders().get("Authorization"))
        .isEqualTo("token 1-27-0123456789abcdef0123456789abcdef");
    assertThat(request.getHeaders().get("Content-Type")).isEqualTo("application/json");
    assertThat(request.getBody().utf8())
        .contains("<div>a &lt; b<br>\\n&nbsp; c</div><!-- deskhand:");
  }

  @Test
  void a_notes_files_are_links_to_the_portal() throws InterruptedException {
    Attachment file = stock.keep("apply-output.txt", "exit 1 \u00fc");
    answer(201, "[]", "Location", "/REST/2.0/transaction/45");

    desk.add(NOTE.with(List.of(file)));

    assertThat(server.takeRequest().getBody().utf8())
        .contains("apply-output.txt (9 bytes): https://desk.example/requests/r-1/files/")
        .doesNotContain("exit 1");
  }

  @Test
  void too_many_requests_are_tried_again_when_it_says() {
    answer(429, "", "Retry-After", "17");
    answer(503, "", "Retry-After", "Fri, 20 Nov 2026 12:01:00 GMT");

    assertThat(failure().retryAfter()).contains(Duration.ofSeconds(17));
    assertThat(failure().retryAfter()).contains(Duration.ofMinutes(1));
  }

  @Test
  void a_server_in_trouble_is_tried_again() {
    answer(500, "<html>");

    DeliveryFailedException failure = failure();

    assertThat(failure.remedy()).isEqualTo(Remedy.RETRY);
    assertThat(failure.retryAfter()).isEmpty();
    assertThat(failure).hasMessageContaining("adding a note to rt-7");
  }

  @Test
  void nobody_there_is_tried_again() {
    server.close();

    assertThat(failure().remedy()).isEqualTo(Remedy.RETRY);
  }

  @Test
  void an_answer_that_is_no_json_is_tried_again() {
    answer(200, "<html>maintenance</html>");

    DeliveryFailedException failure =
        catchThrowableOfType(DeliveryFailedException.class, () -> desk.find(NOTE));

    assertThat(failure.remedy()).isEqualTo(Remedy.RETRY);
  }

  @Test
  void refusals_are_given_up_and_say_what_to_do() {
    answer(401, "");
    answer(403, "");
    answer(404, "");
    answer(302, "", "Location", "https://elsewhere.example.com/");
    answer(400, "{\"message\":\"Permission\\n Denied\"}");

    assertThat(failure()).hasMessageContaining("check the token").satisfies(this::isGivenUp);
    assertThat(failure()).hasMessageContaining("rights").satisfies(this::isGivenUp);
    assertThat(failure()).hasMessageContaining("gone").satisfies(this::isGivenUp);
    assertThat(failure()).hasMessageContaining("redirects").satisfies(this::isGivenUp);
    assertThat(failure()).hasMessageContaining("Denied").satisfies(this::isGivenUp);
  }

  private void isGivenUp(Throwable failure) {
    assertThat(((DeliveryFailedException) failure).remedy()).isEqualTo(Remedy.GIVE_UP);
  }

  @Test
  void a_status_that_it_takes_no_notice_of_is_given_up_with_its_own_words() {
    answer(200, "[\"Ticket 7: Status 'resolved' isn't a valid status for this ticket.\"]");
    answer(200, "{\"id\":7,\"Status\":\"open\"}");

    DeliveryFailedException failure =
        catchThrowableOfType(
            DeliveryFailedException.class,
            () ->
                desk.move(
                    new TicketTransition(new DeliveryKey("m"), TICKET, TicketStatus.RESOLVED)));

    assertThat(failure.remedy()).isEqualTo(Remedy.GIVE_UP);
    assertThat(failure).hasMessageContaining("stayed 'open'").hasMessageContaining("valid status");
  }

  @Test
  void an_owner_and_a_custom_field_are_set_and_read_back() throws InterruptedException {
    String after =
        "{\"Owner\":{\"id\":\"grace\"},"
            + "\"CustomFields\":[{\"name\":\"Device\",\"values\":[\"laptop-7\"]}]}";
    answer(200, "[\"Owner changed\"]");
    answer(200, after);
    answer(200, "[\"Device laptop-7 added\"]");
    answer(200, after);

    desk.edit(TICKET, new TicketEdit.Owner("grace"));
    desk.edit(TICKET, new TicketEdit.Field("Device", "laptop-7"));

    assertThat(server.takeRequest().getBody().utf8()).isEqualTo("{\"Owner\":\"grace\"}");
    server.takeRequest();
    assertThat(server.takeRequest().getBody().utf8())
        .isEqualTo("{\"CustomFields\":{\"Device\":\"laptop-7\"}}");
  }

  @Test
  void an_owner_that_it_takes_no_notice_of_is_given_up() {
    answer(200, "[\"That user may not own tickets in that queue\"]");
    answer(200, "{\"Owner\":{\"id\":\"Nobody\"}}");

    DeliveryFailedException failure =
        catchThrowableOfType(
            DeliveryFailedException.class,
            () -> desk.edit(TICKET, new TicketEdit.Owner("mallory")));

    assertThat(failure.remedy()).isEqualTo(Remedy.GIVE_UP);
    assertThat(failure).hasMessageContaining("may not own");
  }

  @Test
  void a_ticket_of_another_desk_is_never_asked_for() {
    TicketNote strange =
        new TicketNote(
            new DeliveryKey("k"), new TicketRef("rt", "7/../8"), Visibility.PUBLIC, "text");

    DeliveryFailedException failure =
        catchThrowableOfType(DeliveryFailedException.class, () -> desk.add(strange));

    assertThat(failure.remedy()).isEqualTo(Remedy.GIVE_UP);
    assertThat(server.getRequestCount()).isZero();
  }
}
