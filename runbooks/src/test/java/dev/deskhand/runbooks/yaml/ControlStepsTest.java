package dev.deskhand.runbooks.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.content.Problem;
import dev.deskhand.content.Problems;
import dev.deskhand.permissions.Role;
import dev.deskhand.runbooks.EffectClass;
import dev.deskhand.runbooks.action.StepAction.Signature;
import dev.deskhand.runbooks.action.Target;
import dev.deskhand.runbooks.action.Targets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong in a step that orders others is told with its line and column. */
final class ControlStepsTest {
  private static final Map<String, Signature> ACTIONS =
      Map.of(
          "door.open",
          new Signature(
              "door", Set.of(), Set.of(), Set.of(EffectClass.IDEMPOTENT), Set.of("changed")),
          "door.look",
          new Signature("door", Set.of(), Set.of(), Set.of(EffectClass.READ), Set.of("open")),
          "door.put",
          new Signature(
                  "door",
                  Set.of(),
                  Set.of("json", "body"),
                  Set.of(EffectClass.IDEMPOTENT),
                  Set.of())
              .withStructure("json", "body"));

  private static final RunbookSurroundings SURROUNDINGS =
      new RunbookSurroundings(
          Set.of(),
          Optional.of(Set.of(new Role("approver"), new Role("sre"), new Role("support"))),
          new Targets(
              List.of(
                  new Target("front", "door", Map.of()), new Target("roof", "window", Map.of()))));

  /** The step's own lines begin at line 9, column 5. */
  private static final String RUNBOOK =
      """
      runbook: try
      title: Try
      risk: low
      inputs:
        hosts: { type: list, of: string, question: Which? }
      steps:
        - id: one
          title: One
      STEP
      tell: { succeeded: Yes., failed: No. }
      """;

