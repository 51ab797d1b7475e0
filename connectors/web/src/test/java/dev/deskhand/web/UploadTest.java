package dev.deskhand.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.bot.message.FileSource.Fetched;
import dev.deskhand.bot.message.Inbound;
import dev.deskhand.trees.GivenFile;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class UploadTest {
  private static final String ID = "0123456789";
  private static final byte[] BYTES = "what it shows".getBytes(StandardCharsets.UTF_8);

  @TempDir Path data;
  private ChatServer server;
  private String mia;

  @BeforeEach
  void start() {
    server = ChatServer.start(data);
    mia = server.signIn(ChatServer.MIA);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void a_file_is_kept_and_what_the_bot_hears_says_where() {
    HttpResponse<String> answer = give(ID, "error.png", BYTES);

    assertThat(answer.statusCode()).isEqualTo(202);
    GivenFile file = given();
    assertThat(file.name().value()).isEqualTo("error.png");
    assertThat(file.mediaType()).isEqualTo("image/png");
    assertThat(server.channel.uploads().fetch(file, 100))
        .isInstanceOfSatisfying(
            Fetched.Content.class, it -> assertThat(it.bytes()).isEqualTo(BYTES));
  }

  @Test
  void a_hostile_name_is_one_plain_line() {
    give(ID, "../../a\r\nb\u202Egnp.exe" + "x".repeat(3_000), BYTES);

    assertThat(given().name().value()).startsWith("abgnp.exe").hasSizeLessThanOrEqualTo(120);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "a/../b?x#y, b?x#y",
        "it's \"mine\" & yours+mine.png, it's \"mine\" & yours+mine.png",
        "a.png&id=9876543210, a.png&id=9876543210",
        "100%25%2F.png, 100%25%2F.png",
        "report\u202Egnp.exe, reportgnp.exe",
        "\u200Fa.png, a.png"
      })
  void a_name_that_an_address_could_be_mistaken_in_is_only_a_name(String said, String kept) {
    assertThat(give(ID, said, BYTES).statusCode()).isEqualTo(202);

    assertThat(given().name().value()).isEqualTo(kept);
    assertThat(give(ID, said, BYTES).body()).contains("duplicate");
  }

  @Test
  void a_name_of_255_bytes_keeps_its_ending() {
    give(ID, "\u6253".repeat(83) + "ab.png", BYTES);

    assertThat(given().name().value())
        .startsWith("\u6253")
        .endsWith(".png")
        .hasSizeLessThanOrEqualTo(120);
  }

  @Test
  void the_same_upload_twice_is_one() {
    give(ID, "error.png", BYTES);
    HttpResponse<String> again = give(ID, "error.png", BYTES);

    assertThat(again.body()).contains("duplicate");
    assertThat(server.bot.heard).hasSize(1);
  }

  @Test
  void a_file_larger_than_a_message_is_taken_and_one_above_the_limit_is_not() {
    assertThat(give(ID, "a.bin", new byte[3 << 19]).statusCode()).isEqualTo(202);

    HttpResponse<String> answer =
        give("9876543210", "a.bin", new byte[(int) ChatServer.MOST_FILE + 1]);

    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(answer.body()).contains("2.0 MiB");
    assertThat(server.bot.heard).hasSize(1);
  }

  @Test
  void nobody_sends_more_than_thirty_in_an_hour() {
    for (int i = 10; i < 40; i++) {
      assertThat(give("01234567" + i, "a.txt", BYTES).statusCode()).isEqualTo(202);
    }

    HttpResponse<String> answer = give("0123456740", "a.txt", BYTES);

    assertThat(answer.statusCode()).isEqualTo(429);
    assertThat(answer.body()).contains("30 in 1h");
    server.clock.pass(Duration.ofHours(1));
    assertThat(give("0123456741", "a.txt", BYTES).statusCode()).isEqualTo(202);
  }

  @Test
  void an_empty_file_and_a_bad_id_are_refused_in_words() {
    assertThat(give(ID, "a.txt", new byte[0]).body()).contains("empty");
    assertThat(give("!", "a.txt", BYTES).body()).contains("'id' has to be");
    assertThat(server.bot.heard).isEmpty();
  }

  @Test
  void nobody_gives_a_file_who_is_not_signed_in_or_comes_from_elsewhere() {
    assertThat(
            server
                .send(
                    server
                        .request("/api/chat/files?id=" + ID)
                        .header("Origin", server.base.toString())
                        .POST(BodyPublishers.ofByteArray(BYTES)))
                .statusCode())
        .isEqualTo(401);
    assertThat(
            server
                .send(
                    server
                        .request("/api/chat/files?id=" + ID)
                        .header("Cookie", mia)
                        .header("Origin", "https://evil.example")
                        .POST(BodyPublishers.ofByteArray(BYTES)))
                .statusCode())
        .isEqualTo(403);
    assertThat(server.bot.heard).isEmpty();
  }

  private GivenFile given() {
    return ((Inbound.ChatMessage) server.bot.heard.getLast()).files().getFirst();
  }

  private HttpResponse<String> give(String id, String name, byte[] bytes) {
    String query =
        "?id="
            + URLEncoder.encode(id, StandardCharsets.UTF_8)
            + "&name="
            + URLEncoder.encode(name, StandardCharsets.UTF_8);
    return server.send(
        server
            .request("/api/chat/files" + query)
            .header("Cookie", mia)
            .header("Origin", server.base.toString())
            .header("Content-Type", "image/png")
            .POST(BodyPublishers.ofByteArray(bytes)));
  }
}
