package dev.deskhand.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A template looks paths up, once, and does nothing else. */
final class TemplateTest {
  private static final SourcePosition AT = new SourcePosition("t.yaml", 3, 7);
  private final Problems problems = new Problems();

  @Test
  void places_are_filled_in() {
    Template template = parse("Unlock {{inputs.who}} on {{  target.dc-1  }}!");

    assertThat(template.paths()).containsExactly("inputs.who", "target.dc-1");
    assertThat(render(template, Map.of("inputs.who", "ada", "target.dc-1", "dc1")))
        .isEqualTo("Unlock ada on dc1!");
  }

  @Test
  void data_is_never_read_as_a_template() {
    Template template = parse("{{ a }}{{ b }}");

    assertThat(render(template, Map.of("a", "{{ b", "b", " }}{{ a }}$1\\0")))
        .isEqualTo("{{ b }}{{ a }}$1\\0");
  }

  @Test
  void two_halves_of_a_place_in_the_data_do_not_become_one() {
    Template template = parse("{ {{a}} {{ b }}}");

    assertThat(render(template, Map.of("a", "{{secrets.password}}", "b", "x")))
        .isEqualTo("{ {{secrets.password}} x}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{}}",
        "{{ }}",
        "{{ a b }}",
        "{{ a..b }}",
        "{{ .a }}",
        "{{ a. }}",
        "{{ 1 + 1 }}",
        "{{ a.b() }}",
        "{{# each }}",
        "{{{ a }}}",
        "{{ a\u0000 }}",
        "{{ ${a} }}",
        "{{ a[0] }}"
      })
  void a_place_that_is_no_path_is_a_problem(String text) {
    Template template = parse(text);

    assertThat(template.paths()).isEmpty();
    assertThat(problems.all()).singleElement().asString().startsWith("t.yaml:3:7: template place");
  }

  @Test
  void a_place_that_does_not_end_is_a_problem() {
    parse("Hello {{ inputs.name");

    assertThat(problems.all()).singleElement().asString().contains("without its end");
  }

  @Test
  void every_bad_place_is_told() {
    parse("{{ a! }} {{ b! }} {{ ok }} {{ c");

    assertThat(problems.all()).hasSize(3);
  }

  @Test
  void a_path_without_a_value_is_named() {
    Template template = parse("{{ inputs.host }}");

    assertThatThrownBy(() -> render(template, Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("'{{ inputs.host }}' has no value");
  }

  @Test
  void a_text_without_places_is_itself() {
    Template template = parse("100 % {safe} $HOME }} \\");

    assertThat(render(template, Map.of())).isEqualTo("100 % {safe} $HOME }} \\");
    assertThat(template.source()).isEqualTo("100 % {safe} $HOME }} \\");
    assertThat(problems.all()).isEmpty();
  }

  @Test
  void a_hostile_text_is_read_in_no_time() {
    parse("{".repeat(1_000_000));
    parse("{{" + "a.".repeat(400_000) + "}}");
    parse("{{a}}".repeat(200_000));

    assertThat(problems.all()).hasSize(2);
  }

  private Template parse(String text) {
    return Template.parse(text, AT, problems);
  }

  private static String render(Template template, Map<String, String> values) {
    return template.render(path -> Optional.ofNullable(values.get(path)));
  }
}
