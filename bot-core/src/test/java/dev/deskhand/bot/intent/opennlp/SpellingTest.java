package dev.deskhand.bot.intent.opennlp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SpellingTest {
  private static final List<Words> TAUGHT =
      Stream.of(
              "what is the meaning of life",
              "i like this song",
              "my name is too long",
              "when must i change the oil",
              "tell me where you are from")
          .map(Normaliser::words)
          .toList();

  /** Some common words, many others, and some that are known but rare. */
  private static final List<String> LANGUAGE = language();

  private final Spelling spelling = new Spelling(TAUGHT, LANGUAGE);

  @Test
  void of_two_words_that_are_as_near_the_one_that_fits_between_its_neighbours_is_meant() {
    assertThat(repaired("the meaning of liwe")).isEqualTo("the meaning of life");
    assertThat(repaired("i liwe this")).isEqualTo("i like this");
    assertThat(repaired("tell me wcere you are")).isEqualTo("tell me where you are");
  }

  @Test
  void a_word_that_lost_a_letter_and_is_short_now_is_still_repaired() {
    assertThat(repaired("my nme is bob")).isEqualTo("my name is bob");
  }

  @Test
  void a_rare_word_gives_way_to_a_taught_one_between_the_same_neighbours_only() {
    assertThat(repaired("hen must i change it")).isEqualTo("when must i change it");
    assertThat(repaired("feed a hen today")).isEqualTo("feed a hen today");
  }

  @Test
  void a_common_word_is_never_doubted() {
    assertThat(repaired("the meaning of like")).isEqualTo("the meaning of like");
    assertThat(repaired("were you are")).isEqualTo("were you are");
  }

  @Test
  void without_a_language_only_a_single_taught_word_is_meant() {
    Spelling alone = new Spelling(TAUGHT, List.of());

    assertThat(alone.repair(Normaliser.words("the meanin of liwe")).text())
        .isEqualTo("the meaning of liwe");
  }

  private String repaired(String text) {
    return spelling.repair(Normaliser.words(text)).text();
  }

  private static List<String> language() {
    List<String> words =
        new ArrayList<>(List.of("the", "of", "were", "like", "when", "life", "name", "where"));
    IntStream.range(0, 5_000).forEach(i -> words.add("filler" + (char) ('a' + i % 26) + i));
    words.add("hen");
    return words;
  }
}
