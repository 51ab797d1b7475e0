package dev.deskhand.trees.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.content.Problem;
import dev.deskhand.content.Problems;
import dev.deskhand.trees.Fixtures;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is told of trees that say more than questions with choices, checks and ends. */
class LanguageLintTest {
  private static final String HEAD =
      """
      tree: lamp
      title: Lamp
      start: which
      """;
  private static final String ENDS =
      """
        good: {end: solved, finding: F., say: S.}
        bad: {end: escalated, finding: F., say: S.}
      """;

  @Test
  void a_written_answer_needs_a_kind_and_only_what_belongs_to_it() {
    assertThat(problems("  which: {ask: A?, answer: txt, next: good}\n"))
        .anyMatch(it -> it.startsWith("lamp.tree.yaml:5:28: 'answer': unknown kind 'txt'"))
        .anyMatch(it -> it.endsWith("did you mean 'text'?"));
    assertThat(problems("  which: {ask: A?, answer: date, pattern: x, next: good}\n"))
        .anyMatch(it -> it.contains("'pattern' belongs to answer: text"));
    assertThat(problems("  which: {ask: A?, answer: text, pattern: '[', next: good}\n"))
        .anyMatch(it -> it.contains("'pattern': "));
  }

  @Test
  void what_conditions_name_has_to_be_there() {
    List<String> told =
        problems(
            """
              which:
                ask: A?
                choices: {yes: {label: "Yes", next: sort}, no: {label: "No", next: bad}}
              sort:
                decide:
                  - {when: answers.wich == "yes", next: good}
                  - {when: checks.which.status == "200", next: good}
                  - {when: score.bulb > 3, next: good}
                otherwise: bad
            """);

    assertThat(told)
        .anyMatch(it -> it.contains("no question 'wich'; did you mean 'which'?"))
        .anyMatch(it -> it.contains("no check 'which'"))
        .anyMatch(it -> it.contains("no cause 'bulb'"));
  }

  @Test
  void translations_have_to_be_whole() {
    String text =
        HEAD
            + """
            languages: [en, de]
            nodes:
              which:
                ask: {en: A?}
                choices: {yes: {label: "Yes", next: good}, no: {label: {en: "N", fr: "N"}, next: bad}}
              good: {end: solved, finding: F., say: {en: S., de: S.}}
              bad: {end: escalated, finding: F., say: {en: S., de: S.}}
            """;

    assertThat(told(Map.of("lamp.tree.yaml", text)))
        .anyMatch(it -> it.contains("7:10: 'ask' is not written in 'de': add de: …"))
        .anyMatch(it -> it.contains("'label' is written once for en and de"))
        .anyMatch(it -> it.contains("unknown key 'fr'"));
  }

  @Test
  void trees_that_take_each_other_in_have_to_be_there_and_not_in_circles() {
    assertThat(problems("  which: {walk: lmp, solved: good, otherwise: bad}\n"))
        .anyMatch(it -> it.contains("unknown tree 'lmp': did you mean 'lamp'?"));
    assertThat(problems("  which: {walk: lamp, solved: good, otherwise: bad}\n"))
        .anyMatch(it -> it.contains("tree 'lamp' takes itself in"));
  }

  @Test
  void nobody_loops_through_decisions_and_notes_alone() {
    assertThat(
            problems(
                """
                  which: {note: N., next: sort}
                  sort: {decide: [{when: 'walk.ticket == ""', next: good}], otherwise: over}
                  over: {decide: [{when: 'walk.ticket == "x"', next: bad}], otherwise: which}
                """))
        .anyMatch(it -> it.contains("goes round without asking anybody"));
  }

  private static List<String> problems(String nodes) {
    return told(Map.of("lamp.tree.yaml", HEAD + "nodes:\n" + nodes + ENDS));
  }

  private static List<String> told(Map<String, String> files) {
    Problems problems = new Problems();
    TreeFiles.read(files, Fixtures.KNOWN, problems);
    return problems.all().stream().map(Problem::toString).toList();
  }
}
