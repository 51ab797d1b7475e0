package dev.deskhand.bot.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sentences about what was said before. */
final class ReferringTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "do the same for bob | bob",
        "Please do the same for Bob Berg, too. | Bob Berg",
        "now do that on web-12 | web-12",
        "and for web-12 too | web-12",
        "and for bob | bob",
        "same for bob please | bob",
        "also for bob | bob",
        "web-12 too | web-12",
        "web-01.example.com as well | web-01.example.com",
        "das gleiche für bob | bob",
        "und bitte auch für bob | bob",
        "und für web-12 auch | web-12",
        "la même chose pour bob | bob",
        "et pour bob aussi | bob",
      })
  void the_same_for_something_else(String said, String name) {
    assertThat(Referring.same(said).or(() -> Referring.also(said))).contains(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "restart nginx on web-12",
        "my account is locked",
        "this laptop is much too slow for teams",
        "for three days I have had no mail",
        "the same error appears again",
        "",
        "🙂🙂",
      })
  void other_sentences_are_about_nothing_before(String said) {
    assertThat(Referring.same(said).or(() -> Referring.also(said))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"no, for bob | bob", "no, I meant web-12 | web-12", "nein, für bob | bob"})
  void something_else_instead(String said, String name) {
    assertThat(Referring.instead(said)).contains(name);
  }

  @Test
  void a_mere_no_names_nothing() {
    assertThat(Referring.instead("no")).isEmpty();
    assertThat(Referring.instead("no, cancel")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "the first one, 0",
    "second, 1",
    "the second one please, 1",
    "das dritte, 2",
    "la première, 0"
  })
  void one_of_several_by_its_place(String said, int place) {
    assertThat(Referring.place(said)).isEqualTo(OptionalInt.of(place));
  }

  @Test
  void a_hundred_thousand_characters_do_not_take_long() {
    long begun = System.nanoTime();

    Referring.same("and for ".repeat(12_500));
    Referring.instead("no, ".repeat(25_000));
    Referring.place("the first ".repeat(10_000));

    assertThat(System.nanoTime() - begun).isLessThan(2_000_000_000L);
  }
}
