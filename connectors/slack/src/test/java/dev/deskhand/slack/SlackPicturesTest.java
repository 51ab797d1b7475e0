package dev.deskhand.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.deskhand.bot.message.ButtonAction;
import dev.deskhand.bot.message.ConversationId;
import dev.deskhand.bot.message.DeliveryFailedException;
import dev.deskhand.bot.message.DeliveryFailedException.Remedy;
import dev.deskhand.bot.message.Exhibit;
import dev.deskhand.bot.message.Message;
import dev.deskhand.bot.message.Message.Button;
import dev.deskhand.bot.message.Outbound.Audience;
import dev.deskhand.bot.message.Outbound.ChannelPost;
import dev.deskhand.bot.practice.PracticeStock;
import dev.deskhand.content.PictureFile;
import dev.deskhand.journal.DeliveryKey;
import dev.deskhand.permissions.Account;
import dev.deskhand.sandbox.slack.SlackSimulator;
import dev.deskhand.sandbox.slack.message.SlackMessage;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pictures in messages; the simulator is strict about them. */
final class SlackPicturesTest {
  private static final byte[] GIF =
      Base64.getDecoder().decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7");
  private static final String UPLOAD = "files.completeUploadExternal";
  private static final String HOSTILE =
      "<!channel> <https://evil.example|bank> *b* `c` \u202Egnp & \"quoted\"";
  private static final Audience EVERYONE = new Audience.Everyone();
  private static final Audience ADA =
      new Audience.Only(new Account("slack", SlackTown.TEAM, "U0ADA"));

  private final SlackTown town = new SlackTown();
  private final PracticeStock stock = new PracticeStock();
  private final PictureFile picture = stock.keep(GIF);
  private SlackChannel channel = new SlackChannel(town.settings, stock);

  @AfterEach
  void close() {
    town.close();
  }

  private Message message(String shows) {
    return new Message(
            "What does it show?",
            List.of(),
            List.of(Button.plain("Nothing", ButtonAction.of("answer", "w", "n"))))
        .showing(new Exhibit.Picture(shows, picture));
  }

  private static ChannelPost post(String key, Audience audience, Message message) {
    return new ChannelPost(
        new DeliveryKey(key),
        new ConversationId("slack", SlackTown.TEAM + ":C0HELP"),
        audience,
        message,
        Optional.empty());
  }

  private String say(String key, Message message) {
    return channel.post(post(key, EVERYONE, message), Optional.empty());
  }

  private SlackMessage last() {
    return town.slack.messages().getLast();
  }

  private void showsPicture(SlackMessage message) {
    assertThat(message.json())
        .contains("\"type\":\"image\"", "\"slack_file\":{\"id\":\"F", "\"alt_text\":\"The menu\"");
  }

  private void saysWords(SlackMessage message) {
    assertThat(message.json())
        .contains("\"text\":\"Picture: The menu (\"")
        .contains("\"url\":\"https://desk.example/catalogue/pictures/" + picture.sha256())
        .doesNotContain("\"type\":\"image\"");
    assertThat(message.buttons()).hasSize(1);
  }

  @Test
  void a_picture_stands_in_the_message_and_is_sent_there_once() {
    say("k-1", message("The menu"));
    say("k-2", message("The menu"));

    assertThat(town.slack.messages()).hasSize(2).allSatisfy(this::showsPicture);
    assertThat(town.slack.effects(UPLOAD)).isEqualTo(1);
    assertThat(town.slack.messages()).as("nobody is shown the file by itself").hasSize(2);
  }

  @Test
  void after_a_restart_it_is_sent_again() {
    say("k-1", message("The menu"));

    channel = new SlackChannel(town.settings, stock);
    say("k-2", message("The menu"));

    showsPicture(last());
    assertThat(town.slack.effects(UPLOAD)).isEqualTo(2);
  }

  @Test
  void what_slack_has_not_looked_at_yet_is_shown_a_moment_later() {
    town.slack.files().processSlowly(1);
    ChannelPost post = post("k-1", EVERYONE, message("The menu"));

    DeliveryFailedException failure =
        catchThrowableOfType(
            DeliveryFailedException.class, () -> channel.post(post, Optional.empty()));
    assertThat(failure.remedy()).isEqualTo(Remedy.REPEAT);
    assertThat(failure.retryAfter()).contains(Duration.ofSeconds(2));
    assertThat(town.slack.messages()).isEmpty();
    channel.post(post, Optional.empty());

    showsPicture(last());
    assertThat(town.slack.messages()).hasSize(1);
    assertThat(channel.find(post)).isPresent();
  }

