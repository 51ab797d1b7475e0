package dev.deskhand.bot.work;

import static dev.deskhand.bot.work.House.TENANT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.bot.message.Message;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Names that people say for inputs, in conversations. */
final class SaidInputsTest {
  private final House house = new House();
  private final Outside outside = house.outside;

  private Message answer(String delivery, String text) {
    house.says("sam", delivery, text);
    house.settle();
    return outside.last("sam").message();
  }

  private Message press(String delivery, String label) {
    house.presses("sam", delivery, label);
    house.settle();
    return outside.last("sam").message();
  }

  private static List<String> labels(Message message) {
    return message.buttons().stream().map(Message.Button::label).toList();
  }

  @Test
  void whom_a_sentence_names_is_shown_as_understood() {
    assertThat(answer("d-1", "unlock the account of Ada Adler").facts())
        .contains(new Message.Fact("account", "ada"));
  }

  @Test
  void between_two_people_is_asked_with_buttons() {
    Message asked = answer("d-1", "unlock Ada Adler or Bob Berg");
    assertThat(labels(asked)).containsExactly("Ada Adler (ada)", "Bob Berg (bob)");

    assertThat(press("d-2", "Bob Berg (bob)").facts()).contains(new Message.Fact("account", "bob"));
    assertThat(house.store.recent(TENANT, "run", 9)).isEmpty();
  }

  @Test
  void a_value_that_is_nearly_one_that_is_known_is_asked_about() {
    Message asked = answer("d-1", "wipe labtop-7");
    assertThat(asked.text()).startsWith("Did you mean one of these by `labtop-7`?");
    assertThat(labels(asked)).startsWith("laptop-7").endsWith("labtop-7, as I wrote it");

    assertThat(press("d-2", "laptop-7").facts()).contains(new Message.Fact("device", "laptop-7"));
  }

  @Test
  void of_two_doubtful_values_each_is_asked_about_and_none_is_the_default() {
    answer("d-1", "lend labtop-7 bobb");

    Message next = press("d-2", "laptop-7");
    assertThat(next.text()).startsWith("Did you mean one of these by `bobb`?");
    assertThat(house.store.recent(TENANT, "run", 9)).isEmpty();

    assertThat(press("d-3", labels(next).getFirst()).facts())
        .contains(new Message.Fact("device", "laptop-7"), new Message.Fact("account", "bob"));
  }

  @Test
  void a_name_in_words_behind_a_command_is_shown_as_understood() {
    house.commands("sam", "d-1", "run lend device=laptop-7 account=ada");
    house.settle();
    assertThat(house.store.recent(TENANT, "run", 9)).hasSize(1);

    house.commands("sam", "d-2", "run wipe");
    house.settle();
    assertThat(answer("d-3", "Laptop 8").text()).contains("Shall I begin?");
  }

  @Test
  void what_was_written_can_be_meant_as_it_stands_and_is_not_asked_about_again() {
    answer("d-1", "wipe labtop-7");

    assertThat(press("d-2", "labtop-7, as I wrote it").facts())
        .contains(new Message.Fact("device", "labtop-7"));
  }

  @Test
  void an_answer_is_looked_at_as_a_sentence_is_and_a_command_is_not() {
    answer("d-1", "wipe");
    assertThat(answer("d-2", "laptop 8").facts()).contains(new Message.Fact("device", "laptop-8"));

    house.commands("sam", "d-3", "run wipe device=labtop-7");
    house.settle();
    assertThat(house.store.recent(TENANT, "run", 9)).hasSize(1);
  }

  private Message command(String delivery, String text) {
    house.commands("sam", delivery, text);
    house.settle();
    return outside.last("sam").message();
  }

  @Test
  void behind_a_command_a_person_may_be_mentioned_or_named_and_is_shown_as_understood() {
    Message.Fact cleo = new Message.Fact("account", "cleo");

    assertThat(command("d-1", "run lend device=laptop-7 account=@U0CLEO").facts()).contains(cleo);
    assertThat(command("d-2", "run lend device=laptop-7 account=@cleo").facts()).contains(cleo);
    assertThat(command("d-3", "run lend device=laptop-7 account=\"Cleo Cole\"").facts())
        .contains(cleo);
    assertThat(command("d-4", "run lend device=laptop-7 account=\"@Cleo Cole\"").facts())
        .contains(cleo);
    assertThat(house.store.recent(TENANT, "run", 9)).isEmpty();
  }

  @Test
  void behind_a_command_an_id_means_who_has_it_and_whoever_is_like_nobody_is_refused() {
    assertThat(command("d-1", "run lend device=laptop-7 account=\"Zoltan Zzyzx\"").text())
        .contains("expected a person's id");
    assertThat(command("d-2", "run lend device=laptop-7 account=@U0NOBODY").text())
        .contains("expected a person's id");
    assertThat(house.store.recent(TENANT, "run", 9)).isEmpty();

    var _ = command("d-3", "run lend device=laptop-7 account=cleo");
    assertThat(house.store.recent(TENANT, "run", 9)).hasSize(1);
  }

  @Test
  void behind_a_command_between_two_of_one_name_is_asked_with_buttons() {
    house.directory.take(Map.of("cleo2", List.of("Cleo Cole")), List.of());

    Message asked = command("d-1", "run lend device=laptop-7 account=\"Cleo Cole\"");

    assertThat(labels(asked)).startsWith("Cleo Cole (cleo)", "Cleo Cole (cleo2)");
    assertThat(press("d-2", "Cleo Cole (cleo2)").facts())
        .contains(new Message.Fact("account", "cleo2"));
  }

  @Test
  void whom_a_sentence_mentions_is_shown_as_understood() {
    assertThat(answer("d-1", "unlock the account of @U0CLEO, please").facts())
        .contains(new Message.Fact("account", "cleo"));
  }

  @Test
  void people_and_groups_of_the_directory_are_known_too() {
    house.directory.take(Map.of("mreyes", List.of("Maria Reyes")), List.of("Aspen Hall"));

    assertThat(answer("d-1", "unlock the account of Maria Reyes").facts())
        .contains(new Message.Fact("account", "mreyes"));

    answer("d-2", "place laptop-7");
    Message asked = answer("d-3", "Aspen Hal");
    assertThat(labels(asked)).startsWith("Aspen Hall");
  }

  @Test
  void somebody_may_go_back_to_the_input_before_or_begin_anew_or_have_a_person() {
    assertThat(answer("d-1", "run copy").text()).startsWith("Whose?");
    assertThat(answer("d-2", "bob").text()).startsWith("How many?");
    assertThat(answer("d-3", "back").text()).startsWith("Whose?");
    assertThat(answer("d-4", "cleo").text()).startsWith("How many?");
    assertThat(answer("d-5", "start over").text()).startsWith("Whose?");

    house.says("sam", "d-6", "I want to talk to a person");
    house.settle();

    assertThat(outside.opened()).hasSize(1);
    assertThat(outside.openings().getFirst().text().value()).isEqualTo("run copy");
    assertThat(house.store.recent(TENANT, "run", 9)).isEmpty();
  }
}
