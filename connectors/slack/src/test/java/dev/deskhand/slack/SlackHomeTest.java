package dev.deskhand.slack;

import static dev.deskhand.slack.SlackTown.ADA;
import static org.assertj.core.api.Assertions.assertThat;

import com.slack.api.model.block.ActionsBlock;
import com.slack.api.model.block.LayoutBlock;
import dev.deskhand.bot.message.ButtonAction;
import dev.deskhand.bot.message.Inbound.ButtonClick;
import dev.deskhand.bot.message.Message;
import dev.deskhand.bot.message.Message.Fact;
import dev.deskhand.bot.practice.PracticeDesk;
import dev.deskhand.permissions.Account;
import dev.deskhand.sandbox.slack.SlackSimulator;
import dev.deskhand.sandbox.slack.message.SlackSeat;
import dev.deskhand.sandbox.slack.message.SlackView;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** People's own pages, over HTTP and over a connection of our own. */
@ParameterizedClass
@EnumSource(SlackTown.Way.class)
final class SlackHomeTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final String PUBLISH = "views.publish";

  private final SlackTown town;

  SlackHomeTest(SlackTown.Way way) {
    town = new SlackTown(way);
  }

  @AfterEach
  void close() {
    town.close();
  }

  private static Message message(String text, String label) {
    return new Message(
        text,
        List.of(),
        List.of(Message.Button.plain(label, ButtonAction.of("approve", "r-" + label))));
  }

  private SlackView home(String text) {
    return town.slack.awaitView(view -> view.user().equals("U0ADA") && view.says(text), PATIENCE);
  }

  @Test
  void whoever_opens_the_home_tab_sees_their_page_and_its_buttons_work() {
    town.desk.shows(message("Waiting for you", "one"), message("Catalogue", "two"));

    assertThat(town.sender.send(town.sender.homeOpened(ADA, "home")).status()).isEqualTo(200);
    SlackView home = home("Waiting for you");
    assertThat(town.sender.send(town.sender.press(ADA, home, "two")).status()).isEqualTo(200);

    ButtonClick click = (ButtonClick) town.reception.only();
    assertThat(click.action()).isEqualTo(ButtonAction.of("approve", "r-two"));
    assertThat(click.envelope().conversation().place()).isEqualTo(SlackTown.TEAM + ":U0ADA");
  }

  @Test
  void the_tab_of_messages_draws_nothing() {
    town.desk.shows(message("Waiting for you", "one"));

    assertThat(town.sender.send(town.sender.homeOpened(ADA, "messages")).status()).isEqualTo(200);
    SlackSeat bob = SlackSimulator.seat("U0BOB", "D0BOB");
    assertThat(town.sender.send(town.sender.homeOpened(bob, "home")).status()).isEqualTo(200);

    town.slack.awaitView(view -> view.user().equals("U0BOB"), PATIENCE);
    assertThat(town.slack.views().all()).hasSize(1);
  }

  @Test
  void a_page_longer_than_a_home_tab_says_so() {
    town.desk.shows(
        IntStream.range(0, 60)
            .mapToObj(n -> message("Number " + n, "b" + n))
            .toArray(Message[]::new));

    town.sender.send(town.sender.homeOpened(ADA, "home"));

    assertThat(home("There is more than fits here").says("Number 59")).isFalse();
  }

  @Test
  void the_buttons_of_a_long_page_stand_below_all_that_is_said() {
    List<Fact> offers =
        IntStream.range(0, 40).mapToObj(n -> new Fact("Offer " + n, "a ".repeat(400))).toList();
    Message catalogue = new Message("Choose", offers, message("", "more").buttons());

    List<LayoutBlock> blocks = HomeView.of(List.of(catalogue)).getBlocks();

    assertThat(blocks).hasSize(82);
    assertThat(blocks).last().isInstanceOf(ActionsBlock.class);
    assertThat(blocks.subList(0, 81)).noneMatch(ActionsBlock.class::isInstance);
  }

  @Test
  void a_page_that_nothing_touches_is_not_made_again() throws InterruptedException {
    Account ada = new Account("slack", SlackTown.TEAM, "U0ADA");
    Account bob = new Account("slack", SlackTown.TEAM, "U0BOB");
    CountDownLatch looked = new CountDownLatch(8);
    town.desk.shows(message("Before", "one"));
    town.desk.touches(bob);
    try (SlackHome home = new SlackHome(town.settings, town.desk, Duration.ofMillis(20))) {
      home.opened(ada);
      home.opened(bob);
      home("Before");
      town.desk.onLook(looked::countDown);

      assertThat(looked.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)).isTrue();
    }

    assertThat(town.desk.looksAt(bob)).isGreaterThanOrEqualTo(8);
    assertThat(town.desk.looksAt(ada)).isEqualTo(1);
  }

  @Test
  void a_pause_that_slack_asks_for_is_kept_with_everybodys_page() {
    Duration pause = Duration.ofSeconds(1);
    town.slack.failNext(PUBLISH, 429, (int) pause.toSeconds());
    town.desk.shows(message("Before", "one"));
    try (SlackHome home = new SlackHome(town.settings, town.desk, Duration.ofMillis(20))) {
      long began = System.nanoTime();
      for (String person : List.of("U0ADA", "U0BOB")) {
        home.opened(new Account("slack", SlackTown.TEAM, person));
      }
      town.slack.awaitView(view -> view.user().equals("U0BOB"), PATIENCE);

      assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThanOrEqualTo(pause);
      home("Before");
    }
  }

  @Test
  void a_page_that_is_looked_at_is_drawn_again_when_it_has_changed_and_only_then()
      throws InterruptedException {
    CountDownLatch looked = new CountDownLatch(5);
    PracticeDesk counting = town.desk;
    counting.shows(message("Before", "one"));
    counting.onLook(looked::countDown);
    counting.touches(new Account("slack", SlackTown.TEAM, "U0ADA"));
    try (SlackHome home = new SlackHome(town.settings, counting, Duration.ofMillis(20))) {
      home.opened(new Account("slack", SlackTown.TEAM, "U0ADA"));
      assertThat(looked.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)).isTrue();
      assertThat(town.slack.effects(PUBLISH)).isEqualTo(1);
      town.slack.failNext(PUBLISH, 503, 0);

      counting.shows(message("After", "one"));

      assertThat(home("After").says("Before")).isFalse();
    }
  }
}
