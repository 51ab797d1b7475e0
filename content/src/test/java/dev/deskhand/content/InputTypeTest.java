package dev.deskhand.content;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.content.InputType.Choice;
import dev.deskhand.content.InputType.Host;
import dev.deskhand.content.InputType.PersonInput;
import dev.deskhand.content.InputType.Reading;
import dev.deskhand.content.InputType.Span;
import dev.deskhand.content.InputType.Text;
import dev.deskhand.content.InputType.Truth;
import dev.deskhand.content.InputType.Whole;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people say becomes a value in one form, or is refused in words that repeat nothing. */
final class InputTypeTest {
  private static final Text TEXT = new Text(Optional.empty());
  private static final List<InputType> ALL =
      List.of(
          TEXT,
          new Whole(),
          new Truth(),
          new Span(),
          new Choice(List.of("low", "high")),
          new PersonInput(),
          new Host());

  record Said(InputType type, String said, String canonical) {}

  static Stream<Said> values() {
    return Stream.of(
        new Said(TEXT, "-rf \"/\" 'x' `id` $(id)\n\ttab", "-rf \"/\" 'x' `id` $(id)\n\ttab"),
        new Said(TEXT, "Grüße 🙂", "Grüße 🙂"),
        new Said(TEXT, "", ""),
        new Said(new Whole(), " +007 ", "7"),
        new Said(new Whole(), "-9223372036854775808", "-9223372036854775808"),
        new Said(new Whole(), "٤٢", "42"),
        new Said(new Truth(), "Yes", "true"),
        new Said(new Truth(), " no\n", "false"),
        new Said(new Span(), "15m", "15m"),
        new Said(new Span(), "p1d", "24h"),
        new Said(new Span(), "90s", "1m30s"),
        new Said(new Choice(List.of("low", "high")), " low ", "low"),
        new Said(new Choice(List.of("1", "2"), new Whole()), " +01 ", "1"),
        new Said(new Choice(List.of("4h"), new Span()), "240m", "4h"),
        new Said(new PersonInput(), "Ada", "ada"),
        new Said(new PersonInput(), "ada.byron_1-x", "ada.byron_1-x"),
        new Said(new Host(), " web-01.example.test ", "web-01.example.test"));
  }

  @ParameterizedTest
  @MethodSource("values")
  void a_value_has_one_form(Said row) {
    assertThat(row.type().read(row.said())).isEqualTo(new Reading.Value(row.canonical()));
  }

  @ParameterizedTest
  @MethodSource("values")
  void that_form_reads_as_itself(Said row) {
    assertThat(row.type().read(row.canonical())).isEqualTo(new Reading.Value(row.canonical()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-rf",
        "--help",
        "@/etc/passwd",
        "a b",
        "a\"b",
        "a'b",
        "a;b",
        "a$b",
        "a\nb",
        "a\u0000",
        "",
        "a/b",
        "..",
        "ä",
        "a|b",
        "*",
        "a\u202Eb",
        "\u212A9"
      })
  void names_of_people_and_hosts_have_no_room_for_tricks(String hostile) {
    assertThat(new PersonInput().read(hostile)).isInstanceOf(Reading.Mismatch.class);
    assertThat(new Host().read(hostile)).isInstanceOf(Reading.Mismatch.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\u0000b", "\u001B[31m", "a\rb", "\u0085", "\uD800", "a\uDC00b"})
  void a_text_has_no_control_characters_and_no_half_ones(String hostile) {
    assertThat(TEXT.read(hostile)).isInstanceOf(Reading.Mismatch.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1.5", "0x10", "9223372036854775808", "1e3", "--1", "1 2"})
  void what_is_no_whole_number_is_refused(String said) {
    assertThat(new Whole().read(said)).isEqualTo(new Reading.Mismatch("expected a whole number"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "15", "-15m", "PT-1H", "1y", "soon", "P", "999999999999999999999h"})
  void what_is_no_length_of_time_is_refused(String said) {
    assertThat(new Span().read(said)).isInstanceOf(Reading.Mismatch.class);
  }

  @Test
  void a_pattern_holds_for_the_whole_text() {
    Text order = new Text(Optional.of(Pattern.compile("[A-Z]{2}-\\d+")));

    assertThat(order.read("AB-12")).isEqualTo(new Reading.Value("AB-12"));
    assertThat(order.read("AB-12\n")).isInstanceOf(Reading.Mismatch.class);
    assertThat(order.read("x AB-12")).isInstanceOf(Reading.Mismatch.class);
  }

  @Test
  void a_pattern_that_would_never_end_ends() {
    Text slow = new Text(Optional.of(Pattern.compile("(a+)+b")));

    assertThat(slow.read("a".repeat(1_000))).isInstanceOf(Reading.Mismatch.class);
  }

  @Test
  void a_pattern_that_recurses_does_not_overflow() {
    Text recursing = new Text(Optional.of(Pattern.compile("(a|b)*")));

    assertThat(recursing.read("ab".repeat(500))).isInstanceOf(Reading.Value.class);
    assertThat(recursing.read("ab".repeat(5_000))).isInstanceOf(Reading.Mismatch.class);
  }

  @Test
  void megabytes_are_refused_by_every_type() {
    for (InputType type : ALL) {
      assertThat(type.read("9".repeat(5_000_000)))
          .isEqualTo(new Reading.Mismatch("expected at most 10,000 characters, found 5000000"));
    }
  }

  @Test
  void no_refusal_repeats_what_was_said() {
    for (InputType type : ALL) {
      if (type.read("hunter2\u0000secret") instanceof Reading.Mismatch(String message)) {
        assertThat(message).doesNotContain("hunter2");
      } else {
        throw new AssertionError(type.label() + " took a control character");
      }
    }
  }
}
