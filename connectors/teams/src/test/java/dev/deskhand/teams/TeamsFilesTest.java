package dev.deskhand.teams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.deskhand.bot.message.DeliveryFailedException;
import dev.deskhand.bot.message.FileSource;
import dev.deskhand.bot.message.FileSource.Fetched;
import dev.deskhand.bot.message.FileSource.Reason;
import dev.deskhand.bot.message.Inbound;
import dev.deskhand.sandbox.http.LocalAnswer;
import dev.deskhand.sandbox.http.LocalServer;
import dev.deskhand.sandbox.teams.TeamsSimulator;
import dev.deskhand.trees.GivenFile;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TeamsFilesTest {
  private static final String SHARED = "application/vnd.microsoft.teams.file.download.info";
  private static final byte[] BYTES = "what it shows".getBytes(StandardCharsets.UTF_8);

  private final TeamsTown town = new TeamsTown();
  private final FileSource files = town.channel.files();

  @AfterEach
  void close() {
    town.close();
  }

  @Test
  void what_begins_with_a_slash_keeps_its_files() {
    String activity =
        town.sender
            .attachment(
                TeamsSimulator.personal(TeamsSimulator.ADA),
                "image/png",
                "a.png",
                town.teams.keepPicture("p-2", BYTES).toString())
            .replace("\"text\":\"\"", "\"text\":\"/help me\"");

    assertThat(town.sender.send(activity).status()).isEqualTo(200);

    Inbound.ChatMessage said = (Inbound.ChatMessage) town.reception.only();
    assertThat(said.text().value()).isEqualTo("help me");
    assertThat(said.files()).hasSize(1);
  }

  @Test
  void a_picture_in_a_message_is_fetched_from_the_bot_connector_with_our_token() {
    URI url = town.teams.keepPicture("p-1", BYTES);

    GivenFile given = attached("image/png", "../a\u202Eb.png", url.toString());

    assertThat(given.name().value()).isEqualTo("ab.png");
    assertThat(given.mediaType()).isEqualTo("image/png");
    assertThat(bytes(files.fetch(given, 100))).isEqualTo(BYTES);
  }

  @Test
  void a_token_that_was_withdrawn_is_replaced_once() {
    GivenFile given =
        attached("image/png", "a.png", town.teams.keepPicture("p-1", BYTES).toString());
    assertThat(bytes(files.fetch(given, 100))).isEqualTo(BYTES);

    town.teams.withdrawTokens();

    assertThat(bytes(files.fetch(given, 100))).isEqualTo(BYTES);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/teams/v3/conversations/a/members",
        "/teams/v3/attachments/p-1",
        "/teams/v3/attachments/../conversations/a/views/original",
        "/teams/v3/attachments/a%2fb/views/original"
      })
  void our_token_fetches_nothing_of_the_bot_connector_but_pictures(String path) {
    URI url = town.teams.keepPicture("p-1", BYTES).resolve("/");

    assertThat(files.fetch(attached("image/png", "a", url + path.substring(1)), 100))
        .isEqualTo(new Fetched.Refused(Reason.ELSEWHERE));
  }

  @Test
  void a_file_is_fetched_without_any_token() {
    URI url = town.teams.keepFile("f-1", BYTES);

    GivenFile given = attached(SHARED, "report.pdf", url.toString());

    assertThat(given.name().value()).isEqualTo("report.pdf");
    assertThat(bytes(files.fetch(given, 100))).isEqualTo(BYTES);
  }

  @Test
  void what_is_too_large_empty_or_gone_is_refused() {
    GivenFile large = attached(SHARED, "a", town.teams.keepFile("f-1", BYTES).toString());
    GivenFile empty = attached(SHARED, "a", town.teams.keepFile("f-2", new byte[0]).toString());
    GivenFile gone = attached(SHARED, "a", town.teams.keepFile("f-3", BYTES) + "-not");

    assertThat(files.fetch(large, BYTES.length - 1))
        .isEqualTo(new Fetched.Refused(Reason.TOO_LARGE));
    assertThat(files.fetch(empty, 100)).isEqualTo(new Fetched.Refused(Reason.EMPTY));
    assertThat(files.fetch(gone, 100)).isEqualTo(new Fetched.Refused(Reason.GONE));
  }

  @Test
  void a_page_for_signing_in_is_not_the_file() {
    URI url = town.teams.keepFile("f-1", BYTES);
    town.teams.answerInstead(
        url, new LocalAnswer.Reply(200, Map.of("Content-Type", "text/html"), "<html>"));

    assertThat(files.fetch(attached(SHARED, "a.pdf", url.toString()), 100))
        .isEqualTo(new Fetched.Refused(Reason.GONE));
    assertThat(bytes(files.fetch(attached(SHARED, "a.HTM", url.toString()), 100)))
        .asString(StandardCharsets.UTF_8)
        .isEqualTo("<html>");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example/a.png",
        "https://sharepoint.com.evil.example/a",
        "https://evilsharepoint.com/a",
        "http://example.sharepoint.com/a",
        "https://me@example.sharepoint.com/a",
        "https://example.sharepoint.com:8443/a",
        "file:///etc/passwd",
        "//127.0.0.1/a.png",
        "http://127.0.0.1:1/a",
        "no address",
        ""
      })
  void nothing_is_asked_of_other_hosts(String url) {
    assertThat(files.fetch(attached(SHARED, "a", url), 100))
        .isEqualTo(new Fetched.Refused(Reason.ELSEWHERE));
    assertThat(files.fetch(attached("image/png", "a", url), 100))
        .isEqualTo(new Fetched.Refused(Reason.ELSEWHERE));
  }

  @Test
  void neither_a_picture_from_sharepoint_nor_another_service_is_shown_our_token() {
    List<String> asked = new CopyOnWriteArrayList<>();
    try (LocalServer other =
        LocalServer.start(
            0,
            request -> {
              asked.add(request.path());
              return LocalAnswer.status(200);
            })) {
      GivenFile there =
          attached("image/png", "a", other.uri() + "/v3/attachments/a/views/original");

      assertThat(files.fetch(there, 100)).isEqualTo(new Fetched.Refused(Reason.ELSEWHERE));
    }

    assertThat(asked).isEmpty();
    assertThat(files.fetch(attached("image/png", "a", "https://x.sharepoint.com/a"), 100))
        .isEqualTo(new Fetched.Refused(Reason.ELSEWHERE));
  }

  @Test
  void a_file_in_a_group_is_named_but_can_not_be_had() {
    assertThat(files.fetch(attached("reference", "a.pdf", "https://x.sharepoint.com/a"), 100))
        .isEqualTo(new Fetched.Refused(Reason.ELSEWHERE));
  }

  @Test
  void who_does_not_answer_may_answer_later() {
    GivenFile given = attached(SHARED, "a", town.teams.keepFile("f-1", BYTES).toString());

    town.teams.close();

    assertThatThrownBy(() -> files.fetch(given, 100)).isInstanceOf(DeliveryFailedException.class);
  }

  private GivenFile attached(String contentType, String name, String url) {
    town.sender.send(
        town.sender.attachment(
            TeamsSimulator.personal(TeamsSimulator.ADA), contentType, name, url));
    Inbound.ChatMessage message = (Inbound.ChatMessage) town.reception.accepted().getLast();
    assertThat(message.files()).hasSize(1);
    return message.files().getFirst();
  }

  private static byte[] bytes(Fetched fetched) {
    return ((Fetched.Content) fetched).bytes();
  }
}
