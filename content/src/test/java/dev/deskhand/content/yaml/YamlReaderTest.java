package dev.deskhand.content.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.content.Problem;
import dev.deskhand.content.Problems;
import dev.deskhand.content.SourcePosition;
import java.util.List;
import org.junit.jupiter.api.Test;

/** YAML is read with positions, and what is hostile is refused. */
final class YamlReaderTest {
  private final Problems problems = new Problems();

  @Test
  void every_value_knows_its_line_and_column() {
    YamlMapping root = mapping("name: unlock\nsteps:\n  - run: ldap\n  - {run: http}\n");

    assertThat(root.placeOf("name")).isEqualTo(at(1, 7));
    assertThat(root.keys().get("steps")).isEqualTo(at(2, 1));
    assertThat(root.list("steps").getFirst().at()).isEqualTo(at(3, 5));
    assertThat(root.list("steps").getLast().at()).isEqualTo(at(4, 5));
  }

  @Test
  void columns_count_characters_even_after_umlauts() {
    YamlMapping root = mapping("{ größe: viel, ä: b }");

    assertThat(root.placeOf("ä")).isEqualTo(at(1, 19));
  }

  @Test
  void what_looks_like_something_else_stays_a_text() {
    YamlMapping root = mapping("a: no\nb: 1.10\nc: 2026-01-01\nd: null\ne: ~\nf:\ng: 0x1F\n");

    assertThat(List.of("a", "b", "c", "d", "e", "f", "g"))
        .map(key -> root.optionalText(key, problems).orElseThrow())
        .containsExactly("no", "1.10", "2026-01-01", "null", "~", "", "0x1F");
  }

  @Test
  void a_key_that_stands_twice_is_a_problem_that_names_both_places() {
    YamlMapping root = mapping("a: 1\nb: 2\na: 3\n");

    assertThat(told()).containsExactly("t.yaml:3:1: 'a' stands here twice; first at t.yaml:1:1");
    assertThat(root.text("a", problems)).isEqualTo("1");
  }

  @Test
  void aliases_are_followed() {
    YamlMapping root = mapping("a: &x [1, 2]\nb: *x\n");

    assertThat(root.texts("b", problems)).containsExactly("1", "2");
    assertThat(told()).isEmpty();
  }

  @Test
  void an_alias_bomb_is_refused() {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x,x,x,x,x,x,x,x,x]\n");
    for (int level = 1; level < 9; level++) {
      String before = "*a" + (level - 1);
      bomb.append("a" + level + ": &a" + level + " [" + (before + ",").repeat(8) + before + "]\n");
    }

    assertThat(YamlReader.read("t.yaml", bomb.toString(), problems)).isEmpty();
    assertThat(told()).singleElement().asString().contains("aliases");
  }

  @Test
  void a_bomb_of_few_aliases_is_refused_by_what_it_grows_to() {
    StringBuilder bomb = new StringBuilder("a0: &a0 [" + "x,".repeat(900) + "x]\n");
    for (int level = 1; level < 9; level++) {
      String before = "*a" + (level - 1);
      bomb.append("a" + level + ": &a" + level + " [" + (before + ",").repeat(4) + before + "]\n");
    }

    assertThat(YamlReader.read("t.yaml", bomb.toString(), problems)).isEmpty();
    assertThat(told()).singleElement().asString().contains("over 200000 values");
  }

  @Test
  void a_value_that_contains_itself_is_refused() {
    assertThat(YamlReader.read("t.yaml", "a: &a\n  b: *a\n", problems)).isEmpty();
    assertThat(told()).singleElement().asString().startsWith("t.yaml:");
  }

  @Test
  void thirty_two_levels_are_read_and_more_are_refused_at_their_place() {
    String deepest = "[".repeat(32) + "x" + "]".repeat(32);

    assertThat(YamlReader.read("t.yaml", deepest, problems)).isPresent();
    assertThat(told()).isEmpty();
    assertThat(YamlReader.read("t.yaml", "[" + deepest + "]", problems)).isEmpty();
    assertThat(told())
        .containsExactly("t.yaml:1:33: nested deeper than 32 levels, which no file needs");
  }

  @Test
  void a_million_brackets_are_refused_at_once() {
    assertThat(YamlReader.read("t.yaml", "[".repeat(1_000_000), problems)).isEmpty();
    assertThat(YamlReader.read("t.yaml", "{a: ".repeat(200_000), problems)).isEmpty();
    assertThat(YamlReader.read("t.yaml", "- ".repeat(500_000), problems)).isEmpty();
    assertThat(told()).hasSize(3).allMatch(problem -> problem.contains("nested deeper"));
  }

  @Test
  void a_file_of_more_than_a_mebibyte_is_refused() {
    assertThat(YamlReader.read("t.yaml", "a: " + "x".repeat(1 << 20), problems)).isEmpty();
    assertThat(told()).singleElement().asString().contains("at most 1,048,576");
  }

  @Test
  void a_tab_that_indents_is_a_problem_at_its_place() {
    assertThat(YamlReader.read("t.yaml", "a:\n\tb: 1\n", problems)).isEmpty();
    assertThat(told()).singleElement().asString().startsWith("t.yaml:2:1: not YAML:");
  }

  @Test
  void tags_construct_nothing() {
    YamlMapping root =
        mapping(
            """
            a: !!java.net.URL ['http://127.0.0.1:1/']
            b: !!javax.script.ScriptEngineManager [x]
            c: !env HOME
            """);

    assertThat(root.texts("a", problems)).containsExactly("http://127.0.0.1:1/");
    assertThat(root.text("c", problems)).isEqualTo("HOME");
  }

  @Test
  void what_is_no_yaml_is_a_problem_at_its_place() {
    assertThat(YamlReader.read("t.yaml", "a: 1\nb: [1, 2\nc: 3\n", problems)).isEmpty();
    assertThat(told()).singleElement().asString().startsWith("t.yaml:3:");
  }

  @Test
  void a_second_document_is_a_problem() {
    assertThat(YamlReader.read("t.yaml", "a: 1\n---\nb: 2\n", problems)).isEmpty();
    assertThat(told()).singleElement().asString().startsWith("t.yaml:2:1");
  }

  @Test
  void characters_that_cannot_be_printed_are_a_problem() {
    assertThat(YamlReader.read("t.yaml", "a: \u0000\u0007\n", problems)).isEmpty();
    assertThat(told()).hasSize(1);
  }

  @Test
  void an_unknown_alias_is_a_problem() {
    assertThat(YamlReader.read("t.yaml", "a: *nowhere\n", problems)).isEmpty();
    assertThat(told()).singleElement().asString().startsWith("t.yaml:1:4").contains("nowhere");
  }

  @Test
  void an_empty_file_is_a_problem() {
    assertThat(YamlReader.read("t.yaml", "# nothing\n", problems)).isEmpty();
    assertThat(told()).containsExactly("t.yaml:1:1: the file is empty");
  }

  @Test
  void a_key_that_is_no_text_is_a_problem() {
    YamlReader.read("t.yaml", "? [a, b]\n: c\n", problems);

    assertThat(told()).containsExactly("t.yaml:1:3: a key: expected a text, found a list");
  }

  private YamlMapping mapping(String text) {
    return YamlReader.read("t.yaml", text, problems).orElseThrow().asMapping("the file", problems);
  }

  private List<String> told() {
    return problems.all().stream().map(Problem::toString).toList();
  }

  private static SourcePosition at(int line, int column) {
    return new SourcePosition("t.yaml", line, column);
  }
}
