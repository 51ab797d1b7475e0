package dev.deskhand.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.deskhand.bot.message.DeliveryFailedException;
import dev.deskhand.bot.message.FileSource;
import dev.deskhand.bot.message.FileSource.Fetched;
import dev.deskhand.bot.message.FileSource.Reason;
import dev.deskhand.bot.message.Inbound;
import dev.deskhand.bot.practice.PracticeStock;
import dev.deskhand.sandbox.http.LocalAnswer;
import dev.deskhand.sandbox.http.LocalServer;
import dev.deskhand.sandbox.slack.wire.Shelf;
import dev.deskhand.trees.GivenFile;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SlackFilesTest {
  private static final byte[] BYTES = "what it shows".getBytes(StandardCharsets.UTF_8);

  private final SlackTown town = new SlackTown();
  private final FileSource files = new SlackChannel(town.settings, new PracticeStock()).files();
  private final Shelf.Shared shared = town.slack.files().share("a.png", "image/png", BYTES);

  @AfterEach
  void close() {
    town.close();
  }

  @ParameterizedTest
  @EnumSource(SlackTown.Way.class)
  void a_message_brings_what_can_be_known_of_its_files_and_nothing_is_fetched(SlackTown.Way way) {
    try (SlackTown there = new SlackTown(way)) {
      Shelf.Shared file =
          there.slack.files().share("../evil\u202Egnp.exe", "image/png; a=b", BYTES);

      there.sender.send(there.sender.files(SlackTown.ADA_DIRECTLY, "", file));

      Inbound.ChatMessage message = (Inbound.ChatMessage) there.reception.accepted().getFirst();
      assertThat(message.text().value()).isEmpty();
      assertThat(message.files()).hasSize(1);
      GivenFile given = message.files().getFirst();
      assertThat(given.name().value()).isEqualTo("evilgnp.exe");
      assertThat(given.mediaType()).isEqualTo("image/png");
      assertThat(given.size()).isEqualTo(BYTES.length);
      assertThat(given.door()).isEqualTo("slack");
      assertThat(given.place().value()).isEqualTo(SlackTown.TEAM + ":" + file.id());
      assertThat(there.slack.downloads()).isEmpty();
    }
  }

  @Test
  void a_file_is_fetched_from_where_slack_says_with_our_token() {
    assertThat(files.fetch(given(shared), 100))
        .isInstanceOfSatisfying(
            Fetched.Content.class, it -> assertThat(it.bytes()).isEqualTo(BYTES));
    assertThat(town.slack.downloads()).allMatch(it -> it.startsWith(town.slack.botToken()));
  }

  @Test
  void what_is_larger_than_may_be_kept_is_refused() {
    assertThat(files.fetch(given(shared), BYTES.length - 1))
        .isEqualTo(new Fetched.Refused(Reason.TOO_LARGE));
    assertThat(files.fetch(given(shared), BYTES.length)).isInstanceOf(Fetched.Content.class);
  }

  @Test
  void what_is_empty_or_was_taken_back_is_refused() {
    Shelf.Shared empty = town.slack.files().share("a.txt", "text/plain", new byte[0]);
    assertThat(files.fetch(given(empty), 100)).isEqualTo(new Fetched.Refused(Reason.EMPTY));

    town.slack.files().delete(shared);

    assertThat(files.fetch(given(shared), 100)).isEqualTo(new Fetched.Refused(Reason.GONE));
  }

  @Test
  void the_token_follows_no_redirect_to_another_host() {
    List<String> asked = new CopyOnWriteArrayList<>();
    try (LocalServer other =
        LocalServer.start(
            0,
            request -> {
              asked.add(request.header("Authorization").orElse("none"));
              return LocalAnswer.status(200);
            })) {
      town.slack.files().move(shared, other.uri().resolve("/take"));

      assertThat(files.fetch(given(shared), 100)).isEqualTo(new Fetched.Refused(Reason.GONE));
    }

    assertThat(asked).isEmpty();
  }

  @Test
  void a_page_for_signing_in_is_not_the_file() {
    LocalAnswer page =
        new LocalAnswer.Reply(200, Map.of("Content-Type", "text/html; charset=utf-8"), "<html>");
    Shelf.Shared html = town.slack.files().share("a.html", "text/html", BYTES);
    town.slack.files().answerInstead(shared, page);
    town.slack.files().answerInstead(html, page);

    assertThat(files.fetch(given(shared), 100)).isEqualTo(new Fetched.Refused(Reason.GONE));
    assertThat(
            files.fetch(
                GivenFile.of("ada", "a", "text/html", 0, "slack", SlackTown.TEAM + ":" + html.id()),
                100))
        .isInstanceOf(Fetched.Content.class);
  }

  @Test
  void a_redirect_within_slack_is_followed_but_not_in_circles() {
    Shelf.Shared other = town.slack.files().share("b.txt", "text/plain", BYTES);
    town.slack
        .files()
        .move(
            shared,
            town.slack.uri().resolve(Shelf.PATH + SlackTown.TEAM + "-" + other.id() + "/download"));

    assertThat(files.fetch(given(shared), 100)).isInstanceOf(Fetched.Content.class);

    town.slack
        .files()
        .move(
            other,
            town.slack
                .uri()
                .resolve(Shelf.PATH + SlackTown.TEAM + "-" + shared.id() + "/download"));
    assertThat(files.fetch(given(shared), 100)).isEqualTo(new Fetched.Refused(Reason.ELSEWHERE));
  }

  @Test
  void trouble_that_passes_is_told_from_what_stays() {
    town.slack.failNext("files.info", 503, 0);
    assertThatThrownBy(() -> files.fetch(given(shared), 100))
        .isInstanceOf(DeliveryFailedException.class);
    town.slack.failNext("download", 500, 0);
    assertThatThrownBy(() -> files.fetch(given(shared), 100))
        .isInstanceOf(DeliveryFailedException.class);

    assertThat(files.fetch(given(shared), 100)).isInstanceOf(Fetched.Content.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "T0OTHER:F0000001", "https://evil.example/", "T0EXAMPLE:F1:x", "T0EXAMPLE:"})
  void nothing_is_fetched_from_another_workspace_or_address(String place) {
    assertThat(files.fetch(GivenFile.of("ada", "a", "", 0, "slack", place), 100))
        .isEqualTo(new Fetched.Refused(Reason.ELSEWHERE));
    assertThat(town.slack.calls()).isEmpty();
  }

  private static GivenFile given(Shelf.Shared file) {
    return GivenFile.of("ada", "a.png", "image/png", 0, "slack", SlackTown.TEAM + ":" + file.id());
  }
}
