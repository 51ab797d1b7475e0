package dev.deskhand.bot.work;

import static dev.deskhand.bot.work.House.TENANT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.deskhand.bot.Awaited;
import dev.deskhand.bot.OpenDesk;
import dev.deskhand.bot.message.ButtonAction;
import dev.deskhand.bot.message.Form;
import dev.deskhand.bot.message.FrontDesk;
import dev.deskhand.bot.message.Message;
import dev.deskhand.permissions.Account;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a sentence leaves out, asked for in one form. */
final class SentenceFormsTest {
  private static final String FORM = "Fill in a form (2 answers)";

  private final House house = new House();
  private final Outside outside = house.outside;
  private final FrontDesk desk =
      new OpenDesk(
          TENANT,
          new OpenDesk.People(house.people, house.names),
          house.console().portal(),
          house.walks,
          house.conversations,
          new Awaited(house.conversations, house.cases));

  private Message says(String delivery, String text) {
    house.says("sam", delivery, text);
    house.settle();
    return outside.last("sam").message();
  }

  private Message fills(String delivery, ButtonAction action, Map<String, String> said) {
    house.fills("sam", delivery, action, said);
    house.settle();
    return outside.last("sam").message();
  }

  private Optional<Form> form(String person, ButtonAction action) {
    return desk.form(new Account("web", "office", person), action);
  }

  private static ButtonAction button(Message message) {
    return message.buttons().stream()
        .filter(it -> it.label().equals(FORM))
        .findFirst()
        .orElseThrow()
        .action();
  }

  @Test
  void several_missing_values_are_asked_for_in_a_form_that_shows_what_was_understood() {
    Message asked = says("d-1", "place laptop-7");
    assertThat(asked.text()).isEqualTo("In which room?");

    Form form = form("sam", button(asked)).orElseThrow();

    assertThat(form.title()).isEqualTo("Place a device");
    assertThat(form.fields())
        .extracting(Form.Field::name, Form.Field::proposal)
        .containsExactly(tuple("device", "laptop-7"), tuple("room", ""), tuple("weeks", ""));
  }

  @Test
  void what_is_sent_is_shown_and_begins_with_a_yes() {
    ButtonAction action = button(says("d-1", "place laptop-7"));

    Message shown =
        fills("d-2", action, Map.of("device", "laptop-8", "room", "Aspen", "weeks", "3"));

    assertThat(shown.text()).isEqualTo("I understood: **Place a device**. Shall I begin?");
    assertThat(shown.facts())
        .contains(
            new Message.Fact("device", "laptop-8"),
            new Message.Fact("room", "Aspen"),
            new Message.Fact("weeks", "3"));
    assertThat(house.store.recent(TENANT, "run", 9)).isEmpty();
    house.presses("sam", "d-3", "Yes, begin");
    house.settle();
    assertThat(house.store.recent(TENANT, "run", 9)).hasSize(1);
  }

  @Test
  void a_doubtful_name_in_a_form_is_asked_about() {
    ButtonAction action = button(says("d-1", "place laptop-7"));

    Message asked =
        fills("d-2", action, Map.of("device", "labtop-8", "room", "Aspen", "weeks", "3"));

    assertThat(asked.text()).startsWith("Did you mean one of these by `labtop-8`?");
  }

  @Test
  void one_question_at_a_time_goes_on_as_before() {
    says("d-1", "place laptop-7");

    Message next = says("d-2", "Aspen");
    assertThat(next.text()).isEqualTo("For how many weeks?");
    assertThat(next.buttons()).isEmpty();

    assertThat(says("d-3", "3").facts())
        .contains(new Message.Fact("room", "Aspen"), new Message.Fact("weeks", "3"));
  }

  @Test
  void a_button_that_can_show_no_form_asks_the_question_again() {
    ButtonAction action = button(says("d-1", "place laptop-7"));

    house.clicks("sam", "d-2", action);
    house.settle();

    assertThat(outside.last("sam").message().text()).isEqualTo("In which room?");
  }

  @Test
  void the_form_is_for_the_one_who_was_asked_and_while_the_question_is_open() {
    ButtonAction action = button(says("d-1", "place laptop-7"));
    assertThat(form("bob", action)).isEmpty();
    assertThat(form("stranger", action)).isEmpty();
    assertThat(desk.isFor(new Account("web", "office", "bob"), action)).isFalse();
    assertThat(desk.isFor(new Account("web", "office", "sam"), action)).isTrue();

    says("d-2", "Aspen");

    assertThat(form("sam", action)).isEmpty();
    Message stale = fills("d-3", action, Map.of("room", "Birch", "weeks", "3"));
    assertThat(stale.facts()).isEmpty();
    assertThat(house.store.recent(TENANT, "run", 9)).isEmpty();
  }

  @Test
  void a_bent_button_opens_nothing() {
    List<ButtonAction> bent =
        List.of(
            ButtonAction.of("inputs"),
            ButtonAction.of("inputs", "x"),
            ButtonAction.of("inputs", "x", "y"),
            ButtonAction.of("inputs", "d2ViL29mZmljZQ", "0000"));

    assertThat(bent).allMatch(action -> form("sam", action).isEmpty());
    bent.forEach(
        action -> {
          house.clicks("sam", "b-" + bent.indexOf(action), action);
          house.settle();
        });
    assertThat(house.store.recent(TENANT, "run", 9)).isEmpty();
  }
}
