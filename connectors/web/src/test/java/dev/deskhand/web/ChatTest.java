package dev.deskhand.web;

import static dev.deskhand.web.ChatServer.MIA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.bot.message.ButtonAction;
import dev.deskhand.bot.message.Inbound;
import dev.deskhand.bot.message.Message;
import dev.deskhand.permissions.PersonId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ChatTest {
  @TempDir private Path data;
  private ChatServer server;
  private String cookie;

  @BeforeEach
  void start() {
    server = ChatServer.start(data);
    cookie = server.signIn(MIA);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void what_is_said_and_what_is_answered_reach_the_page() {
    try (EventReader page = server.events(cookie, "")) {
      page.next("ready");

      HttpResponse<String> answer = say("11111111-1111", "The VPN is down");

      assertThat(answer.statusCode()).isEqualTo(202);
      assertThat(answer.body()).isEqualTo("{\"status\":\"accepted\"}");
      Map<String, String> said = page.next("said");
      assertThat(said).containsEntry("id", "1");
      assertThat(said.get("data"))
          .contains("\"delivery\":\"11111111-1111\"", "\"text\":\"The VPN is down\"");
      assertThat(page.next("posted").get("data"))
          .contains("I heard: The VPN is down", "\"label\":\"Account\"", "answer:w-1:yes");
    }
  }

  @Test
  void the_bot_hears_who_said_it_and_where() {
    say("11111111-1111", "  The VPN is down ");

    Inbound heard = server.bot.heard.getFirst();
    assertThat(heard.envelope().sender()).hasToString("web:local:mia");
    assertThat(heard.envelope().conversation()).hasToString("web/mia");
    assertThat(heard).isInstanceOf(Inbound.ChatMessage.class);
    assertThat(((Inbound.ChatMessage) heard).text().value()).isEqualTo("The VPN is down");
  }

  @Test
  void a_slash_makes_a_command() {
    say("11111111-1111", "/desk run unlock-account");
    say("11111111-1112", "/help me");
    say("11111111-1113", "/desk");
    say("11111111-1114", "/desktop");

    assertThat(server.bot.heard)
        .extracting(one -> ((Inbound.SlashCommand) one).text().value())
        .containsExactly("run unlock-account", "help me", "", "desktop");
  }

  @Test
  void a_doubled_message_is_heard_and_shown_once() {
    say("11111111-1111", "hello");

    HttpResponse<String> again = say("11111111-1111", "hello");

    assertThat(again.statusCode()).isEqualTo(202);
    assertThat(again.body()).contains("duplicate");
    assertThat(server.bot.heard).hasSize(1);
    assertThat(server.channel.transcripts().read(MIA).events()).hasSize(2);
  }

  @Test
  void a_page_that_was_cut_off_goes_on_behind_what_it_has_seen() {
    say("11111111-1111", "one");
    say("11111111-1112", "two");

    try (EventReader page = server.events(cookie, "3")) {
      Map<String, String> missed = page.next();
      assertThat(missed).containsEntry("id", "4").containsEntry("event", "posted");
      assertThat(page.next()).containsEntry("event", "ready");

      say("11111111-1113", "three");
      assertThat(page.next("said")).containsEntry("id", "5");
    }
  }

  @Test
  void a_page_that_has_seen_more_than_there_is_starts_anew() {
    say("11111111-1111", "one");

    try (EventReader page = server.events(cookie, "900")) {
      assertThat(page.next()).containsEntry("event", "reset");
      assertThat(page.next()).containsEntry("id", "1");
    }
  }

  @Test
  void a_silent_stream_says_that_it_is_there() {
    try (EventReader page = server.events(cookie, "")) {
      page.next("ready");

      assertThat(page.next()).containsEntry("comment", "still here");
    }
  }

  @Test
  void a_stream_ends_with_its_session() {
    try (EventReader page = server.events(cookie, "")) {
      page.next("ready");

      server.clock.pass(Duration.ofHours(12));

      page.awaitEnd();
    }
  }

  @Test
  void nobody_hears_somebody_elses_conversation() {
    say("11111111-1111", "a secret of mia");
    String tom = server.signIn(new PersonId("tom"));

    try (EventReader page = server.events(tom, "")) {
      assertThat(page.next()).containsEntry("event", "ready");
    }
  }

  @Test
  void only_so_many_pages_may_be_open_and_those_that_went_away_make_room() {
    List<EventReader> pages =
        IntStream.range(0, Doorbells.BELLS_A_PERSON)
            .mapToObj(number -> server.events(cookie, ""))
            .toList();
    pages.forEach(page -> page.next("ready"));

    HttpResponse<String> oneMore = server.get("/api/chat/events", cookie);

    assertThat(oneMore.statusCode()).isEqualTo(429);
    pages.forEach(EventReader::close);
    assertThat(server.opensBefore(cookie, Duration.ofSeconds(10))).isTrue();
  }

  @Test
  void a_pressed_button_is_heard_and_its_message_replaced() {
    say("11111111-1111", "hello");

    HttpResponse<String> answer = press("22222222-2222", "answer:w-1:yes", "2");

    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(server.bot.heard.getLast())
        .isInstanceOfSatisfying(
            Inbound.ButtonClick.class,
            click -> {
              assertThat(click.action()).isEqualTo(ButtonAction.of("answer", "w-1", "yes"));
              assertThat(click.message()).isEqualTo("2");
            });
    try (EventReader page = server.events(cookie, "2")) {
      assertThat(page.next("updated").get("data"))
          .contains("\"replaces\":\"2\"", "You chose **yes**", "\"buttons\":[]");
    }
  }

  @Test
  void hostile_text_stays_text() {
    String hostile = "</script><img src=x onerror=alert(1)>\\u2028\\ndata: {}\\n\\nevent: reset";

    say("11111111-1111", hostile);

    try (EventReader page = server.events(cookie, "")) {
      assertThat(page.next().get("data")).contains("\\n\\nevent: reset");
      assertThat(page.next()).containsEntry("event", "posted");
      assertThat(page.next()).containsEntry("event", "ready");
    }
  }

  @Test
  void what_cannot_be_read_is_refused_with_words() {
    Map<String, String> refusals =
        Map.of(
            "",
            "not a JSON object",
            "[]",
            "not a JSON object",
            "{\"id\":\"11111111\",\"id\":\"22222222\",\"text\":\"x\"}",
            "not a JSON object",
            "[".repeat(500),
            "not a JSON object",
            "{\"id\":\"1\",\"text\":\"x\"}",
            "8 to 64",
            "{\"id\":\"11111111-1111\"}",
            "'text' is missing",
            "{\"id\":\"11111111-1111\",\"text\":7}",
            "'text' is missing",
            "{\"id\":\"11111111-1111\",\"text\":\"  \"}",
            "Write something");

    refusals.forEach(
        (body, words) -> {
          HttpResponse<String> answer = server.post("/api/chat/messages", cookie, body);
          assertThat(answer.statusCode()).as(body).isEqualTo(400);
          assertThat(answer.body()).as(body).contains("\"error\"", words);
        });
    assertThat(press("22222222-2222", "answer:../x", "2").statusCode()).isEqualTo(400);
    assertThat(server.bot.heard).isEmpty();
  }

  @Test
  void a_text_of_more_than_ten_thousand_characters_is_refused_with_advice() {
    HttpResponse<String> answer = say("11111111-1111", "x".repeat(10_001));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("10,000", "10,001", "in parts");
    assertThat(say("11111111-1112", "x".repeat(10_000)).statusCode()).isEqualTo(202);
  }

  @Test
  void a_text_of_a_hundred_thousand_characters_is_refused_whole_and_taken_in_parts() {
    String part = "ü".repeat(10_000);

    HttpResponse<String> refused = say("11111111-1111", part.repeat(10));

    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body()).contains("this one has 100,000. Shorten it, or send it in parts.");
    assertThat(server.bot.heard).isEmpty();
    assertThat(server.channel.transcripts().read(MIA).events()).isEmpty();
    for (int i = 0; i < 10; i++) {
      assertThat(say("22222222-000" + i, part).statusCode()).isEqualTo(202);
    }
    assertThat(say("22222222-0009", part).body()).contains("duplicate");
    assertThat(server.bot.heard)
        .hasSize(10)
        .allSatisfy(
            it ->
                assertThat(it)
                    .isInstanceOfSatisfying(
                        Inbound.ChatMessage.class,
                        said -> assertThat(said.text().value().equals(part)).isTrue()));
  }

  @Test
  void a_post_of_the_bot_reaches_every_open_page() {
    try (EventReader one = server.events(cookie, "");
        EventReader two = server.events(cookie, "")) {
      one.next("ready");
      two.next("ready");

      server.channel.post(
          EchoBot.post(WebChannel.conversation(MIA), "k-1", Message.text("Done.")),
          Optional.empty());

      assertThat(one.next("posted").get("data")).contains("Done.");
      assertThat(two.next("posted").get("data")).contains("Done.");
    }
  }

  @Test
  void what_could_not_be_stored_says_so_and_is_sent_again_under_its_id() {
    server.bot.breakDown();
    HttpResponse<String> refused = say("11111111-1111", "hello");
    server.bot.recover();

    HttpResponse<String> again = say("11111111-1111", "hello");

    assertThat(refused.statusCode()).isEqualTo(503);
    assertThat(refused.body()).contains("Try it again").doesNotContain("disk");
    assertThat(again.body()).contains("accepted");
    assertThat(server.channel.transcripts().read(MIA).events()).hasSize(2);
  }

  @Test
  void a_page_that_does_not_read_holds_nobody_up() throws IOException {
    Message longMessage = Message.text("x".repeat(100_000));
    try (Socket idle = new Socket(InetAddress.getLoopbackAddress(), server.base.getPort());
        EventReader reading = server.events(cookie, "")) {
      String request =
          "GET /api/chat/events HTTP/1.1\r\nHost: localhost\r\nCookie: %s\r\n\r\n"
              .formatted(cookie);
      idle.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      reading.next("ready");

      for (int number = 1; number <= 150; number++) {
        server.channel.post(
            EchoBot.post(WebChannel.conversation(MIA), "k-" + number, longMessage),
            Optional.empty());
      }

      for (int number = 1; number <= 150; number++) {
        assertThat(reading.next("posted")).containsEntry("id", Integer.toString(number));
      }
    }
  }

  @Test
  void health_needs_no_session() {
    HttpResponse<String> answer = server.get("/healthz", "");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body())
        .isEqualTo("{\"status\":\"ok\",\"components\":{\"store\":\"ready\"},\"versions\":{}}");
  }

  private HttpResponse<String> say(String id, String text) {
    return server.post(
        "/api/chat/messages", cookie, "{\"id\":\"%s\",\"text\":\"%s\"}".formatted(id, text));
  }

  private HttpResponse<String> press(String id, String action, String message) {
    return server.post(
        "/api/chat/buttons",
        cookie,
        "{\"id\":\"%s\",\"action\":\"%s\",\"message\":\"%s\"}".formatted(id, action, message));
  }
}
