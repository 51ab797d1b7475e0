package dev.deskhand.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.deskhand.bot.message.Attachment;
import dev.deskhand.bot.message.ConversationId;
import dev.deskhand.bot.message.DeliveryFailedException;
import dev.deskhand.bot.message.DeliveryFailedException.Remedy;
import dev.deskhand.bot.message.Exhibit;
import dev.deskhand.bot.message.Message;
import dev.deskhand.bot.message.Outbound.Audience;
import dev.deskhand.bot.message.Outbound.ChannelPost;
import dev.deskhand.bot.practice.PracticeStock;
import dev.deskhand.journal.DeliveryKey;
import dev.deskhand.permissions.Account;
import dev.deskhand.sandbox.slack.message.SlackMessage;
import dev.deskhand.sandbox.slack.wire.Shelf;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Files that go with a message. */
final class SlackUploadsTest {
  private static final String THREAD = "1700000000.000100";
  private static final String COMPLETE = "files.completeUploadExternal";
  private static final String ADDRESS = "files.getUploadURLExternal";
  private static final String LOG = "line <!channel> & *x*\n".repeat(1_000);
  private static final Audience ADA =
      new Audience.Only(new Account("slack", SlackTown.TEAM, "U0ADA"));

  private final SlackTown town = new SlackTown();
  private final PracticeStock stock = new PracticeStock();
  private final SlackChannel channel = new SlackChannel(town.settings, stock);
  private final Attachment first = stock.keep("apply-output.txt", LOG);
  private final Attachment second = stock.keep("confirm-output.txt", "it is\n" + LOG);

  @AfterEach
  void close() {
    town.close();
  }

  @Test
  void files_stand_below_the_message_that_names_them() {
    channel.post(post(":C0HELP:" + THREAD, first, second), Optional.empty());

    assertThat(town.slack.messages().getFirst().json()).contains("apply-output.txt", "22 KB");
    assertThat(shared()).hasSize(2).allMatch(it -> it.threadTs().equals(Optional.of(THREAD)));
    assertThat(texts()).containsExactly(LOG, "it is\n" + LOG);
  }

  @Test
  void below_a_message_in_no_thread_they_stand_in_its_own() {
    channel.post(post(":U0ADA", first), Optional.empty());

    SlackMessage message = town.slack.messages().getFirst();
    assertThat(shared()).singleElement().returns(Optional.of(message.ts()), SlackMessage::threadTs);
    assertThat(message.channel()).isEqualTo("D0ADA");
  }

  @Test
  void what_was_shown_and_whose_answer_was_lost_is_found_and_not_shown_again() {
    town.slack.applyThenDrop(COMPLETE);
    ChannelPost post = post(":C0HELP", first, second);

    assertThat(failure(post).remedy()).isEqualTo(Remedy.RETRY);
    assertThat(channel.find(post)).isEmpty();
    channel.post(post, Optional.empty());

    assertThat(shared()).hasSize(2);
    assertThat(town.slack.messages()).hasSize(3);
    assertThat(channel.find(post)).isPresent();
    assertThat(texts()).hasSize(2);
  }

  @Test
  void what_was_never_shown_is_sent_again() {
    for (String step : List.of(ADDRESS, "upload")) {
      town.slack.applyThenDrop(step);
      ChannelPost post = post(":C0HELP:" + THREAD + "", step, first);

      assertThat(failure(post).remedy()).isEqualTo(Remedy.RETRY);
      assertThat(channel.find(post)).isEmpty();
      channel.post(post, Optional.empty());
    }

    assertThat(shared()).hasSize(2);
  }

  @Test
  void a_pause_of_one_channel_is_obeyed_and_the_rest_is_sent_after_it() {
    town.slack.failNext(COMPLETE, 429, 30);
    ChannelPost post = post(":C0HELP", first);

    assertThat(failure(post).retryAfter()).contains(Duration.ofSeconds(30));
    channel.find(post);
    assertThat(failure(post).retryAfter().orElseThrow()).isLessThan(Duration.ofSeconds(31));

    assertThat(town.slack.effects(COMPLETE)).isZero();
    channel.post(post(":C0ITTEAM", "other", second), Optional.empty());
    assertThat(shared()).hasSize(1);
  }

  @Test
  void an_app_without_the_scope_shows_where_the_portal_has_it() {
    town.slack.withhold("files:write");

    channel.post(post(":C0HELP", first), Optional.empty());

    assertThat(shared()).isEmpty();
    assertThat(town.slack.messages().getLast().json())
        .contains("<https://desk.example/requests/r-1/files/" + first.sha256());
  }

  @Test
  void what_is_kept_no_more_is_named_and_not_sent() {
    stock.forget(first);

    channel.post(post(":C0HELP", first), Optional.empty());

    assertThat(shared()).isEmpty();
    assertThat(town.slack.messages()).hasSize(2);
  }

  @Test
  void files_of_what_one_person_may_read_go_to_that_person_directly() {
    ChannelPost post = post(":C0HELP:" + THREAD, ADA, "k-1", first);

    channel.post(post, Optional.empty());

    assertThat(town.slack.messages().getFirst().onlyFor()).contains("U0ADA");
    assertThat(shared()).singleElement().returns("D0ADA", SlackMessage::channel);
    assertThat(town.slack.messages())
        .filteredOn(it -> it.onlyFor().isEmpty())
        .allMatch(it -> it.channel().equals("D0ADA"));
    assertThat(channel.find(post)).isPresent();
  }

  private DeliveryFailedException failure(ChannelPost post) {
    return catchThrowableOfType(
        DeliveryFailedException.class, () -> channel.post(post, Optional.empty()));
  }

  private List<SlackMessage> shared() {
    return town.slack.messages().stream().filter(it -> it.json().contains("file_share")).toList();
  }

  private List<String> texts() {
    return town.slack.files().all().stream().map(Shelf.Shared::text).toList();
  }

  private static ChannelPost post(String place, Attachment... files) {
    return post(place, "k-1", files);
  }

  private static ChannelPost post(String place, String key, Attachment... files) {
    return post(place, new Audience.Everyone(), key, files);
  }

  private static ChannelPost post(
      String place, Audience audience, String key, Attachment... files) {
    Exhibit[] exhibits = List.of(files).stream().map(Exhibit.File::new).toArray(Exhibit[]::new);
    return new ChannelPost(
        new DeliveryKey(key),
        new ConversationId("slack", SlackTown.TEAM + place),
        audience,
        Message.text("**It failed.**").showing(exhibits),
        Optional.empty());
  }
}
