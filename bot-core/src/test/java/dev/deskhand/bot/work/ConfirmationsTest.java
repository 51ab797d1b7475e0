package dev.deskhand.bot.work;

import static dev.deskhand.bot.work.House.TENANT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.bot.message.ButtonAction;
import dev.deskhand.bot.message.Message;
import dev.deskhand.bot.message.Outbound.ChannelPost;
import dev.deskhand.journal.StreamKey;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a sentence is understood as is shown before it is begun. */
final class ConfirmationsTest {
  private static final String YES = "Yes, begin";

  private final House house = new House();
  private final Outside outside = house.outside;

  private String answer(String delivery, String text) {
    house.says("ada", delivery, text);
    house.settle();
    return outside.posts().stream()
        .filter(it -> it.replaces().isEmpty() && it.conversation().place().equals("ada"))
        .map(it -> it.message().text())
        .reduce((_, later) -> later)
        .orElseThrow();
  }

  private List<StreamKey> runs() {
    return house.store.recent(TENANT, "run", 9);
  }

  private ButtonAction button(String label) {
    return outside.posts().reversed().stream()
        .flatMap(it -> it.message().buttons().stream())
        .filter(it -> it.label().equals(label))
        .map(Message.Button::action)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void what_was_understood_is_shown_with_its_inputs_and_begins_with_a_yes() {
    assertThat(answer("d-1", "wipe laptop-7")).contains("Wipe a device", "Shall I begin?");
    Message shown = outside.last("ada").message();
    assertThat(runs()).isEmpty();

    house.presses("ada", "d-2", YES);
    house.settle();

    assertThat(shown.facts())
        .contains(
            new Message.Fact("device", "laptop-7"),
            new Message.Fact("Changes", "Wipe it (ldap.unlock on company-directory)"));
    assertThat(runs()).hasSize(1);
    assertThat(outside.said("ada")).contains("All went well.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"yes", "Yes please", "ok!", "do it", "ja", "oui"})
  void a_yes_in_words_is_a_yes(String yes) {
    answer("d-1", "wipe laptop-7");

    answer("d-2", yes);

    assertThat(runs()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"no", "No thanks", "cancel", "never mind", "nein", "non merci"})
  void a_no_in_words_begins_nothing(String no) {
    answer("d-1", "wipe laptop-7");

    assertThat(answer("d-2", no)).startsWith("All right, nothing was begun.");
    assertThat(answer("d-3", "yes")).startsWith("I did not understand");
    assertThat(runs()).isEmpty();
  }

  @Test
  void a_yes_counts_once_and_its_buttons_are_taken_away() {
    answer("d-1", "wipe laptop-7");
    ButtonAction yes = button(YES);
    house.clicks("ada", "d-2", yes);
    house.settle();

    house.clicks("ada", "d-3", yes);
    house.settle();

    assertThat(runs()).hasSize(1);
    assertThat(outside.said("ada").getLast()).contains("only once");
    ChannelPost over =
        outside.posts().stream().filter(it -> it.replaces().isPresent()).findFirst().orElseThrow();
    assertThat(over.message().text()).isEqualTo("**Wipe a device**: you said yes.");
    assertThat(over.message().buttons()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"no, stop it", "no wait", "nein, bitte nicht", "what would that do?", "hello"})
  void whatever_else_is_said_leaves_it_so_that_a_later_yes_is_to_nothing(String words) {
    answer("d-1", "wipe laptop-7");

    answer("d-2", words);
    answer("d-3", "ok");

    assertThat(runs()).isEmpty();
    assertThat(outside.said("ada")).contains("**Wipe a device**: not begun.");
  }

  @Test
  void another_run_that_begins_is_no_yes_to_what_was_shown() {
    answer("d-1", "wipe laptop-7");

    answer("d-2", "unlock me");

    assertThat(runs()).hasSize(1);
    assertThat(outside.said("ada"))
        .contains("**Wipe a device**: not begun.")
        .doesNotContain("**Wipe a device**: you said yes.");
  }

  @Test
  void nobody_else_can_say_yes_for_them() {
    answer("d-1", "wipe laptop-7");
    ButtonAction yes = button(YES);

    house.clicks("bob", "d-2", yes);
    house.saysIn("ada", "bob", "d-3", "yes");
    house.settle();

    assertThat(runs()).isEmpty();
  }

  @Test
  void the_button_of_an_earlier_question_does_not_answer_a_later_one() {
    answer("d-1", "wipe laptop-7");
    ButtonAction yes = button(YES);
    answer("d-2", "wipe laptop-8");

    house.clicks("ada", "d-3", yes);
    house.settle();

    assertThat(runs()).isEmpty();
  }

  @Test
  void a_yes_that_comes_too_late_begins_nothing() {
    answer("d-1", "wipe laptop-7");
    house.clock.advance(Duration.ofMinutes(16));

    assertThat(answer("d-2", "yes")).contains("a while ago");
    assertThat(runs()).isEmpty();
  }

  @Test
  void what_is_missing_is_asked_first_and_all_of_it_shown_then() {
    assertThat(answer("d-1", "wipe")).isEqualTo("Which device?");

    assertThat(answer("d-2", "laptop-9")).contains("Shall I begin?");

    assertThat(runs()).isEmpty();
    assertThat(answer("d-3", "yes")).isEqualTo("All went well.");
  }

  @Test
  void a_command_is_not_asked_about_even_where_a_value_of_it_is() {
    house.commands("ada", "d-1", "run wipe");
    house.settle();

    answer("d-2", "laptop-9");

    assertThat(runs()).hasSize(1);
  }

  @Test
  void what_is_of_low_risk_for_oneself_is_begun_at_once() {
    answer("d-1", "unlock me");

    assertThat(runs()).hasSize(1);
  }

  @Test
  void what_the_policies_refuse_is_refused_at_once() {
    house.says("otto", "d-1", "wipe laptop-7");
    house.settle();

    assertThat(outside.said("otto").getLast()).startsWith("I may not do that.");
    assertThat(Optional.of(outside.last("otto").message().buttons())).contains(List.of());
  }

  @Test
  void who_goes_on_with_a_walk_says_yes_to_the_walk() {
    answer("d-1", "VPN says no");
    answer("d-2", "wipe laptop-7");
    answer("d-3", "1");

    answer("d-4", "yes");

    assertThat(outside.said("ada"))
        .contains("**Wipe a device**: not begun.")
        .doesNotContain("**Wipe a device**: you said yes.");
  }
}
