package dev.deskhand.bot.work;

import static dev.deskhand.bot.work.House.TENANT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.bot.message.Message;
import dev.deskhand.runbooks.run.Run;
import dev.deskhand.runbooks.run.RunId;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What people say about what was said before. */
final class ContextTest {
  private final House house = new House();
  private final Outside outside = house.outside;

  private Message says(String person, String delivery, String text) {
    house.says(person, delivery, text);
    house.settle();
    return outside.posts().stream()
        .filter(it -> it.replaces().isEmpty() && it.conversation().place().equals(person))
        .map(it -> it.message())
        .reduce((_, later) -> later)
        .orElseThrow();
  }

  private List<String> devices() {
    return house.store.recent(TENANT, "run", 9).stream()
        .map(key -> house.runs.find(TENANT, RunId.of(key)).orElseThrow().run())
        .map(run -> Objects.requireNonNull(run.plan().inputs().get("device")).text())
        .sorted()
        .toList();
  }

  private void begin(String delivery, String device) {
    says("ada", delivery, "wipe " + device);
    says("ada", delivery + "-yes", "yes");
  }

  @Test
  void the_same_for_something_else_is_shown_first_and_begins_with_a_yes() {
    begin("d-1", "laptop-7");

    Message shown = says("ada", "d-2", "and for laptop-8 too");
    assertThat(shown.text()).contains("Wipe a device", "Shall I begin?");
    assertThat(shown.facts()).contains(new Message.Fact("device", "laptop-8"));
    assertThat(devices()).containsExactly("laptop-7");

    says("ada", "d-3", "yes");
    assertThat(devices()).containsExactly("laptop-7", "laptop-8");
  }

  @Test
  void what_was_shown_can_be_meant_for_something_else() {
    says("ada", "d-1", "wipe laptop-7");

    assertThat(says("ada", "d-2", "no, laptop-9").facts())
        .contains(new Message.Fact("device", "laptop-9"));
    says("ada", "d-3", "yes");

    assertThat(devices()).containsExactly("laptop-9");
  }

  @Test
  void a_name_that_is_nearly_right_is_asked_about_here_too() {
    begin("d-1", "laptop-7");

    assertThat(says("ada", "d-2", "do the same for labtop-8").text())
        .startsWith("Did you mean one of these by `labtop-8`?");
    assertThat(says("ada", "d-3", "the second one").text()).contains("Shall I begin?");
  }

  @Test
  void it_is_forgotten_after_half_an_hour_and_never_another_persons() {
    begin("d-1", "laptop-7");

    assertThat(says("bob", "d-2", "do the same for laptop-8").text())
        .startsWith("I did not understand");
    house.saysIn("ada", "bob", "d-3", "do the same for laptop-8");
    house.settle();
    assertThat(outside.said("ada").getLast()).startsWith("I did not understand");
    house.clock.advance(Duration.ofMinutes(31));
    assertThat(says("ada", "d-4", "do the same for laptop-8").text())
        .startsWith("I did not understand");
  }

  @Test
  void who_may_not_begin_it_may_not_repeat_it() {
    says("sam", "d-1", "unlock the account of Ada Adler");
    says("sam", "d-2", "yes");
    RunId first = RunId.of(house.store.recent(TENANT, "run", 1).getFirst());

    says("sam", "d-3", "do the same for bob");
    says("sam", "d-4", "yes");

    RunId second = RunId.of(house.store.recent(TENANT, "run", 1).getFirst());
    assertThat(second).isNotEqualTo(first);
    assertThat(house.runs.find(TENANT, second).orElseThrow().run().phase())
        .isInstanceOf(Run.Phase.AwaitingApproval.class);
  }

  @Test
  void cancel_that_cancels_what_was_begun_last() {
    house.commands("ada", "d-1", "run agree");
    house.settle();
    RunId run = RunId.of(house.store.recent(TENANT, "run", 1).getFirst());

    assertThat(says("ada", "d-2", "cancel that").text()).isEqualTo("It was cancelled.");

    assertThat(house.runs.find(TENANT, run).orElseThrow().run().hasEnded()).isTrue();
  }

  @Test
  void one_of_several_is_meant_by_its_place() {
    says("ada", "d-1", "either");

    assertThat(says("ada", "d-2", "the first one").buttons()).isNotEmpty();
    assertThat(house.store.recent(TENANT, "walk", 9)).hasSize(1);
  }
}
