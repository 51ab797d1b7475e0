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
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Files that go with a message. */
final class SlackUploadsTest {
  private static final String THREAD = "1700000000.000100";
  private static final String COMPLETE = "files.completeUploadExternal";
  private static final String ADDRESS = "files.getUploadURLExternal";
  private static final String LOG = "line <!channel> & *x*\n".repeat(1_000);
  private static final String LINK = "\"url\":\"https://desk.example/requests/r-1/files/";
  private static final Audience ADA =
      new Audience.Only(new Account("slack", SlackTown.TEAM, "U0ADA"));

  private final SlackTown town = new SlackTown();
  private final PracticeStock stock = new PracticeStock();
  private final AtomicLong nanos = new AtomicLong();
  private final SlackChannel channel =
      new SlackChannel(
          town.settings, stock, new SlackWebs(town.settings, SlackClients.PATIENCE, nanos::get));
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
    town.slack.applyThenDrop(ADDRESS);
    ChannelPost post = post(":C0HELP:" + THREAD, first);

    assertThat(failure(post).remedy()).isEqualTo(Remedy.RETRY);
    assertThat(channel.find(post)).isEmpty();
    channel.post(post, Optional.empty());

    assertThat(shared()).hasSize(1);
  }

  @Test
  void a_host_for_files_that_can_not_be_reached_holds_nobody_up() {
    town.slack
        .limits()
        .lift(); // all of this happens at the same moment of a clock that stands still
    town.slack.applyThenDrop("upload");
    channel.post(post(":C0HELP", first), Optional.empty());
    assertThat(town.slack.messages().getLast().json()).contains(LINK + first.sha256());

    for (int status : List.of(408, 429, 503)) {
      town.slack.failNext("upload", status, 0);
      channel.post(post(":C0HELP", "k-" + status, first), Optional.empty());
      assertThat(town.slack.messages().getLast().json()).contains(LINK + first.sha256());
    }
    assertThat(shared()).isEmpty();
  }

  @Test
  void whoever_alone_may_read_a_file_that_can_not_be_sent_is_told_once_with_one_link() {
    town.slack.failNext("upload", 503, 0);
    ChannelPost post = post(":C0HELP:" + THREAD, ADA, "k-1", first);

    channel.post(post, Optional.empty());

    assertThat(ephemerals()).hasSize(1);
    assertThat(linked()).singleElement().returns("D0ADA", SlackMessage::channel);
  }

  @Test
  void a_pause_before_their_first_direct_message_comes_before_anything_is_shown() {
    town.slack.failNext("chat.postMessage", 429, 5);
    ChannelPost post = post(":C0HELP:" + THREAD, ADA, "k-1", first);

    assertThat(failure(post).remedy()).isEqualTo(Remedy.REPEAT);
    assertThat(town.slack.messages()).isEmpty();
    nanos.addAndGet(Duration.ofSeconds(5).toNanos());
    channel.post(post, Optional.empty());

    assertThat(ephemerals()).hasSize(1);
    assertThat(shared()).hasSize(1);
  }

  @Test
  void files_that_stand_there_are_not_sent_again_when_the_rest_has_to_be_shown_later() {
    town.slack.failNext("chat.postEphemeral", 503, 0);
    ChannelPost post = post(":C0HELP:" + THREAD, ADA, "k-1", first);

    assertThat(failure(post).remedy()).isEqualTo(Remedy.RETRY);
    assertThat(channel.find(post)).as("nobody was told yet").isEmpty();
    channel.post(post, Optional.empty());

    assertThat(ephemerals()).hasSize(1);
    assertThat(shared()).hasSize(1);
  }

  @Test
  void what_replaces_a_direct_message_is_found_whole_beside_its_files() {
    String earlier = channel.post(post(":U0ADA", "k-0"), Optional.empty());
    ChannelPost post = post(":C0HELP:" + THREAD, ADA, "k-1", first, second);

    String receipt = channel.post(post, Optional.of(earlier));

    assertThat(channel.find(post)).contains(receipt);
    assertThat(shared()).hasSize(2);
  }

  @Test
  void where_direct_messages_are_closed_what_is_shown_has_the_link() {
    town.slack.failNext("conversations.open", 403, 0);

    channel.post(post(":C0HELP:" + THREAD, ADA, "k-1", first), Optional.empty());

    assertThat(ephemerals()).hasSize(2).containsAll(linked());
    assertThat(linked()).hasSize(1);
  }

  @Test
  void an_answer_of_a_proxy_that_refuses_files_becomes_a_link() {
    for (String step : List.of(ADDRESS, COMPLETE)) {
      town.slack.failNext(step, 403, 0);
      channel.post(post(":C0HELP", step, first), Optional.empty());
      assertThat(town.slack.messages().getLast().json()).contains(LINK + first.sha256());
    }
    assertThat(shared()).isEmpty();
  }

  @Test
  void a_pause_of_files_is_obeyed_in_all_channels_and_they_are_sent_after_it() {
    town.slack.failNext(COMPLETE, 429, 30);
    ChannelPost post = post(":C0HELP", first);

    assertThat(failure(post).retryAfter()).contains(Duration.ofSeconds(30));
    channel.find(post);
    nanos.addAndGet(Duration.ofSeconds(12).toNanos());
    assertThat(failure(post).retryAfter()).contains(Duration.ofSeconds(18));

    assertThat(town.slack.effects(COMPLETE)).isZero();
    assertThat(town.slack.effects(ADDRESS)).as("nothing is sent in vain").isEqualTo(1);
    ChannelPost other = post(":C0ITTEAM", "other", second);
    assertThat(failure(other).retryAfter()).as("Slack counts them together").isPresent();

    nanos.addAndGet(Duration.ofSeconds(18).toNanos());
    for (ChannelPost waiting : List.of(post, other)) {
      assertThat(channel.find(waiting)).isEmpty();
      channel.post(waiting, Optional.empty());
      assertThat(channel.find(waiting)).isPresent();
      nanos.addAndGet(Duration.ofSeconds(1).toNanos());
    }
    assertThat(shared()).hasSize(2);
  }

  @Test
  void an_app_without_the_scope_shows_where_the_portal_has_it() {
    town.slack.app().withhold("files:write");

    channel.post(post(":C0HELP", first), Optional.empty());

    assertThat(shared()).isEmpty();
    assertThat(town.slack.messages().getLast().json()).contains(LINK + first.sha256());
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

    assertThat(ephemerals()).singleElement().returns(Optional.of("U0ADA"), SlackMessage::onlyFor);
    assertThat(shared()).singleElement().returns("D0ADA", SlackMessage::channel);
    assertThat(town.slack.messages())
        .filteredOn(it -> it.onlyFor().isEmpty())
        .allMatch(it -> it.channel().equals("D0ADA"));
    assertThat(channel.find(post)).as("whether they were told can't be found").isEmpty();
  }

  private List<SlackMessage> ephemerals() {
    return town.slack.messages().stream().filter(it -> it.onlyFor().isPresent()).toList();
  }

  private List<SlackMessage> linked() {
    return town.slack.messages().stream().filter(it -> it.json().contains(LINK)).toList();
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
