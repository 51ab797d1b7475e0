package dev.deskhand.desks.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.bot.message.Outbound.TicketNote;
import dev.deskhand.bot.message.Outbound.Visibility;
import dev.deskhand.bot.practice.PracticeStock;
import dev.deskhand.bot.ticket.TicketRef;
import dev.deskhand.desks.Directory;
import dev.deskhand.desks.LocalServer;
import dev.deskhand.desks.RecordingReception;
import dev.deskhand.journal.DeliveryKey;
import dev.deskhand.journal.PersonalVault;
import dev.deskhand.journal.memory.InMemoryPersonalKeys;
import dev.deskhand.journal.memory.InMemoryStore;
import dev.deskhand.permissions.Account;
import io.javalin.http.Context;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class BuiltinRoutesTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-20T12:00:00Z"));
  private static final String TICKET =
      "{\"subject\":\"<b>VPN</b>\",\"description\":\"authentication\\nfailed\"}";

  private final RecordingReception reception = new RecordingReception();
  private final BuiltinDesk desk =
      new BuiltinDesk(
          Directory.ofNobody(),
          new PracticeStock(),
          new InMemoryStore(CLOCK),
          new PersonalVault(new InMemoryPersonalKeys()),
          reception,
          CLOCK);
  private final LocalServer server =
      new LocalServer(
          routes ->
              new BuiltinRoutes(desk, account -> account.user().equals("agent"))
                  .routes(routes, BuiltinRoutesTest::login));

  /** The tests' session is a header. */
  private static Optional<Account> login(Context context) {
    return Optional.ofNullable(context.header("X-Test-Person"))
        .map(person -> new Account("web", "local", person));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private HttpResponse<String> get(String person, String path) {
    return server.send(
        HttpRequest.newBuilder(server.at(path)).header("X-Test-Person", person).build());
  }

  private HttpResponse<String> post(String person, String path, String type, String body) {
    return server.send(
        HttpRequest.newBuilder(server.at(path))
            .header("X-Test-Person", person)
            .header("Content-Type", type)
            .POST(BodyPublishers.ofString(body))
            .build());
  }

  private HttpResponse<String> postJson(String person, String path, String body) {
    return post(person, path, "application/json; charset=utf-8", body);
  }

  @Test
  void a_person_opens_a_ticket_and_the_bot_hears_of_it() {
    HttpResponse<String> answer = postJson("erin", "/api/tickets", TICKET);

    assertThat(answer.statusCode()).isEqualTo(201);
    assertThat(answer.headers().firstValue("Location")).contains("/tickets/1");
    assertThat(answer.body())
        .contains("\"id\":\"1\"", "\"ref\":\"builtin-1\"", "\"status\":\"new\"", "<b>VPN</b>");
    assertThat(reception.next().ticket().subject().value()).isEqualTo("<b>VPN</b>");
  }

  @Test
  void the_desks_people_approve_and_nobody_else() {
    postJson("erin", "/api/tickets", TICKET);

    assertThat(postJson("erin", "/api/tickets/1/approval", "{}").statusCode()).isEqualTo(404);
    HttpResponse<String> answer = postJson("agent", "/api/tickets/1/approval", "{}");

    assertThat(answer.statusCode()).isEqualTo(201);
    assertThat(answer.body()).contains("\"kind\":\"approved\",\"by\":\"agent\"");
    assertThat(get("erin", "/tickets/1").body()).contains("approved by agent");
  }

  @Test
  void nobody_gets_anywhere_without_login() {
    for (String path : List.of("/api/tickets", "/api/tickets/1", "/tickets/1")) {
      HttpRequest request = HttpRequest.newBuilder(server.at(path)).build();
      assertThat(server.send(request).statusCode()).as(path).isEqualTo(401);
    }
    for (String path : List.of("/api/tickets", "/api/tickets/1/comments")) {
      HttpRequest request =
          HttpRequest.newBuilder(server.at(path))
              .header("Content-Type", "application/json")
              .POST(BodyPublishers.ofString(TICKET))
              .build();
      assertThat(server.send(request).statusCode()).as(path).isEqualTo(401);
    }
    reception.assertNothing();
  }

  @Test
  void people_see_their_own_tickets_and_staff_sees_all() {
    postJson("erin", "/api/tickets", TICKET);
    postJson("max", "/api/tickets", TICKET);

    assertThat(get("erin", "/api/tickets").body())
        .contains("builtin-1")
        .doesNotContain("builtin-2");
    assertThat(get("agent", "/api/tickets").body()).contains("builtin-1", "builtin-2");
    assertThat(get("erin", "/api/tickets/2").statusCode()).isEqualTo(404);
    assertThat(get("erin", "/tickets/2").statusCode()).isEqualTo(404);
    assertThat(get("erin", "/api/tickets/3").body())
        .isEqualTo(get("erin", "/api/tickets/2").body());
    assertThat(postJson("erin", "/api/tickets/2/comments", "{\"text\":\"x\"}").statusCode())
        .isEqualTo(404);
  }

  @Test
  void internal_notes_are_for_staff() {
    postJson("erin", "/api/tickets", TICKET);
    desk.add(
        new TicketNote(
            new DeliveryKey("k"), new TicketRef("builtin", "1"), Visibility.INTERNAL, "evidence"));

    assertThat(get("erin", "/api/tickets/1").body()).doesNotContain("evidence");
    assertThat(get("erin", "/tickets/1").body()).doesNotContain("evidence");
    assertThat(get("agent", "/api/tickets/1").body()).contains("evidence", "\"internal\"");
    assertThat(get("agent", "/tickets/1").body()).contains("evidence");
  }

  @Test
  void the_page_shows_what_people_wrote_and_interprets_none_of_it() {
    postJson("erin", "/api/tickets", TICKET);
    postJson("erin", "/api/tickets/1/comments", "{\"text\":\"<script>alert(1)</script> 100%s\"}");

    HttpResponse<String> page = get("erin", "/tickets/1");

    assertThat(page.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
    assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
        .contains("default-src 'none'");
    assertThat(page.body())
        .contains("&lt;b&gt;VPN&lt;/b&gt;", "authentication<br>", "&lt;script&gt;", "100%s")
        .doesNotContain("<script", "<b>VPN");
  }

  @Test
  void an_address_leads_to_what_is_shown_and_nothing_else_can_be_followed() {
    postJson("erin", "/api/tickets", TICKET);
    for (String text :
        List.of(
            "See https://desk.example/catalogue/vpn?o=a-b_c.d&x=1.",
            "https://a.example/'onclick=x",
            "https://b.example/\u202ex",
            "javascript:alert(1) http://...")) {
      postJson("erin", "/api/tickets/1/comments", "{\"text\":\"%s\"}".formatted(text));
    }

    String page = get("erin", "/tickets/1").body();

    String link = "https://desk.example/catalogue/vpn?o=a-b_c.d&amp;x=1";
    assertThat(page)
        .contains("<a rel=\"noopener noreferrer\" href=\"" + link + "\">" + link + "</a>.")
        .contains("href=\"https://a.example/\">https://a.example/</a>&#39;onclick=x")
        .contains("href=\"https://b.example/\uFFFDx\"");
    assertThat(page.split("<a ", -1)).hasSize(4);
  }

  @Test
  void a_text_of_a_hundred_thousand_characters_is_refused_and_one_that_fits_is_shown_whole() {
    String most = "ü".repeat(20_000);
    String opening = "{\"subject\":\"%s\",\"description\":\"%s\"}";

    for (String body :
        List.of(opening.formatted("x", most.repeat(5)), opening.formatted(most.repeat(5), "x"))) {
      HttpResponse<String> refused = postJson("erin", "/api/tickets", body);
      assertThat(refused.statusCode()).isEqualTo(400);
      assertThat(refused.body())
          .contains("at most 20,000; these have ", "100,000", "Nothing was opened.");
    }
    reception.assertNothing();
    postJson("erin", "/api/tickets", opening.formatted("VPN", most));
    HttpResponse<String> comment =
        postJson("erin", "/api/tickets/1/comments", "{\"text\":\"%s\"}".formatted(most.repeat(5)));

    assertThat(comment.statusCode()).isEqualTo(400);
    assertThat(comment.body()).contains("this one has 100,000. Nothing was written.");
    assertThat(get("erin", "/tickets/1").body()).containsOnlyOnce(most).doesNotContain(most + "ü");
    assertThat(get("erin", "/tickets/2").statusCode()).isEqualTo(404);
  }

  @Test
  void what_is_no_ticket_is_refused_with_a_reason() {
    assertThat(postJson("erin", "/api/tickets", "{\"subject\":\" \"}").statusCode()).isEqualTo(400);
    assertThat(postJson("erin", "/api/tickets", "{").statusCode()).isEqualTo(400);
    assertThat(postJson("erin", "/api/tickets", "[".repeat(5000)).statusCode()).isEqualTo(400);
    assertThat(
            postJson("erin", "/api/tickets", "{\"subject\":\"" + "x".repeat(201) + "\"}")
                .statusCode())
        .isEqualTo(400);
    assertThat(post("erin", "/api/tickets", "text/plain", TICKET).statusCode()).isEqualTo(415);
    assertThat(postJson("erin", "/api/tickets", " ".repeat((1 << 20) + 1)).statusCode())
        .isEqualTo(413);
    reception.assertNothing();
  }
}
