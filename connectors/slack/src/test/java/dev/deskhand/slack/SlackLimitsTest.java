package dev.deskhand.slack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.bot.message.ConversationId;
import dev.deskhand.bot.message.DeliveryFailedException;
import dev.deskhand.bot.message.DeliveryFailedException.Remedy;
import dev.deskhand.bot.message.Message;
import dev.deskhand.bot.message.Outbound.Audience;
import dev.deskhand.bot.message.Outbound.ChannelPost;
import dev.deskhand.bot.practice.PracticeStock;
import dev.deskhand.journal.DeliveryKey;
import dev.deskhand.sandbox.slack.message.SlackMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** As much as Slack takes, and no more: a clock that whoever waits moves on. */
final class SlackLimitsTest {
  private static final Audience EVERYONE = new Audience.Everyone();

  private final SlackTown town = new SlackTown();
  private final Instant begin = town.clock.instant();
  private final SlackChannel channel =
      new SlackChannel(
          town.settings,
          new PracticeStock(),
          new SlackWebs(
              town.settings,
              SlackClients.PATIENCE,
              () -> Duration.between(begin, town.clock.instant()).toNanos()));

  @AfterEach
  void close() {
    town.close();
  }

  private static ChannelPost post(String place, String key, Message message) {
    return new ChannelPost(
        new DeliveryKey(key),
        new ConversationId("slack", SlackTown.TEAM + place),
        EVERYONE,
        message,
        Optional.empty());
  }

  /** As the courier does: what was refused waits, and whoever waits least goes first. */
  private void deliver(List<ChannelPost> posts, BiConsumer<ChannelPost, Boolean> delivery) {
    Map<ChannelPost, Instant> due = new HashMap<>();
    Set<ChannelPost> looked = new HashSet<>();
    Queue<ChannelPost> left = new ArrayDeque<>(posts);
    for (int tries = 0; !left.isEmpty(); tries++) {
      assertThat(tries).as("tries").isLessThan(10_000);
      ChannelPost next =
          left.stream()
              .min((a, b) -> due.getOrDefault(a, begin).compareTo(due.getOrDefault(b, begin)))
              .orElseThrow();
      Duration wait = Duration.between(town.clock.instant(), due.getOrDefault(next, begin));
      if (wait.isPositive()) {
        town.clock.pass(wait);
      }
      try {
        delivery.accept(next, looked.contains(next));
        left.remove(next);
      } catch (DeliveryFailedException e) {
        if (e.remedy() == Remedy.RETRY) {
          looked.add(next);
        }
        due.put(next, town.clock.instant().plus(e.retryAfter().orElse(Duration.ofSeconds(1))));
      }
    }
  }

  private void post(ChannelPost post, boolean looks) {
    if (!looks || channel.find(post).isEmpty()) {
      channel.post(post, Optional.empty());
    }
  }

  @Test
  void what_is_said_in_a_rush_arrives_once_each_in_every_channel() {
    List<ChannelPost> posts =
        IntStream.range(0, 100)
            .mapToObj(
                it ->
                    post(it % 2 == 0 ? ":C0HELP" : ":C0ITTEAM", "k-" + it, Message.text("n" + it)))
            .toList();

    deliver(posts, this::post);

    assertThat(town.slack.messages())
        .extracting(SlackMessage::text)
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, 100).mapToObj(it -> "n" + it).toList());
    assertThat(town.slack.limits().refusals()).isPositive();
    assertThat(town.slack.limits().impatient()).isZero();
  }

  @Test
  void a_message_of_more_parts_than_slack_takes_at_once_arrives_whole() {
    Message longest = Message.text("a line of it & more\n".repeat(32_000));

    deliver(List.of(post(":C0HELP", "k-1", longest)), this::post);

    assertThat(town.slack.messages()).hasSize(BlockKit.render(longest).size());
    assertThat(town.slack.limits().refusals()).isPositive();
    assertThat(town.slack.limits().impatient()).isZero();
  }

  @Test
  void changes_in_many_channels_wait_together_for_slack_counts_them_together() {
    town.slack.limit("chat.update", Duration.ofSeconds(3));
    String one = channel.post(post(":C0HELP", "a", Message.text("one")), Optional.empty());
    String other = channel.post(post(":C0ITTEAM", "b", Message.text("one")), Optional.empty());
    List<ChannelPost> changes =
        IntStream.range(0, 8)
            .mapToObj(it -> post(it % 2 == 0 ? ":C0HELP" : ":C0ITTEAM", "u-" + it, text(it)))
            .toList();

    deliver(
        changes,
        (it, _) ->
            channel.post(
                it, Optional.of(it.conversation().place().endsWith("C0HELP") ? one : other)));

    assertThat(town.slack.messages()).hasSize(2);
    assertThat(town.slack.effects("chat.update")).isEqualTo(8);
    assertThat(town.slack.limits().refusals()).isPositive();
    assertThat(town.slack.limits().impatient()).isZero();
  }

  private static Message text(int number) {
    return Message.text("change " + number);
  }
}
