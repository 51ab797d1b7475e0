package dev.deskhand.runbooks.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.deskhand.content.InputType;
import dev.deskhand.content.Problem;
import dev.deskhand.content.Problems;
import dev.deskhand.runbooks.EffectClass;
import dev.deskhand.runbooks.InputDeclaration;
import dev.deskhand.runbooks.InputDeclaration.Presence;
import dev.deskhand.runbooks.Retry;
import dev.deskhand.runbooks.Runbook;
import dev.deskhand.runbooks.Step;
import dev.deskhand.runbooks.Work;
import dev.deskhand.runbooks.action.StepAction.Signature;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class RunbookReaderTest {
  private static final Map<String, Signature> ACTIONS =
      Map.of(
          "door.state", door(Set.of(EffectClass.READ), Set.of("expect"), Set.of("open", "since")),
          "door.open",
              door(Set.of(EffectClass.IDEMPOTENT, EffectClass.ONCE), Set.of(), Set.of("changed")),
          "door.ring", door(Set.of(EffectClass.PROBE, EffectClass.ONCE), Set.of(), Set.of()),
          "door.close", door(Set.of(EffectClass.IDEMPOTENT), Set.of(), Set.of()));

  private static final String GOOD =
      """
      runbook: open-door
      title: Open a door
      risk: low
      audience: staff
      attributes: { team: facilities }
      inputs:
        door: { type: string, question: Which door?, pattern: "[a-z]+" }
        who: { type: person, question: Who?, default: requester }
        force: { type: boolean, default: no }
      steps:
        - id: look
          title: Look
          action: door.state
          target: building
          with: { door: "{{ inputs.door }}" }
        - id: open
          title: Open the door
          action: door.open
          target: building
          with: { door: "{{ inputs.door }}" }
          when: steps.look.open == "false" || inputs.force
          effect: idempotent
          retry: { attempts: 4, first: 2s, longest: 20s }
          timeout: 15s
          undo:
            action: door.close
            with: { door: "{{ inputs.door }}" }
      tell:
        succeeded: The door is open.
        failed: A colleague will come.
      """;

  private final Problems problems = new Problems();

  @Test
  void a_runbook_is_read_with_all_its_parts() {
    Runbook runbook = read(GOOD).orElseThrow();

    assertThat(problems.all()).isEmpty();
    assertThat(runbook.id().value()).isEqualTo("open-door");
    assertThat(runbook.attributes())
        .isEqualTo(Map.of("risk", "low", "audience", "staff", "team", "facilities"));
    assertThat(runbook.inputs())
        .extracting(input -> input.type().label(), input -> input.presence().getClass())
        .containsExactly(
            tuple("string", Presence.Required.class),
            tuple("person", Presence.Requester.class),
            tuple("boolean", Presence.Default.class));
    assertThat(runbook.inputs().getFirst().type()).isInstanceOf(InputType.Text.class);
    assertThat(runbook.sayings().failed()).isEqualTo("A colleague will come.");
  }

  @Test
  void what_stands_in_a_list_can_be_restricted() {
    List<InputType> types =
        read(
                GOOD.replace(
                    "inputs:\n",
                    """
                    inputs:
                      floors: { type: list, of: choice, values: [one, two], question: Floors? }
                      wings: { type: list, values: [east, west], question: Wings? }
                      rooms: { type: list, pattern: "[a-z]+", question: Rooms? }
                    """))
            .orElseThrow()
            .inputs()
            .stream()
            .limit(3)
            .map(InputDeclaration::type)
            .toList();

    assertThat(problems.all()).isEmpty();
    assertThat(types)
        .zipSatisfy(
            List.of("one, two", "west", "hall, attic"),
            (type, right) ->
                assertThat(type.read(right)).isInstanceOf(InputType.Reading.Value.class))
        .allSatisfy(
            type -> assertThat(type.read("one, 3")).isInstanceOf(InputType.Reading.Mismatch.class));
  }

  @Test
  void a_step_is_read_with_all_its_parts() {
    Step step = read(GOOD).orElseThrow().steps().getLast();

    Work.Act act = (Work.Act) step.work();
    assertThat(act.effect()).isEqualTo(EffectClass.IDEMPOTENT);
    assertThat(act.retry())
        .isEqualTo(new Retry(4, Duration.ofSeconds(2), Duration.ofSeconds(20), Retry.On.TRANSIENT));
    assertThat(act.timeout()).isEqualTo(Duration.ofSeconds(15));
    assertThat(step.when()).isPresent();
    assertThat(act.undo().orElseThrow().action()).isEqualTo("door.close");
    assertThat(act.undo().orElseThrow().target().source()).isEqualTo("building");
  }

  @Test
  void a_step_says_after_which_failures_it_is_tried_again() {
    Runbook runbook = read(GOOD.replace("longest: 20s }", "longest: 20s, on: any }")).orElseThrow();

    assertThat(((Work.Act) runbook.steps().getLast().work()).retry())
        .isEqualTo(new Retry(4, Duration.ofSeconds(2), Duration.ofSeconds(20), Retry.On.ANY));
  }

  @Test
  void a_silent_step_reads_or_is_made_once() {
    Runbook runbook = read(GOOD.replace("    effect: idempotent\n", "")).orElseThrow();

    assertThat(runbook.steps())
        .extracting(step -> ((Work.Act) step.work()).effect())
        .containsExactly(EffectClass.READ, EffectClass.ONCE);
  }

  /** What is right, what a person wrote instead, and what they are told. */
  record Mistake(String right, String wrong, String message) {}

  static Stream<Mistake> mistakes() {
    return Stream.of(
        mistake(
            "title: Open a door",
            "titel: Open a door",
            "unknown key 'titel': did you mean 'title'?"),
        mistake("risk: low", "risk: lo", "'risk': unknown value 'lo': did you mean 'low'?"),
        mistake("runbook: open-door", "runbook: opendoor", "call the file 'opendoor.runbook.yaml'"),
        mistake("type: person", "type: persn", "unknown type 'persn': did you mean 'person'?"),
        mistake("question: Which door?, ", "", "write the question:"),
        mistake("default: no", "default: maybe", "the default does not fit: expected yes or no"),
        mistake("\"[a-z]+\"", "\"[a-z\"", "not a regular expression"),
        mistake("default: no", "default: no, values: [a]", "'values' belongs to type choice"),
        mistake("door.open", "door.opne", "unknown action 'door.opne': did you mean"),
        mistake("{ door: \"{{", "{ dor: \"{{", "'door.state' has no argument 'dor'"),
        mistake(
            "effect: idempotent",
            "effect: probe",
            "effect 'probe' is none that 'door.open' can keep"),
        mistake(
            "longest: 20s }",
            "longest: 20s, on: anny }",
            "'on': unknown value 'anny': did you mean 'any'?"),
        mistake("effect: idempotent", "effect: sometimes", "'effect': unknown value 'sometimes'"),
        mistake("effect: idempotent", "effect: read", "write effect: idempotent or once"),
        mistake(
            "title: Open a door", "title: Open {{ inputs.door }}", "'title': nothing is looked up"),
        mistake("timeout: 15s", "timeout: soon", "expected a length of time such as 30s"),
        mistake(
            "timeout: 15s", "timeout: 0s", "expected more than nothing and at most 1h, found 0s"),
        mistake("attempts: 4", "attempts: 0", "expected 1 to 100 attempts"),
        mistake("id: open", "id: look", "a step is called 'look' already"),
        mistake("id: open", "id: Open!", "expected a name like restart"),
        mistake(
            "steps.look.open",
            "steps.look.opened",
            "step 'look' has no output 'opened': did you mean 'open'?"),
        mistake("steps.look.open", "steps.open.changed", "step 'open' has no result yet"),
        mistake(
            "|| inputs.force",
            "|| inputs.forced",
            "no input is called 'forced': did you mean 'force'?"),
        mistake("||", "&|", "expression"),
        mistake(
            "target: building",
            "target: \"{{ steps.look.open }}\"",
            "a target may look up inputs only"),
        mistake("action: door.close", "action: door.ring", "an undo may be made twice"),
        mistake("failed: A", "faild: A", "did you mean 'failed'?"));
  }

  private static Mistake mistake(String right, String wrong, String message) {
    return new Mistake(right, wrong, message);
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void a_mistake_is_told_with_its_place(Mistake mistake) {
    String text = GOOD.replace(mistake.right(), mistake.wrong());
    assertThat(text).isNotEqualTo(GOOD);

    Optional<Runbook> runbook = read(text);

    assertThat(runbook).isEmpty();
    assertThat(problems.all())
        .anySatisfy(
            problem -> {
              assertThat(problem.message()).contains(mistake.message());
              assertThat(problem.at().file()).isEqualTo("catalog/open-door.runbook.yaml");
            });
  }

  @Test
  void a_step_that_reads_has_no_undo() {
    read(GOOD.replace("action: door.open", "action: door.state").replace("idempotent", "read"));

    assertThat(problems.all())
        .extracting(Problem::message)
        .contains("a step that only reads has nothing to undo: take 'undo' out");
  }

  @Test
  void a_runbook_without_steps_is_none() {
    String empty = GOOD.substring(0, GOOD.indexOf("steps:")) + "steps: []\n";

    assertThat(read(empty)).isEmpty();
    assertThat(problems.all())
        .extracting(Problem::message)
        .anyMatch(message -> message.contains("'steps' is empty"))
        .anyMatch(message -> message.contains("'tell' is missing"));
  }

  @Test
  void every_mistake_is_told_at_once_in_the_order_of_the_file() {
    read(
        GOOD.replace("risk: low", "risk: none")
            .replace("type: person", "type: human")
            .replace("timeout: 15s", "timeout: soon"));

    assertThat(problems.all()).hasSize(3);
    assertThat(problems.all())
        .extracting(problem -> problem.at().line())
        .isEqualTo(List.of(3, 8, 24));
  }

  @Test
  void a_missing_argument_is_told() {
    read(GOOD.replace("with: { door: \"{{ inputs.door }}\" }\n    when", "when"));

    assertThat(problems.all())
        .extracting(Problem::message)
        .containsExactly("'door.open' needs the argument 'door' under with:");
  }

  @Test
  void what_is_no_mapping_is_one_problem_not_a_crash() {
    for (String text : List.of("- a", "text", "", "steps: 3\ninputs: [a]\ntell: x", "\t")) {
      assertThat(read(text)).isEmpty();
    }
    assertThat(problems.all()).isNotEmpty();
  }

  private Optional<Runbook> read(String text) {
    return new RunbookReader(ACTIONS).read("catalog/open-door.runbook.yaml", text, problems);
  }

  private static Signature door(
      Set<EffectClass> effects, Set<String> optional, Set<String> outputs) {
    return new Signature("building", Set.of("door"), optional, effects, outputs);
  }
}
