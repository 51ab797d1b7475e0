package dev.deskhand.bot.work;

import static dev.deskhand.bot.work.House.TENANT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.bot.message.ButtonAction;
import dev.deskhand.bot.message.Message;
import dev.deskhand.bot.message.Outbound.ChannelPost;
import dev.deskhand.journal.Personal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A question that is over says so and has no buttons any more. */
final class OpenQuestionsTest {
  private static final Message.Fact NOT_ANY_MORE = new Message.Fact("Your answer", "not any more");

  private final House house = new House();

  /** What somebody's conversation shows now: each message as it was replaced last. */
  private List<Message> shown(String person) {
    Map<String, Message> all = new LinkedHashMap<>();
    for (ChannelPost post : house.outside.posts()) {
      if (post.conversation().place().equals(person)) {
        all.put(post.replaces().orElse(post.key()).value(), post.message());
      }
    }
    return List.copyOf(all.values());
  }

  private List<Message> live(String person) {
    return shown(person).stream().filter(it -> !it.buttons().isEmpty()).toList();
  }

  private Message over(String person, String question) {
    return shown(person).stream()
        .filter(it -> it.text().startsWith(question) && it.buttons().isEmpty())
        .findFirst()
        .orElseThrow(() -> new AssertionError(question + " among " + shown(person)));
  }

  private void says(String person, String delivery, String text) {
    house.says(person, delivery, text);
    house.settle();
  }

  private void commands(String person, String delivery, String text) {
    house.commands(person, delivery, text);
    house.settle();
  }

  private void presses(String person, String delivery, String label) {
    house.presses(person, delivery, label);
    house.settle();
  }

  @Test
  void which_of_several_is_meant_shows_what_was_chosen() {
    says("ada", "d-1", "either of them");
    assertThat(live("ada")).hasSize(1);

    presses("ada", "d-2", "Unlock an account");

    assertThat(live("ada")).isEmpty();
    assertThat(over("ada", "I am not sure which of these you mean").facts())
        .containsExactly(new Message.Fact("Your answer", "Unlock an account"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "VPN does not connect", "the first one"})
  void what_was_chosen_in_words_is_shown_as_well(String words) {
    says("ada", "d-1", "either of them");

    says("ada", "d-2", words);

    assertThat(over("ada", "I am not sure which of these you mean").facts())
        .containsExactly(new Message.Fact("Your answer", "VPN does not connect"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"never mind", "either, or else", "VPN fails"})
  void what_was_left_has_no_buttons(String words) {
    says("ada", "d-1", "either of them");

    says("ada", "d-2", words);

    assertThat(over("ada", "I am not sure which of these you mean").facts())
        .containsExactly(NOT_ANY_MORE);
    assertThat(live("ada")).hasSizeLessThan(2);
  }

  @Test
  void what_answers_nothing_leaves_the_question_open() {
    says("ada", "d-1", "either of them");

    says("ada", "d-2", "gibberish");
    says("bob", "d-3", "never mind");

    assertThat(live("ada")).hasSize(1);
    presses("ada", "d-4", "Unlock an account");
    assertThat(live("ada")).isEmpty();
  }

  @Test
  void a_press_on_another_message_ends_the_question_without_taking_that_messages_place() {
    commands("ada", "d-1", "catalogue locked");
    ButtonAction other = button("ada", "🔓 Unlock my account");
    says("ada", "d-2", "either of them");

    house.clicks("ada", "d-3", other, "by the message that was pressed");
    house.settle();

    assertThat(over("ada", "I am not sure which of these you mean").facts())
        .containsExactly(NOT_ANY_MORE);
    assertThat(end().answerBy()).isEmpty();
  }

  @Test
  void a_press_on_the_question_itself_may_be_answered_where_it_stands() {
    says("ada", "d-1", "either of them");

    house.clicks("ada", "d-2", button("ada", "Unlock an account"), "by the question");
    house.settle();

    assertThat(end().answerBy()).contains(new Personal("ada", "by the question"));
  }

  private ButtonAction button(String person, String label) {
    return live(person).getLast().buttons().stream()
        .filter(it -> it.label().equals(label))
        .findFirst()
        .orElseThrow()
        .action();
  }

  /** What took the question's place. */
  private ChannelPost end() {
    return house.outside.posts().stream()
        .filter(it -> it.replaces().isPresent())
        .filter(it -> it.message().text().startsWith("I am not sure which"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void a_name_that_was_cleared_up_has_no_buttons() {
    says("sam", "d-1", "lend labtop-7 bobb");
    presses("sam", "d-2", "laptop-7");

    assertThat(over("sam", "Which device?").facts())
        .containsExactly(new Message.Fact("Your answer", "laptop-7"));
    assertThat(live("sam")).hasSize(1);
  }

  @Test
  void each_value_that_was_given_ends_its_question() {
    says("sam", "d-1", "place laptop-7");
    ButtonAction form = live("sam").getFirst().buttons().getLast().action();
    says("sam", "d-2", "Aspen");
    assertThat(over("sam", "In which room?").facts())
        .containsExactly(new Message.Fact("Your answer", "Aspen"));
    assertThat(live("sam")).isEmpty();

    commands("sam", "d-3", "run lend device=laptop-7 account=ada");

    assertThat(over("sam", "For how many weeks?").facts()).containsExactly(NOT_ANY_MORE);
    house.clicks("sam", "d-4", form);
    house.settle();
    assertThat(house.store.recent(TENANT, "run", 9)).hasSize(1);
  }

  @Test
  void a_form_that_was_sent_ends_its_question_and_tells_no_value() {
    says("sam", "d-1", "place laptop-7");
    ButtonAction form = live("sam").getFirst().buttons().getLast().action();

    house.fills("sam", "d-2", form, Map.of("device", "laptop-8", "room", "Aspen", "weeks", "3"));
    house.settle();

    assertThat(over("sam", "In which room?").facts())
        .containsExactly(new Message.Fact("Your answer", "in a form"));
  }
}
