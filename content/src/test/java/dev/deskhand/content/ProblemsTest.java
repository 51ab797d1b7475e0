package dev.deskhand.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Problems are told all at once, with what was probably meant. */
final class ProblemsTest {
  @Test
  void they_are_told_in_the_order_of_files_lines_and_columns() {
    Problems problems = new Problems();
    problems.add(new SourcePosition("b.yaml", 1, 1), "last");
    problems.add(new SourcePosition("a.yaml", 10, 2), "third");
    problems.add(new SourcePosition("a.yaml", 9, 5), "second");
    problems.add(new SourcePosition("a.yaml", 9, 1), "first");

    assertThatThrownBy(problems::throwIfAny)
        .isInstanceOf(ContentException.class)
        .hasMessage("a.yaml:9:1: first\na.yaml:9:5: second\na.yaml:10:2: third\nb.yaml:1:1: last");
  }

  @Test
  void none_is_no_exception() {
    assertThatCode(new Problems()::throwIfAny).doesNotThrowAnyException();
  }

  @Test
  void the_nearest_known_name_is_suggested() {
    assertThat(Problems.suggestion("aproval", List.of("automatic", "approval")))
        .isEqualTo("did you mean 'approval'?");
    assertThat(Problems.suggestion("Staff", List.of("staff", "sre")))
        .isEqualTo("did you mean 'staff'?");
  }

  @Test
  void a_short_name_is_not_near_to_every_other_short_name() {
    assertThat(Problems.suggestion("x", List.of("id", "run"))).isEqualTo("known are: id, run");
  }

  @Test
  void of_equally_near_names_it_is_always_the_same_one() {
    assertThat(Problems.suggestion("step-c", Set.of("step-b", "step-a", "step-d")))
        .isEqualTo("did you mean 'step-a'?");
  }

  @Test
  void where_nothing_is_known_it_says_so() {
    assertThat(Problems.suggestion("x", List.of())).isEqualTo("none is known here");
  }

  @Test
  void a_name_of_a_million_characters_is_compared_at_once() {
    assertThat(Problems.suggestion("x".repeat(1_000_000), List.of("y".repeat(5_000))))
        .startsWith("known are");
  }
}
