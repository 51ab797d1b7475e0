package dev.deskhand.bot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.content.InputType;
import dev.deskhand.runbooks.InputDeclaration;
import dev.deskhand.runbooks.InputDeclaration.Presence;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Days and lengths of time, where an input is one. */
final class SaidValuesTest {
  private static final ZonedDateTime NOW =
      ZonedDateTime.parse("2026-11-18T14:30:00+01:00[Europe/Berlin]");
  private static final InputDeclaration GROUP =
      input("group", new InputType.Text(Optional.empty()));
  private static final InputDeclaration DURATION = input("duration", new InputType.Span());
  private static final InputDeclaration DAY = input("last-day", new InputType.Day());

  private static InputDeclaration input(String name, InputType type) {
    return new InputDeclaration(name, type, name + "?", new Presence.Required());
  }

  private static Map<String, String> in(String sentence, InputDeclaration... inputs) {
    return SaidValues.in(sentence, Map.of(), List.of(inputs), NOW);
  }

  @Test
  void a_sentence_fills_a_date_and_a_duration_that_are_missing() {
    assertThat(in("access to sales for two hours", GROUP, DURATION))
        .isEqualTo(Map.of("duration", "2h"));
    assertThat(in("let her in until friday 18:00", DURATION))
        .isEqualTo(Map.of("duration", "51h30m"));
    assertThat(in("bob leaves at the end of next month", DAY))
        .isEqualTo(Map.of("last-day", "2026-12-31"));
  }

  @Test
  void no_other_input_is_filled_and_what_is_given_stays() {
    assertThat(in("from tomorrow on", GROUP)).isEmpty();
    assertThat(SaidValues.in("for 3 days", Map.of("duration", "1h"), List.of(DURATION), NOW))
        .isEqualTo(Map.of("duration", "1h"));
  }

  @Test
  void what_could_be_one_or_the_other_is_left_to_be_asked() {
    assertThat(in("from tomorrow or on friday", DAY)).isEmpty();
    assertThat(in("tomorrow", DAY, input("first-day", new InputType.Day()))).isEmpty();
  }

  @Test
  void a_value_in_words_becomes_the_form_that_inputs_take() {
    assertThat(
            SaidValues.meant(
                Map.of("duration", "half an hour", "last-day", "morgen", "group", "morgen"),
                List.of(DURATION, DAY, GROUP),
                NOW))
        .isEqualTo(Map.of("duration", "30m", "last-day", "2026-11-19", "group", "morgen"));
    assertThat(SaidValues.meant(Map.of("last-day", "soon"), List.of(DAY), NOW))
        .isEqualTo(Map.of("last-day", "soon"));
  }
}
