package dev.deskhand.trees;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.journal.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChoiceMatcherTest {
  private static final ChoiceMatcher SHOWS =
      matcher(
          "authentication-failed", "It says \"Authentication failed\"",
          "drops", "It connects, and drops again",
          "session-active", "It says that a session is already active",
          "nothing", "Nothing happens, or it waits forever");
  private static final ChoiceMatcher WORKS = matcher("yes", "Yes, it works", "no", "No, not yet");
  private static final ChoiceMatcher TRIED =
      matcher("done", "Done", "did-not-work", "That didn't work");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "It says \"Authentication failed\" | authentication-failed",
        "it says authentication failed!! | authentication-failed",
        "AUTHENTICATION FAILED | authentication-failed",
        "authentification failed | authentication-failed",
        "auhtentication faild | authentication-failed",
        "authentication-failed | authentication-failed",
        "drops | drops",
        "2 | drops",
        "2. | drops",
        "#2 | drops",
        "(2) | drops",
        "２ | drops",
        "the second one | drops",
        "Second, please | drops",
        "option two | drops",
        "number 2 | drops",
        "2nd | drops",
        "one | authentication-failed",
        "option one | authentication-failed",
        "the first one | authentication-failed",
        "the last one | nothing",
        "4 | nothing",
        "it says: session is already active | session-active",
        "nothing happens | nothing",
      })
  void words_find_the_choice_that_they_mean(String said, String choice) {
    assertThat(SHOWS.match(said)).contains(new ChoiceId(choice));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "it says",
        "it",
        "5",
        "0",
        "-",
        "99999999999999999999",
        "yes",
        "no",
        "that one",
        "the one",
        "the fifth",
        "first or second",
        "1 2",
        "",
        "   ",
        "\u202e\u200b",
        "hello",
        "🤷",
        "it does not say authentication failed",
        "it connects but says a session is active",
        "drop table walks; --",
        "<script>alert(1)</script>",
        "{{ checks.a.b }}",
        "<@U123> *help*",
      })
  void what_is_unclear_means_nothing(String said) {
    assertThat(SHOWS.match(said)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "yes | yes",
        "Yes! | yes",
        "yep | yes",
        "y | yes",
        "yes it does | yes",
        "it works | yes",
        "Yes, it works now | yes",
        "yeah works fine now | yes",
        "it does | yes",
        "no | no",
        "No. | no",
        "nope | no",
        "n | no",
        "not yet | no",
        "it doesn't | no",
        "it doesn’t | no",
        "no it does not | no",
        "no, still not working | no",
        "does not | no",
        "1 | yes",
        "2 | no",
      })
  void a_yes_and_a_no_are_understood(String said, String choice) {
    assertThat(WORKS.match(said)).contains(new ChoiceId(choice));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "maybe",
        "not sure",
        "I don't know",
        "no idea",
        "yes and no",
        "yes but it drops again",
        "works? no yes",
        "if I restart it yes",
        "yes it works but not from home and also",
      })
  void a_doubtful_yes_is_none(String said) {
    assertThat(WORKS.match(said)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "done | done",
        "Done. | done",
        "yes | done",
        "didn't work | did-not-work",
        "that did not work | did-not-work",
        "no | did-not-work",
        "the second | did-not-work",
        "nope, that didnt work | did-not-work",
      })
  void an_instruction_is_answered_in_words(String said, String choice) {
    assertThat(TRIED.match(said)).contains(new ChoiceId(choice));
  }

  @Test
  void a_flood_of_text_means_nothing_and_takes_no_time() {
    assertThat(SHOWS.match("authentication failed ".repeat(5_000))).isEmpty();
    assertThat(SHOWS.match("a".repeat(100_000))).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void any_text_is_borne(long seed) {
    Random random = new Random(seed);
    for (int round = 0; round < 1_000; round++) {
      StringBuilder text = new StringBuilder();
      random.ints(random.nextInt(40), 0, 0x1ffff).forEach(text::appendCodePoint);

      Optional<ChoiceId> choice = SHOWS.match(text.toString());

      assertThat(choice).isNotNull();
    }
  }

  static LongStream seeds() {
    return Seeds.each(1);
  }

  private static ChoiceMatcher matcher(String... idsAndLabels) {
    List<Choice> choices = new ArrayList<>();
    for (int at = 0; at < idsAndLabels.length; at += 2) {
      choices.add(
          new Choice(new ChoiceId(idsAndLabels[at]), idsAndLabels[at + 1], new NodeId("next")));
    }
    return new ChoiceMatcher(choices);
  }
}
