package dev.deskhand.teams;

import static dev.deskhand.sandbox.teams.TeamsSimulator.ADA;
import static dev.deskhand.sandbox.teams.TeamsSimulator.TENANT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.bot.message.ConversationId;
import dev.deskhand.bot.message.DeliveryFailedException;
import dev.deskhand.bot.message.Message;
import dev.deskhand.bot.message.Outbound.Audience;
import dev.deskhand.bot.message.Outbound.ChannelPost;
import dev.deskhand.journal.DeliveryKey;
import dev.deskhand.sandbox.teams.TeamsSimulator.Call;
import dev.deskhand.sandbox.teams.message.TeamsMessage;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** As much as Teams takes of a conversation, and no more: whoever waits moves the clock on. */
final class TeamsLimitsTest {
  private final TeamsTown town = new TeamsTown();

  @AfterEach
  void close() {
    town.close();
  }

  private static ChannelPost post(String key, String text) {
    return new ChannelPost(
        new DeliveryKey(key),
        new ConversationId("teams", TENANT + ":" + ADA),
        new Audience.Everyone(),
        Message.text(text),
        Optional.empty());
  }

  /** As the courier does: one after the other, and what was refused after a pause. */
  private String deliver(ChannelPost post, Optional<String> replaced) {
    for (int tries = 0; tries < 100; tries++) {
      try {
        Optional<String> found = tries > 0 ? town.channel.find(post) : Optional.empty();
        return found.isPresent() ? found.get() : town.channel.post(post, replaced);
      } catch (DeliveryFailedException e) {
        town.clock.pass(e.pauseAfter(tries));
      }
    }
    throw new AssertionError(post.key() + " never arrived");
  }

  @Test
  void what_is_said_in_a_rush_arrives_once_each_and_in_order() {
    IntStream.range(0, 80).forEach(it -> deliver(post("k-" + it, "n" + it), Optional.empty()));

    assertThat(town.teams.messages())
        .extracting(TeamsMessage::text)
        .containsExactlyElementsOf(IntStream.range(0, 80).mapToObj(it -> "n" + it).toList());
    assertThat(town.teams.limits().refusals()).isPositive();
    assertThat(town.teams.limits().impatient()).isZero();
  }

  @Test
  void a_message_of_more_cards_than_teams_takes_at_once_arrives_whole() {
    String words =
        IntStream.range(0, 40_000).mapToObj(it -> "w" + it).collect(Collectors.joining(" "));

    deliver(post("k-1", words), Optional.empty());

    String shown =
        town.teams.messages().stream().map(TeamsMessage::text).collect(Collectors.joining(" "));
    assertThat(shown.split("\\s+", -1)).containsExactly(words.split(" ", -1));
    assertThat(town.teams.limits().refusals()).isPositive();
    assertThat(town.teams.limits().impatient()).isZero();
  }

  @Test
  void changes_count_with_what_is_said() {
    String first = deliver(post("k-1", "one"), Optional.empty());
    for (int change = 0; change < 20; change++) {
      deliver(post("u-" + change, "change " + change), Optional.of(first));
    }

    assertThat(town.teams.messages()).extracting(TeamsMessage::text).containsExactly("change 19");
    assertThat(town.teams.count(Call.REPLACE)).isEqualTo(20);
    assertThat(town.teams.limits().refusals()).isPositive();
    assertThat(town.teams.limits().impatient()).isZero();
  }
}
