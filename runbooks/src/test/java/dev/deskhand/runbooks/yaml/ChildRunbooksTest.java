package dev.deskhand.runbooks.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.content.Problem;
import dev.deskhand.content.Problems;
import dev.deskhand.runbooks.Runbook;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ChildRunbooksTest {
  private final List<Runbook> runbooks = new ArrayList<>();
  private final Set<String> names = new HashSet<>();

  @Test
  void what_fits_is_no_problem() {
    write("part", "door: { type: string, question: Which? }", "wait: { for: 1m }");
    write("whole", "", "runbook: part, with: { door: front }");

    assertThat(problems()).isEmpty();
  }

  @Test
  void every_mistake_is_told_with_its_place_and_the_nearest_name() {
    write("part", "door: { type: string, question: Which? }", "wait: { for: 1m }");
    write("whole", "", "runbook: prat");
    write("other", "", "runbook: part, with: { dor: front }");

    assertThat(problems())
        .extracting(Problem::toString)
        .containsExactlyInAnyOrder(
            "whole.runbook.yaml:7:41: no runbook is called 'prat': did you mean 'part'?",
            "other.runbook.yaml:7:60: 'part' has no input 'dor': did you mean 'door'?",
            "other.runbook.yaml:7:41: 'part' needs a value: write with: { door: … }");
  }

  @Test
  void a_value_that_does_not_fit_or_is_fixed_is_told_where_it_stands() {
    write(
        "part",
        "often: { type: integer, question: How? }, door: { type: string, locked: front }",
        "wait: { for: 1m }");
    write("whole", "", "runbook: part, with: { often: many, door: back }");
    write(
        "other",
        "often: { type: integer, question: How? }",
        "runbook: part, with: { often: '{{ inputs.often }}' }");

    assertThat(problems())
        .extracting(Problem::toString)
        .containsExactlyInAnyOrder(
            "whole.runbook.yaml:7:62: 'often': expected a whole number",
            "whole.runbook.yaml:7:74: 'door': the runbook fixes it already; take it out");
  }

  @Test
  void one_that_could_not_be_read_is_there_all_the_same() {
    names.add("broken");
    write("whole", "", "runbook: broken");

    assertThat(problems()).isEmpty();
  }

  @Test
  void what_takes_itself_in_is_told_also_by_way_of_others_and_inside_other_steps() {
    write("one", "", "steps: [{ id: in, title: In, runbook: two }]");
    write("two", "", "parallel: [{ id: in, title: In, runbook: one }]");
    write("self", "", "runbook: self");

    assertThat(problems())
        .extracting(Problem::message)
        .containsExactlyInAnyOrder(
            "'two' takes 'one' in itself",
            "'one' takes 'two' in itself",
            "'self' takes 'self' in itself");
  }

  private void write(String name, String input, String step) {
    String text =
        """
        runbook: NAME
        title: Try
        risk: low
        inputs: { INPUT }

        steps:
          - { id: step, title: A step, STEP }
        tell: { succeeded: Yes., failed: No. }
        """
            .replace("NAME", name)
            .replace("INPUT", input)
            .replace("STEP", step);
    Problems problems = new Problems();
    runbooks.add(
        new RunbookReader(Map.of())
            .read(name + RunbookReader.ENDING, text, problems)
            .orElseThrow(() -> new AssertionError(problems.all())));
    names.add(name);
  }

  private List<Problem> problems() {
    Problems problems = new Problems();
    ChildRunbooks.check(runbooks, names, problems);
    return problems.all();
  }
}
