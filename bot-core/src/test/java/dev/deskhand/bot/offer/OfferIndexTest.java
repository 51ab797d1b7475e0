package dev.deskhand.bot.offer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.content.ContentVersion;
import dev.deskhand.trees.TreeId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class OfferIndexTest {
  private final OfferIndex index =
      new OfferIndex(
          List.of(
              offer("printer", "Clear a print queue", "Cancels what waits.", "paper"),
              offer("unlock", "Unlock my account", "After wrong passwords.", "locked out"),
              offer("password", "A new password", "Shown once.", "forgotten"),
              offer("network", "Réseau lent", "", "WLAN")),
          offer -> offer.name().value().equals("network") ? List.of("wireless") : List.of());

  private static Offer offer(String name, String title, String about, String word) {
    return new Offer(
        new OfferName(name),
        new Offer.Face(title, "", about, List.of(word)),
        new Subject.OfTree(new TreeId("tree")),
        Audience.EVERYBODY,
        Optional.empty(),
        ContentVersion.of(name));
  }

  private List<String> found(String words) {
    return index.find(words).stream().map(it -> it.name().value()).toList();
  }

  @Test
  void every_word_has_to_be_there_and_may_be_a_beginning() {
    assertThat(found("print")).containsExactly("printer");
    assertThat(found("QUEUE, pap")).containsExactly("printer");
    assertThat(found("queue password")).isEmpty();
    assertThat(found("rint")).isEmpty();
  }

  @Test
  void the_title_counts_for_more_than_the_sentence() {
    assertThat(found("password")).containsExactly("password", "unlock");
  }

  @Test
  void the_words_of_what_is_offered_find_it_too() {
    assertThat(found("wireless")).containsExactly("network");
  }

  @Test
  void accents_and_capitals_make_no_difference() {
    assertThat(found("reseau")).containsExactly("network");
    assertThat(found("RÉSEAU wlan")).containsExactly("network");
  }

  @Test
  void without_words_everything_is_there_by_title() {
    assertThat(found(" ?! ")).containsExactly("password", "printer", "network", "unlock");
  }

  @Test
  void a_search_of_a_hundred_thousand_characters_is_cut_short() {
    assertThat(found("a".repeat(100_000))).isEmpty();
    assertThat(found("print ".repeat(20_000))).containsExactly("printer");
    assertThat(found("\u202e\u0000print\u0007")).containsExactly("printer");
  }
}