  @Test
  void what_slack_does_not_show_then_either_is_told_in_words_and_sent_anew_for_the_next() {
    town.slack.files().processSlowly(2);
    ChannelPost post = post("k-1", EVERYONE, message("The menu"));

    assertThat(
            catchThrowableOfType(
                DeliveryFailedException.class, () -> channel.post(post, Optional.empty())))
        .isNotNull();
    channel.post(post, Optional.empty());
    saysWords(last());
    say("k-2", message("The menu"));

    showsPicture(last());
    assertThat(town.slack.effects(UPLOAD)).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"files.getUploadURLExternal", UPLOAD, "upload"})
  void where_it_can_not_be_sent_its_words_say_where_it_is_and_it_is_not_tried_with_each_message(
      String method) {
    town.slack.failNext(method, 503, 0);
    say("k-1", message("The menu"));
    saysWords(last());
    say("k-2", message("The menu"));

    saysWords(last());
    assertThat(town.slack.effects(UPLOAD)).isZero();
  }

  @Test
  void without_the_scope_its_words_say_where_it_is() {
    town.slack.app().withhold("files:write");
    say("k-1", message("The menu"));

    saysWords(last());
  }

  @Test
  void one_that_the_catalogue_has_no_more_is_told_in_words() {
    say("k-1", message("The menu"));
    stock.forget(picture);

    say("k-2", message("The menu"));

    assertThat(last().json())
        .contains("Picture: The menu (it is kept no more)")
        .doesNotContain("\"type\":\"image\"");
  }

  @Test
  void it_stays_when_the_message_is_replaced() {
    String first = say("k-1", message("The menu"));
    Message answered =
        Message.text("What does it show?").showing(new Exhibit.Picture("The menu", picture));

    channel.post(post("k-2", EVERYONE, answered), Optional.of(first));

    assertThat(town.slack.messages()).hasSize(1).allSatisfy(this::showsPicture);
    assertThat(last().buttons()).isEmpty();
  }

  @Test
  void one_person_alone_sees_it_too_and_a_moment_later_where_slack_needs_one() {
    town.slack.files().processSlowly(1);
    ChannelPost post = post("k-1", ADA, message("The menu"));

    assertThat(
            catchThrowableOfType(
                DeliveryFailedException.class, () -> channel.post(post, Optional.empty())))
        .isNotNull();
    channel.post(post, Optional.empty());

    showsPicture(last());
    assertThat(last().onlyFor()).contains("U0ADA");
  }

  @Test
  void by_a_response_url_it_is_shown_or_told_in_words_at_once() {
    for (int slow : List.of(0, 1)) {
      town.slack.files().processSlowly(slow);
      channel = new SlackChannel(town.settings, stock);
      town.sender.send(
          town.sender.command(SlackSimulator.seat("U0ADA", "C0PRIVATE"), "help " + slow));
      var envelope = town.reception.accepted().getLast().envelope();
      channel.post(
          new ChannelPost(
              new DeliveryKey("k-" + slow),
              envelope.conversation(),
              new Audience.Only(envelope.sender()),
              message("The menu"),
              Optional.empty(),
              envelope.answerBy()),
          Optional.empty());

      assertThat(last().channel()).isEqualTo("C0PRIVATE");
      if (slow == 0) {
        showsPicture(last());
      } else {
        saysWords(last());
      }
    }
  }

  @Test
  void hostile_words_are_words_wherever_they_stand() {
    say("k-1", message(HOSTILE));
    String shown = last().json();
    town.slack.app().withhold("files:write");
    channel = new SlackChannel(town.settings, stock);
    say("k-2", message(HOSTILE));

    assertThat(shown)
        .contains("\"alt_text\":\"<!channel> <https://evil.example|bank> *b* `c` \uFFFDgnp &")
        .contains("\"type\":\"plain_text\"");
    assertThat(last().text()).contains("&lt;!channel&gt;").doesNotContain("<!channel>");
    assertThat(last().json())
        .contains("\"text\":\"Picture: <!channel> <https://evil.example|bank> *b* `c` \uFFFDgnp &")
        .doesNotContain("mrkdwn");
  }

  @Test
  void a_message_has_as_many_parts_with_its_pictures_as_with_their_words() {
    town.slack.limits().lift(); // its many parts would have to wait for a clock that stands still
    Exhibit[] many =
        IntStream.range(0, 60)
            .mapToObj(i -> new Exhibit.Picture("&".repeat(300), picture))
            .toArray(Exhibit[]::new);
    ChannelPost post = post("k-1", EVERYONE, Message.text("Many").showing(many));

    channel.post(post, Optional.empty());

    assertThat(town.slack.messages()).hasSizeGreaterThan(1);
    assertThat(channel.find(post)).isPresent();
    assertThat(new SlackChannel(town.settings, stock).find(post)).isPresent();
  }
}
