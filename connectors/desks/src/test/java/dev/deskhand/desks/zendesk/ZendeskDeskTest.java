package dev.deskhand.desks.zendesk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.deskhand.bot.message.Attachment;
import dev.deskhand.bot.message.ConversationId;
import dev.deskhand.bot.message.DeliveryFailedException;
import dev.deskhand.bot.message.DeliveryFailedException.Remedy;
import dev.deskhand.bot.message.Outbound.TicketNote;
import dev.deskhand.bot.message.Outbound.TicketOpening;
import dev.deskhand.bot.message.Outbound.TicketTransition;
import dev.deskhand.bot.message.Outbound.Visibility;
import dev.deskhand.bot.practice.PracticeStock;
import dev.deskhand.bot.ticket.TicketEdit;
import dev.deskhand.bot.ticket.TicketRef;
import dev.deskhand.bot.ticket.TicketStatus;
import dev.deskhand.desks.Directory;
import dev.deskhand.desks.Secret;
import dev.deskhand.journal.DeliveryKey;
import dev.deskhand.journal.Personal;
import dev.deskhand.journal.Sha256;
import dev.deskhand.permissions.Account;
import dev.deskhand.permissions.PersonId;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ZendeskDeskTest {
  private static final TicketRef TICKET = new TicketRef("zendesk", "35");
  private static final Pattern KEY = Pattern.compile("\"deskhand\":\"([^\"]+)\"");

  private static final String HOSTILE =
      "**b** _i_ # h\n"
          + "- l [x](https://evil.example) ![x](https://evil.example/x.png) `c`"
          + " <script>alert(1)</script> <img src=x onerror='a()'> &lt;b&gt; \"q\"   and  more"
          + " {{ticket.comments}} {%if a%} {{{ \u0000\u0007 \u202Egnp\u2066 \u05D0\u200F"
          + " \uD83D\uDD25\n";

  private final PracticeStock stock = new PracticeStock();
  private final MockWebServer server = new MockWebServer();
  private ZendeskDesk desk;

  @BeforeEach
  void start() throws IOException {
    server.start();
    desk =
        new ZendeskDesk(
            Directory.belongings(new Account("zendesk", "acme", "501"), "ada"),
            settings(server.url("/").uri()),
            stock,
            InstantSource.system());
  }

  private static ZendeskSettings settings(URI base) {
    return new ZendeskSettings(
        base,
        new Account("zendesk", "acme", "900"),
        "deskhand@example.com",
        new Secret("0123456789abcdef0123456789abcdef"));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private void answer(int status, String body) {
    server.enqueue(new MockResponse.Builder().code(status).body(body).build());
  }

  private static TicketNote note(Visibility visibility, String text) {
    return new TicketNote(new DeliveryKey("run/1#9"), TICKET, visibility, text);
  }

  private static List<ZendeskNote> parts(TicketNote note) {
    return ZendeskNote.parts(note.key(), note.text());
  }

  private static String keyIn(RecordedRequest request) {
    Matcher matcher = KEY.matcher(request.getBody().utf8());
    assertThat(matcher.find()).as(request.getBody().utf8()).isTrue();
    return matcher.group(1);
  }

  private static String audit(int id, String key) {
    return "{\"id\":%d,\"metadata\":{\"system\":{},\"custom\":{\"deskhand\":\"%s\"}}}"
        .formatted(id, key);
  }

  private static TicketOpening opening(String whose) {
    return opening(whose, "The beamer is dark\nin room 7");
  }

  private static TicketOpening opening(String whose, String text) {
    return new TicketOpening(
        new DeliveryKey("in-7"),
        ZendeskDesk.NAME,
        new PersonId(whose),
        new Account("slack", "T1", "U1"),
        new Personal(whose, text),
        ConversationId.ofConsole(whose));
  }

  @Test
  void a_ticket_from_chat_is_the_requesters_own_and_carries_its_key() throws Exception {
    answer(201, "{\"ticket\":{\"id\":77}}");

    assertThat(desk.isOpen()).isTrue();
    assertThat(desk.open(opening("ada"))).isEqualTo(new TicketRef("zendesk", "77"));

    RecordedRequest request = server.takeRequest();
    String key = "deskhand-" + Sha256.hex("in-7");
    assertThat(request.getMethod() + " " + request.getTarget())
        .isEqualTo("POST /api/v2/tickets.json");
    assertThat(request.getHeaders().get("Idempotency-Key")).isEqualTo(key);
    assertThat(request.getBody().utf8())
        .contains("\"subject\":\"The beamer is dark\"")
        .contains("\"html_body\":\"The beamer is dark<br>\\nin room 7\"")
        .contains("\"requester_id\":501")
        .contains("\"external_id\":\"" + key + "\"");
  }

  @Test
  void a_ticket_of_somebody_without_an_account_says_whose_it_is() throws Exception {
    answer(201, "{\"ticket\":{\"id\":77}}");

    desk.open(opening("mia"));

    assertThat(server.takeRequest().getBody().utf8())
        .contains("Asked for by mia.")
        .doesNotContain("requester_id");
  }

  @Test
  void a_ticket_is_found_by_its_key() throws Exception {
    answer(200, "{\"tickets\":[{\"id\":77}]}");
    answer(200, "{\"tickets\":[]}");

    assertThat(desk.find(opening("ada"))).contains(new TicketRef("zendesk", "77"));
    assertThat(desk.find(opening("ada"))).isEmpty();

    assertThat(server.takeRequest().getTarget())
        .isEqualTo("/api/v2/tickets.json?external_id=deskhand-" + Sha256.hex("in-7"));
  }

  @Test
  void an_internal_note_is_a_comment_that_is_not_public() throws InterruptedException {
    answer(200, "{\"ticket\":{\"id\":35},\"audit\":{\"id\":9001}}");

    String receipt = desk.add(note(Visibility.INTERNAL, "Checked the directory."));

    RecordedRequest request = server.takeRequest();
    assertThat(receipt).isEqualTo("9001");
    assertThat(request.getRequestLine()).isEqualTo("PUT /api/v2/tickets/35.json HTTP/1.1");
    assertThat(request.getHeaders().get("Authorization"))
        .isEqualTo(
            "Basic"
                + " ZGVza2hhbmRAZXhhbXBsZS5jb20vdG9rZW46MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=");
    assertThat(request.getBody().utf8())
        .startsWith(
            "{\"ticket\":{\"comment\":{\"html_body\":\"Checked the directory.\",\"public\":false},"
                + "\"metadata\":{\"deskhand\":\"");
  }

  @Test
  void a_notes_files_are_links_to_the_portal() throws InterruptedException {
    Attachment file = stock.keep("apply-output.txt", "exit 1 \u00fc");
    answer(200, "{\"audit\":{\"id\":9001}}");

    desk.add(note(Visibility.INTERNAL, "It failed.").with(List.of(file)));

    assertThat(server.takeRequest().getBody().utf8())
        .contains("apply-output.txt (9 bytes): https://desk.example/requests/r-1/files/")
        .doesNotContain("exit 1");
  }

  @Test
  void a_public_note_is_a_public_comment() throws InterruptedException {
    answer(200, "{\"audit\":{\"id\":9001}}");

    desk.add(note(Visibility.PUBLIC, "It works again."));

    assertThat(server.takeRequest().getBody().utf8()).contains("\"public\":true");
  }

  @Test
  void a_note_is_found_on_a_later_page_of_the_audits_by_its_key() throws InterruptedException {
    TicketNote note = note(Visibility.INTERNAL, "text");
    answer(200, "{\"audit\":{\"id\":9001}}");
    desk.add(note);
    String key = keyIn(server.takeRequest());
    answer(
        200,
        "{\"audits\":["
            + audit(1, "other")
            + ",{\"id\":2,\"metadata\":{}}],\"meta\":{\"has_more\":true,\"after_cursor\":\"a=/b\"}}");
    answer(200, "{\"audits\":[" + audit(3, key) + "],\"meta\":{\"has_more\":false}}");

    assertThat(desk.find(note)).contains("3");

    assertThat(server.takeRequest().getTarget())
        .isEqualTo("/api/v2/tickets/35/audits.json?page%5Bsize%5D=100");
    assertThat(server.takeRequest().getTarget()).endsWith("&page%5Bafter%5D=a%3D%2Fb");
  }

  @Test
  void a_note_that_is_not_there_is_not_found() {
    answer(200, "{\"audits\":[],\"meta\":{\"has_more\":false}}");

    assertThat(desk.find(note(Visibility.INTERNAL, "text"))).isEmpty();
  }

  @Test
  void a_note_above_the_limit_is_split_into_numbered_comments_and_nothing_is_lost()
      throws Exception {
    String text = "ü 1234567890\n".repeat(10_000);
    answer(200, "{\"audits\":[],\"meta\":{\"has_more\":false}}");
    for (int i = 1; i <= 4; i++) {
      answer(200, "{\"audit\":{\"id\":" + i + "}}");
    }

    String receipt = desk.add(note(Visibility.PUBLIC, text));

    assertThat(receipt).isEqualTo("1");
    server.takeRequest();
    StringBuilder sent = new StringBuilder();
    for (int i = 1; i <= 4; i++) {
      String comment = comment(server.takeRequest()).path("html_body").asText();
      assertThat(comment).startsWith("(" + i + "/4)<br>\n");
      assertThat(comment.getBytes(StandardCharsets.UTF_8).length).isLessThan(64_000);
      sent.append(comment.substring("(1/4)<br>\n".length()));
    }
    assertThat(sent.toString()).isEqualTo(text.replace("\n", "<br>\n"));
  }

  private static JsonNode comment(RecordedRequest request) throws IOException {
    JsonNode ticket = new ObjectMapper().readTree(request.getBody().utf8()).path("ticket");
    return ticket.path("comment");
  }

  /** As somebody reads it: what is not there as a tag or an entity is a sign of the text. */
  private static String read(String html) {
    assertThat(html.replace("<br>", "")).doesNotContain("<", ">", "{{", "{%");
    return html.replace("<br>", "")
        .replace("\u2060", "")
        .replace("&nbsp;", " ")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&");
  }

  @Test
  void hostile_words_of_any_length_are_read_as_they_are_and_do_nothing() throws Exception {
    String text = HOSTILE.repeat(100_000 / HOSTILE.length() + 1);
    answer(200, "{\"audits\":[],\"meta\":{\"has_more\":false}}");
    for (int i = 0; i < 20; i++) {
      answer(200, "{\"audit\":{\"id\":" + i + "}}");
    }

    desk.add(note(Visibility.INTERNAL, text));

    server.takeRequest();
    StringBuilder shown = new StringBuilder();
    for (int sent = 2; sent <= server.getRequestCount(); sent++) {
      JsonNode comment = comment(server.takeRequest());
      assertThat(comment.has("body")).as("there, Markdown would be read").isFalse();
      String html = comment.path("html_body").asText();
      assertThat(html.getBytes(StandardCharsets.UTF_8).length).isLessThan(64_000);
      shown.append(read(html).replaceFirst("^\\([0-9]+/[0-9]+\\)\n", ""));
    }
    assertThat(shown.toString()).isEqualTo(text.replaceAll("[\u0000\u0007\u202E\u2066]", "\uFFFD"));
  }

  @Test
  void a_ticket_with_hostile_words_of_any_length_has_them_all_and_once() throws Exception {
    TicketOpening opening = opening("ada", HOSTILE.repeat(100_000 / HOSTILE.length() + 1));
    answer(200, "{\"tickets\":[]}");
    answer(201, "{\"ticket\":{\"id\":77}}");
    answer(200, "{\"audits\":[],\"meta\":{\"has_more\":false}}");
    answer(200, "{\"audit\":{\"id\":1}}");
    answer(500, "");

    assertThat(catchThrowableOfType(DeliveryFailedException.class, () -> desk.open(opening)))
        .isNotNull();

    server.takeRequest();
    StringBuilder shown =
        new StringBuilder(read(comment(server.takeRequest()).path("html_body").asText()));
    server.takeRequest();
    RecordedRequest second = server.takeRequest();
    shown.append(read(comment(second).path("html_body").asText()));
    server.takeRequest();
    String there = audit(1, keyIn(second));
    answer(200, "{\"tickets\":[{\"id\":77}]}");
    answer(200, "{\"audits\":[" + there + "],\"meta\":{\"has_more\":false}}");
    assertThat(desk.find(opening)).as("not all of it is there").isEmpty();
    int before = server.getRequestCount();
    answer(200, "{\"tickets\":[{\"id\":77}]}");
    answer(200, "{\"audits\":[" + there + "],\"meta\":{\"has_more\":false}}");
    for (int i = 2; i < 20; i++) {
      answer(200, "{\"audit\":{\"id\":" + i + "}}");
    }

    assertThat(desk.open(opening)).isEqualTo(new TicketRef("zendesk", "77"));

    for (int sent = 6; sent <= server.getRequestCount(); sent++) {
      RecordedRequest request = server.takeRequest();
      assertThat(request.getMethod()).isIn("GET", "PUT");
      if (sent > before && request.getMethod().equals("PUT")) {
        shown.append(read(comment(request).path("html_body").asText()));
      }
    }
    assertThat(shown.toString().replaceAll("\\([0-9]+/[0-9]+\\)\n", ""))
        .isEqualTo(
            opening.text().value().strip().replaceAll("[\u0000\u0007\u202E\u2066]", "\uFFFD"));
  }

  @Test
  void each_part_of_a_split_note_is_within_the_limit_in_bytes() {
    String line = "😀".repeat(40_000);

    List<ZendeskNote> parts = parts(note(Visibility.PUBLIC, line));

    assertThat(parts).hasSize(3);
    assertThat(parts)
        .allSatisfy(
            part ->
                assertThat(part.html().getBytes(StandardCharsets.UTF_8).length)
                    .isLessThan(64 * 1024));
  }

  @Test
  void a_split_note_goes_on_where_an_earlier_attempt_stopped() throws InterruptedException {
    TicketNote note = note(Visibility.PUBLIC, "line\n".repeat(10_000));
    List<ZendeskNote> parts = parts(note);
    List<String> there = new ArrayList<>(List.of(audit(5, parts.getFirst().key())));
    answer(200, "{\"audits\":[" + there.getFirst() + "],\"meta\":{\"has_more\":false}}");
    answer(200, "{\"audit\":{\"id\":6}}");

    String receipt = desk.add(note);

    assertThat(receipt).isEqualTo("5");
    assertThat(server.getRequestCount()).isEqualTo(2);
    server.takeRequest();
    assertThat(keyIn(server.takeRequest())).isEqualTo(parts.getLast().key());
  }

  @Test
  void a_half_written_note_is_not_found() {
    TicketNote note = note(Visibility.PUBLIC, "line\n".repeat(20_000));
    String first = parts(note).getFirst().key();
    answer(200, "{\"audits\":[" + audit(5, first) + "],\"meta\":{\"has_more\":false}}");

    assertThat(desk.find(note)).isEmpty();
  }

  @Test
  void a_ticket_is_solved() throws InterruptedException {
    answer(200, "{\"ticket\":{\"id\":35,\"status\":\"solved\"},\"audit\":{\"id\":1}}");

    desk.move(new TicketTransition(new DeliveryKey("m"), TICKET, TicketStatus.RESOLVED));

    assertThat(server.takeRequest().getBody().utf8())
        .isEqualTo("{\"ticket\":{\"status\":\"solved\"}}");
  }

  @Test
  void a_ticket_that_ends_elsewhere_is_given_up() {
    answer(200, "{\"ticket\":{\"id\":35,\"status\":\"open\"}}");

    DeliveryFailedException failure =
        catchThrowableOfType(
            DeliveryFailedException.class,
            () ->
                desk.move(
                    new TicketTransition(new DeliveryKey("m"), TICKET, TicketStatus.RESOLVED)));

    assertThat(failure.remedy()).isEqualTo(Remedy.GIVE_UP);
    assertThat(failure).hasMessageContaining("'open'");
  }

  @Test
  void an_assignee_and_a_custom_field_are_set() throws InterruptedException {
    answer(200, "{\"ticket\":{\"id\":35}}");
    answer(200, "{\"ticket\":{\"id\":35}}");

    desk.edit(TICKET, new TicketEdit.Owner("grace@example.com"));
    desk.edit(TICKET, new TicketEdit.Field("360001", "laptop-7"));

    assertThat(server.takeRequest().getBody().utf8())
        .isEqualTo("{\"ticket\":{\"assignee_email\":\"grace@example.com\"}}");
    assertThat(server.takeRequest().getBody().utf8())
        .isEqualTo("{\"ticket\":{\"custom_fields\":[{\"id\":360001,\"value\":\"laptop-7\"}]}}");
  }

  @Test
  void a_rate_limit_is_obeyed_and_a_validation_error_is_quoted() {
    server.enqueue(new MockResponse.Builder().code(429).addHeader("Retry-After", "60").build());
    answer(422, "{\"error\":\"RecordInvalid\",\"description\":\"Group is required\"}");
    TicketNote note = note(Visibility.PUBLIC, "text");

    DeliveryFailedException limited =
        catchThrowableOfType(DeliveryFailedException.class, () -> desk.add(note));
    DeliveryFailedException invalid =
        catchThrowableOfType(DeliveryFailedException.class, () -> desk.add(note));

    assertThat(limited.retryAfter()).contains(Duration.ofSeconds(60));
    assertThat(invalid.remedy()).isEqualTo(Remedy.GIVE_UP);
    assertThat(invalid).hasMessageContaining("Group is required");
  }

  @Test
  void secrets_do_not_show_themselves() {
    assertThat(settings(URI.create("https://acme.zendesk.com")).toString())
        .doesNotContain("0123456789abcdef");
  }
}