  private static final String DO = "{ id: two, title: Two, wait: { for: 1m } }";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          parallel: [DO]; together: 65                                    | 10:15 | 'together': expected 1 to 64, found 65
          parallel: [DO]; tolerate: -1                                    | 10:15 | 'tolerate': expected how many may fail, found -1
          for-each: {}; steps: [DO]                                       | 9:15  | 'for-each' is empty
          for-each: { HOST: [a] }; steps: [DO]                            | 9:17  | 'HOST': expected a name like host
          for-each: { host: [a] }                                         | 7:5   | 'steps' is missing
          for-each: { host: [a] }; steps: [DO]; together: 0               | 11:15 | 'together': expected 1 to 64
          for-each: { host: [a] }; steps: [DO]; waves: { canary: -1, size: 1 } | 11:22 | 'canary': expected how many go first, found -1
          for-each: { host: [a] }; steps: [DO]; waves: { size: many }     | 11:20 | 'size': expected a number such as 5, or 25%
          for-each: { host: [a] }; steps: [DO]; waves: { size: 500% }     | 11:20 | 'size': expected at most 100%, found 500%
          approval: { role: approver, within: P40D }                      | 9:41  | 'within': expected more than nothing, at most 30d, found 960h
          approval: { role: approver, count: 0 }                          | 9:40  | 'count': expected 1 to 20, found 0
          approval: { role: approver, count: 21 }                         | 9:40  | 'count': expected 1 to 20, found 21
          approval: { role: approver, escalate: sre }                     | 9:15  | 'escalate' and 'after' go together
          approval: { role: approver, within: 1h, escalate: sre, after: 2h } | 9:67 | 'after': expected more than nothing, and less than 'within'
          ask: { form: {} }                                               | 9:10  | 'form' is empty
          ask: { form: { a: { type: string, locked: b } } }               | 9:20  | 'a': nobody is asked for what is locked
          ask: { within: 0s, form: { a: { type: string, question: A? } } } | 9:20 | 'within': expected more than nothing
          wait: { for: 1m, until: "2026-01-01T00:00:00Z" }                | 9:11  | 'wait': write one of
          wait: { window: nights }                                        | 9:21  | no calendar is called 'nights'
          verify: { action: door.open, target: b, expect: "after.changed" }; steps: [DO] | 9:23 | 'verify' has to read
          verify: { action: door.look, target: b, expect: after.state == inputs.none } | 9:53 | no input is called 'none'
          verify: { action: door.look, target: b, expect: result.state == "open" } | 9:53 | it may use after, before, each, inputs, steps
          runbook: "Not A Name"                                           | 9:14  | 'runbook': expected a name like unlock-account
          runbook: other; with: { a: "{{ inputs.none }}" }                | 10:16 | no input is called 'none'
          steps: [DO]; if-locked: refuse                                  | 10:16 | 'if-locked' goes with the 'lock' of steps
          wait: { for: 1m }; lock: db; if-locked: refuse                  | 11:16 | 'if-locked' goes with the 'lock' of steps
          steps: [DO]; lock: db; if-locked: maybe                         | 11:16 | 'if-locked': unknown value 'maybe'
          verify: { action: door.look, target: b, expect: "after.opne == before.open" }; steps: [DO] | 9:53 | after has no 'opne': did you mean 'open'?
          verify: { action: door.look, target: b, expect: "after.open == inputs.none" } | 9:53 | no input is called 'none'
          action: door.look; target: b; output: { wide: "result.opne == 'yes'" } | 11:21 | result has no 'opne': did you mean 'open'?
          when: 'steps["look-up"].open == "x"'; wait: { for: 1m }         | 9:11  | no step is called 'look-up'
          when: steps.one.open == "x"; wait: { for: 1m }                  | 9:11  | step 'one' has no result yet
          approval: { role: aprover }                                     | 9:23  | nobody can have the role 'aprover': did you mean 'approver'?
          approval: { count: 2 }                                          | 9:15  | 'role' is missing
          approval: { role: approver, escalate: sr, after: 1h }           | 9:43  | nobody can have the role 'sr': did you mean 'sre'?
          ask: { of: saport, form: { a: { type: string, question: A? } } } | 9:16 | nobody can have the role 'saport': did you mean 'support'?
          ask: { form: { a: { type: integer, values: [1, b], question: A? } } } | 9:48 | input 'a': a value does not fit: expected a whole number
          ask: { form: { a: { type: person, values: [ada], question: A? } } } | 9:47 | 'values' belongs to type choice, and this input is 'person'
          action: door.look; target: roof                                 | 10:13 | 'door.look' acts on targets of the kind door, and 'roof' is one of the kind window: known are: front
          when: size(inputs.hosts); wait: { for: 1m }                     | 9:11  | condition 'size(inputs.hosts)' is neither true nor false
          when: "'yes'"; wait: { for: 1m }                                | 9:11  | condition ''yes'' is neither true nor false
          verify: { action: door.look, target: b, expect: 1 + 1 }         | 9:53  | condition '1 + 1' is neither true nor false
          wait: { until: after lunch }                                    | 9:20  | 'until': 'after lunch' is no time such as 2027-03-31T22:00:00Z
          wait: { until: +1000000000-12-31T23:59:59Z }                    | 9:20  | is no time such as 2027-03-31T22:00:00Z
          finish: failed; because: "No {{ inputs.hosts }}"                | 10:14 | 'because': nothing is looked up here
          finish: maybe; because: It is so.                               | 9:13  | 'finish'
          """)
  void a_mistake_is_told_with_its_line_and_column(String step, String place, String message) {
    assertThat(told(step))
        .anySatisfy(
            problem -> {
              assertThat(problem.toString()).contains(":" + place + ": ");
              assertThat(problem.message()).contains(message);
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"front", "another", "\"{{ each.host }}\""})
  void a_target_that_fits_or_that_is_not_known_yet_is_none_of_the_mistakes(String target) {
    assertThat(
            told(
                "for-each: { host: [roof] }; steps: [ { id: two, title: Two, action: door.look,"
                    + " target: "
                    + target
                    + " } ]"))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"inputs.hosts", "'\"a\" in inputs.hosts'", "inputs[\"hosts\"]"})
  void a_condition_whose_type_is_not_known_yet_is_none_of_the_mistakes(String when) {
    assertThat(told("when: " + when + "; wait: { for: 1m }")).isEmpty();
  }

  /** A number that a run would refuse is refused before. */
  @ParameterizedTest
  @CsvSource({"1e9999", "123456789012345678901234567890123456789012345", "0.1e1000"})
  void a_number_that_nobody_may_work_with_is_told(String number) {
    assertThat(
            told(
                "action: door.put; target: b; effect: idempotent; with: { json: { a: "
                    + number
                    + " } }"))
        .anySatisfy(problem -> assertThat(problem.message()).contains("expected a number of JSON"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "verify: { action: door.look, target: b, expect: \"after.open in inputs.hosts\" }",
        "action: door.look; target: b; output: { wide: \"result.open + '!'\" }",
        "approval: { role: approver, escalate: sre, after: 1h }",
        "ask: { of: support, form: { a: { type: integer, values: [1, 2], question: A? } } }"
      })
  void what_is_right_is_no_problem(String step) {
    assertThat(told(step)).isEmpty();
  }

  private static List<Problem> told(String step) {
    Problems problems = new Problems();
    String lines = step.replace("DO", DO).replace("; ", "\n").indent(4).stripTrailing();
    new RunbookReader(ACTIONS, SURROUNDINGS)
        .read("try.runbook.yaml", RUNBOOK.replace("STEP\n", lines + "\n"), problems);
    return problems.all();
  }
}
