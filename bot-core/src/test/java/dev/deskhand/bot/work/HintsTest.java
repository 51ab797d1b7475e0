package dev.deskhand.bot.work;

import static dev.deskhand.bot.work.House.TENANT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.bot.hint.Hint;
import dev.deskhand.bot.hint.HintEvent.Cause;
import dev.deskhand.bot.hint.HintEvent.How;
import dev.deskhand.bot.hint.HintStore;
import dev.deskhand.bot.intent.Intent;
import dev.deskhand.journal.Position;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What people do after a sentence that was not understood tells what it meant. */
final class HintsTest {
  private static final Duration LATER = Duration.ofMinutes(31);

  private final House house = new House();
  private final HintStore store = new HintStore(house.store, house.vault);

  private void says(String delivery, String text) {
    house.says("ada", delivery, text);
    house.settle();
  }

  private void presses(String delivery, String label) {
    house.presses("ada", delivery, label);
    house.settle();
  }

  private List<Hint> hints() {
    return store.recent(TENANT).stream().flatMap(stored -> stored.hints().stream()).toList();
  }

  private static Optional<String> meant(Hint hint) {
    return hint.meaning().map(it -> it.intent().id() + " " + it.how());
  }

  @Test
  void what_somebody_picks_is_what_their_sentence_meant() {
    says("d-1", "either");
    presses("d-2", "Unlock an account");

    assertThat(hints())
        .singleElement()
        .extracting(HintsTest::meant)
        .isEqualTo(Optional.of("unlock-account " + How.PICKED));
    assertThat(hints().getFirst().tells(house.clock.instant())).isTrue();
  }

  @Test
  void a_tree_that_is_picked_by_its_place_counts_too() {
    says("d-1", "either");
    says("d-2", "the first one");

    assertThat(hints())
        .singleElement()
        .extracting(HintsTest::meant)
        .isEqualTo(Optional.of("vpn-not-connecting " + How.PICKED));
  }

  @Test
  void an_offer_of_which_nothing_is_picked_tells_that_once_it_is_over() {
    says("d-1", "either");

    Hint hint = hints().getFirst();

    assertThat(hint.cause()).isEqualTo(Cause.UNSURE);
    assertThat(hint.offered()).extracting(Intent::id).contains("unlock-account");
    assertThat(hint.tells(house.clock.instant())).isFalse();
    assertThat(hint.tells(house.clock.instant().plus(LATER))).isTrue();
  }

  @Test
  void a_no_tells_that_it_was_something_else_and_what_comes_next_tells_what() {
    says("d-1", "wipe laptop-7");
    says("d-2", "no");
    assertThat(hints()).singleElement().extracting(Hint::cause).isEqualTo(Cause.REFUSED);

    says("d-3", "VPN is broken");

    assertThat(hints())
        .singleElement()
        .extracting(HintsTest::meant)
        .isEqualTo(Optional.of("vpn-not-connecting " + How.CORRECTED));
  }

  @Test
  void what_is_begun_after_a_no_is_no_correction_if_it_is_the_same() {
    says("d-1", "wipe laptop-7");
    says("d-2", "no");
    says("d-3", "wipe laptop-8");
    says("d-4", "yes");

    assertThat(hints()).singleElement().extracting(Hint::meaning).isEqualTo(Optional.empty());
  }

  @Test
  void a_command_tells_what_the_sentence_before_had_meant() {
    says("d-1", "my keyboard is on fire");
    assertThat(hints().getFirst().tells(house.clock.instant().plus(LATER))).isFalse();

    house.commands("ada", "d-2", "run unlock-account");
    house.settle();

    assertThat(hints())
        .singleElement()
        .satisfies(hint -> assertThat(hint.text()).isEqualTo("my keyboard is on fire"))
        .extracting(HintsTest::meant)
        .isEqualTo(Optional.of("unlock-account " + How.STARTED));
  }

  @Test
  void a_command_long_after_tells_nothing() {
    says("d-1", "my keyboard is on fire");
    house.clock.advance(Duration.ofMinutes(20));

    house.commands("ada", "d-2", "run unlock-account");
    house.settle();

    assertThat(hints()).singleElement().extracting(Hint::meaning).isEqualTo(Optional.empty());
  }

  @Test
  void somebody_elses_command_tells_nothing_of_it() {
    says("d-1", "my keyboard is on fire");

    house.commands("bob", "d-2", "run unlock-account");
    house.settle();

    assertThat(hints()).singleElement().extracting(Hint::meaning).isEqualTo(Optional.empty());
  }

  @Test
  void what_was_understood_is_no_hint() {
    says("d-1", "wipe laptop-7");
    says("d-2", "yes");

    assertThat(hints()).isEmpty();
  }

  @Test
  void a_sentence_counts_once_and_their_number_is_bounded() {
    for (int i = 0; i < 60; i++) {
      says("d-" + i, "either  WAY " + i % 58);
      house.clock.advance(Duration.ofSeconds(10));
    }
    says("d-again", "Either way 1");

    assertThat(hints()).hasSize(50);
    assertThat(hints()).extracting(Hint::id).doesNotHaveDuplicates();
  }

  @Test
  void a_sentence_too_long_to_teach_anything_is_not_kept() {
    says("d-1", "either " + "x".repeat(100_000));

    assertThat(hints()).isEmpty();
  }

  @Test
  void sentences_are_sealed_and_gone_with_their_key() {
    says("d-1", "either of my two secrets");

    assertThat(hints()).hasSize(1);
    assertThat(house.store.tail(Position.START, 1_000))
        .isNotEmpty()
        .noneMatch(recorded -> recorded.event().body().contains("secrets"));
    house.keys.destroy(TENANT, "ada");
    assertThat(hints()).isEmpty();
  }
}
