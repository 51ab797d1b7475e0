package dev.deskhand.bot.intent.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What was written down before there was a grammar. */
final class TimeReaderTest {
  private static final ZonedDateTime NOW =
      ZonedDateTime.parse("2026-11-18T14:30:00+01:00[Europe/Berlin]");

  private static List<String> lines(String file) throws IOException {
    return Files.readAllLines(Path.of("src/test/resources/times", file)).stream()
        .filter(line -> !line.startsWith("#"))
        .toList();
  }

  private static String read(String text) {
    return TimeReader.read(text, NOW).stream()
        .map(found -> shown(found.when()))
        .collect(Collectors.joining(" and "));
  }

  private static String shown(When when) {
    return switch (when) {
      case When.Point(var day, var time, var role) ->
          role.name().toLowerCase(java.util.Locale.ROOT)
              + " "
              + day
              + time.map(it -> "T" + it).orElse("");
      case When.Length(var period, var duration) ->
          "for "
              + (period.isZero() ? duration.toString() : period.toString())
              + (period.isZero() || duration.isZero() ? "" : duration.toString().substring(1));
    };
  }

  /** In hours and minutes, however it was written. */
  private static String plain(String expected) {
    return expected.startsWith("for PT")
        ? "for " + Duration.parse(expected.substring("for ".length()))
        : expected;
  }

  @Test
  void of_two_hundred_expressions_at_least_ninety_five_in_a_hundred_are_read_rightly()
      throws IOException {
    List<String> wrong = new ArrayList<>();
    List<String> lines = lines("expressions.txt");
    for (String line : lines) {
      String[] parts = line.split(" \\| ", 2);
      if (!read(parts[0]).equals(plain(parts[1]))) {
        wrong.add(parts[0] + ": " + read(parts[0]) + " instead of " + parts[1]);
      }
    }

    assertThat(lines).hasSize(200);
    assertThat(wrong).as("at most ten of 200").hasSizeLessThanOrEqualTo(10);
  }

  @Test
  void in_two_hundred_sentences_to_a_help_desk_no_time_is_seen() throws IOException {
    List<String> lines = lines("nothing.txt");

    assertThat(lines).hasSize(200).allSatisfy(line -> assertThat(read(line)).isEmpty());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"1,5 Stunden | for PT1H30M", "2,5 hours | for PT2H30M", "0,5 hours | for PT30M"})
  void a_comma_in_a_number_is_a_point(String text, String expected) {
    assertThat(read(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0,5h", "1,000 seconds", "10,20,30 minutes"})
  void a_number_that_may_be_another_is_not_cut(String text) {
    assertThat(read(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"03/04/2026", "31.2.2026", "2026-13-01", "for 99999999999 days", "at 25:00"})
  void what_could_be_two_days_or_is_none_is_not_guessed(String text) {
    assertThat(read(text)).isEmpty();
  }

  @Test
  void where_in_the_text_it_stands_is_told() {
    String text = "please give bob access until monday 9am, thanks";

    assertThat(TimeReader.read(text, NOW))
        .extracting(found -> text.substring(found.begin(), found.end()))
        .containsExactly("until monday 9am");
  }

  @Test
  void an_end_becomes_a_length_where_the_asker_is() {
    When.Point friday = (When.Point) TimeReader.read("until friday", NOW).getFirst().when();
    When.Point spring = (When.Point) TimeReader.read("until 2027-03-28", NOW).getFirst().when();
    ZonedDateTime eve = ZonedDateTime.parse("2027-03-28T00:00:00+01:00[Europe/Berlin]");

    assertThat(friday.span(NOW)).contains(Duration.ofHours(57).plusMinutes(30));
    assertThat(spring.span(eve)).as("an hour is skipped").contains(Duration.ofHours(23));
    assertThat(friday.span(NOW.plusDays(4))).isEmpty();
  }

  @Test
  void a_hundred_thousand_characters_do_not_take_long() {
    long begun = System.nanoTime();

    TimeReader.read("until the end of next 24.12. ".repeat(4_000), NOW);

    assertThat(System.nanoTime() - begun).isLessThan(2_000_000_000L);
  }
}
