package dev.deskhand.runbooks.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.content.Problems;
import dev.deskhand.permissions.PersonId;
import dev.deskhand.runbooks.Runbook;
import dev.deskhand.runbooks.yaml.RunbookReader;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What steps are repeated for. */
final class RepetitionTest {
  private static final String A_THOUSAND =
      IntStream.rangeClosed(1, 1_000).mapToObj(Integer::toString).collect(Collectors.joining(","));

  private final Workshop shop = new Workshop();

  private Planning plan(String over, Map<String, String> given) {
    String text =
        """
        runbook: fix
        title: Fix
        risk: low
        inputs:
          all: { type: list, question: Which?, default: "a, b" }
          none: { type: list, question: Which?, default: "," }
        steps:
          - id: each
            title: Each
            for-each: { %s }
            steps:
              - { id: one, title: Do, action: test.read, target: here }
        tell: { succeeded: Done., failed: Not done. }
        """
            .formatted(over);
    Problems problems = new Problems();
    Optional<Runbook> runbook =
        new RunbookReader(shop.signatures(), Set.of())
            .read("fix" + RunbookReader.ENDING, text, problems);
    assertThat(problems.all()).isEmpty();
    return new RunPlanner(shop.targets, _ -> Optional.empty())
        .plan(runbook.orElseThrow(), given, new PersonId("ada"));
  }

  private static List<String> titles(Planning planning) {
    PlannedStep.Each each =
        (PlannedStep.Each) ((Planning.Planned) planning).plan().steps().getFirst().content();
    return each.waves().getFirst().items().stream().map(PlannedStep::title).toList();
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 7, 20})
  void combinations_are_counted_before_any_is_made(int lists) {
    String over =
        IntStream.range(0, lists)
            .mapToObj(i -> "n" + i + ": \"{{ inputs.all }}\"")
            .collect(Collectors.joining(", "));

    Planning planning = plan(over, Map.of("all", A_THOUSAND));

    assertThat(planning)
        .isEqualTo(
            new Planning.Unfit(
                List.of(
                    "each: 1" + "000".repeat(lists) + " combinations; at most 2,000 are allowed")));
  }

  @Test
  void where_one_list_is_empty_there_is_no_combination() {
    String over =
        "a: \"{{ inputs.all }}\", b: \"{{ inputs.all }}\", c: \"{{ inputs.all }}\","
            + " d: \"{{ inputs.none }}\"";

    assertThat(titles(plan(over, Map.of("all", A_THOUSAND)))).isEmpty();
  }

  @Test
  void what_is_given_twice_is_done_once() {
    String over = "a: \"{{ inputs.all }}\", b: [x, \"y\", x]";

    Planning planning = plan(over, Map.of("all", "v, w, v, v"));

    assertThat(titles(planning)).containsExactly("v x", "v y", "w x", "w y");
  }
}
