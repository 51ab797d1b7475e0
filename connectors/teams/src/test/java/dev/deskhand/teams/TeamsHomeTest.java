package dev.deskhand.teams;

import static dev.deskhand.sandbox.teams.TeamsSimulator.ADA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.bot.message.ButtonAction;
import dev.deskhand.bot.message.Inbound.ButtonClick;
import dev.deskhand.bot.message.Message;
import dev.deskhand.bot.message.Message.Button;
import dev.deskhand.bot.message.Message.Fact;
import dev.deskhand.sandbox.teams.TeamsSimulator;
import dev.deskhand.sandbox.teams.message.TeamsAnswer;
import dev.deskhand.sandbox.teams.message.TeamsMessage;
import dev.deskhand.sandbox.teams.message.TeamsSeat;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** People's own pages as cards. */
final class TeamsHomeTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final TeamsSeat OWN = TeamsSimulator.personal(ADA);

  private final TeamsTown town = new TeamsTown();

  @AfterEach
  void close() {
    town.close();
  }

  private static Message approval(int number) {
    return new Message(
        "May run " + number + " begin?",
        List.of(new Fact("Log", "line & more ".repeat(200))),
        List.of(
            new Button(
                "Approve", Button.Style.PRIMARY, ButtonAction.of("approve", "r-" + number))));
  }

  private TeamsMessage shown() {
    return town.teams.awaitMessage(it -> it.button("Refresh").isPresent(), PATIENCE);
  }

  private TeamsMessage turned(TeamsMessage card, String button) {
    return ((TeamsAnswer.Card)
            town.sender.answered(town.sender.execute(OWN, card, card.button(button).orElseThrow())))
        .message();
  }

  @ParameterizedTest
  @ValueSource(strings = {"home", "/home", " Home "})
  void whoever_asks_for_it_gets_their_page_and_its_buttons_work(String words) {
    town.desk.shows(approval(1), Message.text("**My requests**"), Message.text("**Catalogue**"));

    assertThat(town.sender.send(town.sender.message(OWN, words)).status()).isEqualTo(200);
    TeamsMessage page = shown();

    assertThat(page.conversation()).isEqualTo(OWN.conversation());
    assertThat(page.text()).contains("May run 1 begin?", "My requests", "Catalogue");
    town.sender.answered(town.sender.execute(OWN, page, page.button("Approve").orElseThrow()));
    assertThat(((ButtonClick) town.reception.only()).action())
        .isEqualTo(ButtonAction.of("approve", "r-1"));
  }

  @Test
  void in_a_group_it_is_asked_for_and_shown_to_its_owner_alone() {
    town.desk.shows(approval(1));

    town.sender.send(town.sender.message(TeamsSimulator.group(ADA), "home"));

    assertThat(shown().conversation()).isEqualTo(OWN.conversation());
  }

  @Test
  void it_is_as_it_is_now_whenever_it_is_looked_at() {
    town.desk.shows(approval(1));
    town.sender.send(town.sender.message(OWN, "home"));
    TeamsMessage page = shown();
    town.desk.shows(Message.text("Nothing waits for you."));

    TeamsAnswer.Card refreshed =
        (TeamsAnswer.Card) town.sender.answered(town.sender.refresh(OWN, page));

    assertThat(refreshed.message().text()).contains("Nothing waits for you.");
    assertThat(refreshed.message().button("Approve")).isEmpty();
    assertThat(turned(page, "Refresh").text()).contains("Nothing waits for you.");
  }

  @Test
  void all_of_a_long_page_is_found_page_by_page() {
    town.desk.shows(
        IntStream.range(0, 60).mapToObj(TeamsHomeTest::approval).toArray(Message[]::new));
    town.sender.send(town.sender.message(OWN, "home"));
    Set<String> found = new HashSet<>();
    TeamsMessage page = shown();
    for (int pages = 0; pages < 60; pages++) {
      page.text().lines().filter(it -> it.startsWith("May run")).forEach(found::add);
      if (page.button("More").isEmpty()) {
        break;
      }
      page = turned(page, "More");
    }

    assertThat(found).hasSize(60);
    assertThat(turned(page, "Back").button("More")).isPresent();
    town.desk.shows(approval(1));
    assertThat(turned(page, "Refresh").text()).as("pages that are gone").contains("May run 1");
  }

  @Test
  void where_cards_only_submit_the_page_is_posted_anew() {
    town.desk.shows(approval(1));
    town.sender.send(town.sender.message(OWN, "home"));
    TeamsMessage page = shown();

    town.sender.send(town.sender.submit(OWN, page, page.button("Refresh").orElseThrow()));

    TeamsMessage again =
        town.teams.awaitMessage(
            it -> it.button("Refresh").isPresent() && !it.id().equals(page.id()), PATIENCE);
    assertThat(again.text()).contains("May run 1 begin?");
    assertThat(town.reception.accepted()).isEmpty();
  }
}
