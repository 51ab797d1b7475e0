package dev.deskhand.content.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.content.Problem;
import dev.deskhand.content.Problems;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a mapping says when a key is not what was expected. */
final class YamlMappingTest {
  private final Problems problems = new Problems();

  private enum Colour {
    RED,
    DARK_BLUE
  }

  @Test
  void an_unknown_key_names_the_nearest_known_one() {
    mapping("retires: 3\nzzz: 1\n").allowOnly(problems, "retries", "timeout");

    assertThat(told())
        .containsExactly(
            "t.yaml:1:1: unknown key 'retires': did you mean 'retries'?",
            "t.yaml:2:1: unknown key 'zzz': known are: retries, timeout");
  }

  @Test
  void a_missing_text_is_a_problem_at_the_mapping() {
    assertThat(mapping("a: 1").text("name", problems)).isEmpty();
    assertThat(told()).containsExactly("t.yaml:1:1: 'name' is missing: write name: …");
  }

  @Test
  void an_empty_text_is_a_problem_at_its_place() {
    mapping("name: '  '").text("name", problems);

    assertThat(told()).containsExactly("t.yaml:1:7: 'name' is empty: write name: …");
  }

  @Test
  void a_list_where_a_text_belongs_is_one_problem() {
    mapping("name: [a]").text("name", problems);

    assertThat(told()).containsExactly("t.yaml:1:7: 'name': expected a text, found a list");
  }

  @Test
  void a_text_where_a_mapping_belongs_reads_as_an_empty_mapping() {
    assertThat(mapping("a: b").mapping("a", problems).values()).isEmpty();
    assertThat(told())
        .containsExactly("t.yaml:1:4: 'a': expected a mapping (key: value), found a text");
  }

  @Test
  void a_single_value_reads_as_a_list_of_one() {
    assertThat(mapping("a: b").texts("a", problems)).containsExactly("b");
    assertThat(mapping("a: b").texts("c", problems)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "30s,PT30S",
    "15m,PT15M",
    "1h30m,PT1H30M",
    "2d,PT48H",
    "P2D,PT48H",
    "pt4h,PT4H",
    "0s,PT0S"
  })
  void lengths_of_time_are_read(String written, Duration expected) {
    assertThat(mapping("a: " + written).duration("a", problems)).contains(expected);
    assertThat(told()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"15", "-5m", "1y", "soon", "''", "P", "99999999999999999999h"})
  void what_is_no_length_of_time_is_a_problem(String written) {
    assertThat(mapping("a: " + written).duration("a", problems)).isEmpty();
    assertThat(told()).singleElement().asString().contains("expected a length of time");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.5", "a", "''", "99999999999"})
  void what_is_no_whole_number_is_a_problem(String written) {
    assertThat(mapping("a: " + written).integer("a", problems)).isEmpty();
    assertThat(told()).singleElement().asString().contains("expected a whole number");
  }

  @Test
  void a_choice_is_written_with_hyphens() {
    assertThat(mapping("a: dark-blue").choice("a", Colour.class, problems))
        .contains(Colour.DARK_BLUE);
    assertThat(mapping("a: DARK_BLUE").choice("a", Colour.class, problems)).isEmpty();
    assertThat(told())
        .containsExactly("t.yaml:1:4: 'a': unknown value 'DARK_BLUE': known are: dark-blue, red");
  }

  private YamlMapping mapping(String text) {
    return YamlReader.read("t.yaml", text, problems).orElseThrow().asMapping("the file", problems);
  }

  private List<String> told() {
    return problems.all().stream().map(Problem::toString).toList();
  }
}
