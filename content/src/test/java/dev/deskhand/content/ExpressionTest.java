package dev.deskhand.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Conditions and computed values, and what happens when they can't be had. */
final class ExpressionTest {
  private static final SourcePosition AT = new SourcePosition("t.yaml", 3, 7);
  private static final Set<String> NAMES = Set.of("inputs", "steps");
  private final Problems problems = new Problems();

  @Test
  void a_condition_is_true_or_false() {
    Expression locked = parse("steps.check == 'locked' && inputs.force != 'yes'");

    assertThat(locked.test(values(Map.of("check", "locked")))).isTrue();
    assertThat(locked.test(values(Map.of("check", "open")))).isFalse();
  }

  @Test
  void an_expression_sees_no_variable_of_another() {
    assertThat(Expression.parse("first.x == 1", Set.of("first"), AT, problems)).isPresent();

    assertThat(Expression.parse("first.x == 1", Set.of("second"), AT, problems)).isEmpty();

    assertThat(problems.all()).singleElement().asString().contains("it may use second");
  }

  @ParameterizedTest
  @CsvSource({
    "inputs.force, true",
    "!inputs.force, true",
    "inputs.force ? steps.a : steps.b, true",
    "dyn('yes'), true",
    "has(steps.a), true",
    "string(1), false",
    "size(inputs.who), false",
    "inputs, false",
    "inputs.who + 'a', false"
  })
  void what_is_known_to_be_no_truth_is_no_condition(String text, boolean mayBe) {
    assertThat(parse(text).mayBeCondition()).isEqualTo(mayBe);
  }

  @Test
  void a_value_is_computed() {
    assertThat(parse("inputs.who + '@' + inputs.force").evaluate(values(Map.of())))
        .isEqualTo("ada@no");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "inputs.",
        "inputs.who ==",
        "secrets.password == ''",
        "1 + 'a'",
        "",
        "inputs.who; true",
        "java.lang.Runtime.getRuntime()",
        "nope(inputs)",
        "'a' == 1"
      })
  void what_does_not_compile_is_a_problem_at_its_place(String text) {
    assertThat(Expression.parse(text, NAMES, AT, problems)).isEmpty();
    assertThat(problems.all())
        .singleElement()
        .asString()
        .startsWith("t.yaml:3:7: expression '" + text + "'")
        .doesNotContain("\n");
  }

  @Test
  void a_key_that_is_missing_is_named() {
    Expression expression = parse("inputs.host == 'a'");

    assertThatThrownBy(() -> expression.test(values(Map.of())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("inputs.host == 'a'")
        .hasMessageContaining("host");
  }

  @Test
  void a_key_can_be_asked_for_first() {
    assertThat(parse("has(inputs.host) && inputs.host == 'a'").test(values(Map.of()))).isFalse();
  }

  @Test
  void a_variable_that_is_not_there_is_an_error() {
    Expression expression = parse("inputs.who == 'ada'");

    assertThatThrownBy(() -> expression.test(Map.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void what_is_neither_true_nor_false_is_no_condition() {
    assertThatThrownBy(() -> parse("inputs.who").test(values(Map.of())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("condition 'inputs.who' is neither true nor false");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1 / (size(inputs.who) - 3) > 0",
        "9223372036854775807 + size(inputs.who) > 0",
        "int(inputs.who) > 0",
        "inputs.who.matches('[')",
        "inputs.who > 5",
        "timestamp(inputs.who) > timestamp('2026-01-01T00:00:00Z')"
      })
  void what_fails_when_it_is_evaluated_is_an_error_that_names_the_expression(String text) {
    Expression expression = parse(text);

    assertThatThrownBy(() -> expression.test(values(Map.of())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(text);
  }

  @Test
  void loops_in_loops_end_at_a_limit() {
    List<Long> many = IntStream.range(0, 500).mapToObj(Long::valueOf).toList();
    Expression loops = parse("steps.l.all(a, steps.l.all(b, steps.l.all(c, a + b + c >= 0)))");

    assertThatThrownBy(() -> loops.test(values(Map.of("l", many))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("teration");
  }

  @Test
  void deep_nesting_is_a_problem_and_no_crash() {
    String deep = "(".repeat(5_000) + "true" + ")".repeat(5_000);
    String negated = "!".repeat(20_000) + "true";
    String long_list = "[".repeat(3_000) + "]".repeat(3_000) + " == []";

    for (String text : List.of(deep, negated, long_list)) {
      Expression.parse(text, NAMES, AT, problems);
    }
    assertThat(problems.all()).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {101, 1_000, 2_000, 20_000, 1_000_000})
  void brackets_in_brackets_are_a_problem_before_they_are_parsed(int depth) {
    String deep = "(".repeat(depth) + "true" + ")".repeat(depth);

    assertThat(Expression.parse(deep, NAMES, AT, problems)).isEmpty();
    assertThat(problems.all()).singleElement().asString().contains("nested more than 100 deep");
    assertThat(Expression.paths(deep)).isEmpty();
  }

  @Test
  void a_pattern_that_backtracks_without_end_elsewhere_ends_here() {
    Expression expression = parse("inputs.who.matches('(a+)+b')");

    assertThat(expression.test(Map.of("inputs", Map.of("who", "a".repeat(5_000))))).isFalse();
  }

  @Test
  void text_in_the_data_is_no_expression() {
    Expression expression = parse("inputs.who == \"' || true || '\"");

    assertThat(expression.test(Map.of("inputs", Map.of("who", "' || true || '")))).isTrue();
    assertThat(expression.test(Map.of("inputs", Map.of("who", "x")))).isFalse();
  }

  private Expression parse(String text) {
    Expression expression = Expression.parse(text, NAMES, AT, problems).orElse(null);
    problems.throwIfAny();
    return java.util.Objects.requireNonNull(expression);
  }

  private static Map<String, ?> values(Map<String, ?> steps) {
    return Map.of("inputs", Map.of("who", "ada", "force", "no"), "steps", steps);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          steps.look.found == "a.b"                        | steps.look.found
          steps["look-up"].found == inputs['who']          | steps.look-up.found, inputs.who
          has(steps.look.found) && size(inputs) > 1        | steps.look.found, inputs
          inputs.hosts.exists(it, it.name == each.host)    | inputs.hosts, each.host
          inputs.hosts.exists(steps, steps.name == "a")    | inputs.hosts
          steps[inputs.which].found == { "a": each.a }.a   | steps, inputs.which, each.a
          [inputs.a, -inputs.b, inputs.c ? 1 : 2][0] == 1  | inputs.a, inputs.b, inputs.c
          before.at.startsWith("2") && !after.gone         | before.at, after.gone
          inputs.                                          | ``
          """)
  void what_is_looked_up_is_known_beforehand(String text, String paths) {
    assertThat(Expression.paths(text))
        .extracting(path -> String.join(".", path.names()))
        .isEqualTo(paths.isEmpty() ? List.of() : List.of(paths.split(", ")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          steps.look-up.found == 'x'    | steps.look-up.found
          steps.look-it-up.found > 1    | steps.look-it-up.found
          steps.count.rows - 2 > 1      | steps.count.rows
          """)
  void a_subtraction_may_be_a_hyphen(String text, String hyphened) {
    ExpressionPath first = Expression.paths(text).getFirst();

    assertThat(String.join(".", first.hyphened())).isEqualTo(hyphened);
    assertThat(first.mayBeHyphened()).isEqualTo(hyphened.contains("-"));
  }
}
