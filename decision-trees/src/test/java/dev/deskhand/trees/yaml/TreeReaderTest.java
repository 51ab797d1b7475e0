package dev.deskhand.trees.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.content.ContentVersion;
import dev.deskhand.content.Problem;
import dev.deskhand.content.Problems;
import dev.deskhand.trees.Fixtures;
import dev.deskhand.trees.Node;
import dev.deskhand.trees.NodeId;
import dev.deskhand.trees.Patience;
import dev.deskhand.trees.RunOutcome;
import dev.deskhand.trees.Tree;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TreeReaderTest {
  private static final String GOOD =
      """
      tree: lamp
      title: The lamp is dark
      start: bright
      nodes:
        bright:
          ask: Is it bright?
          choices:
            yes: {label: "Yes", next: shining}
            no: {label: "No", next: look}
        look:
          check: http.get
          target: house
          with: {path: /}
          branches:
            - when: result.status == "200"
              next: fix
          otherwise: dark
          could-not-tell: dark
        fix:
          hand-over: restart-service
          with: {host: lamp-1, service: lamp}
          succeeded: bright
          otherwise: dark
        shining:
          end: solved
          finding: It was bright.
          say: Enjoy.
        dark:
          end: escalated
          finding: It was dark.
          say: Wait.
      """;

  @Test
  void a_sound_tree_is_read_with_its_text_and_version() {
    Problems problems = new Problems();

    Tree tree = read(GOOD, problems).orElseThrow();

    assertThat(problems.isEmpty()).isTrue();
    assertThat(tree.title()).isEqualTo("The lamp is dark");
    assertThat(tree.nodes()).hasSize(5);
    assertThat(tree.source()).isEqualTo(GOOD);
    assertThat(tree.version()).isEqualTo(ContentVersion.of(GOOD));
    assertThat(tree.find(new NodeId("bright")))
        .hasValueSatisfying(
            node -> assertThat(((Node.Asking) node).patience()).isEqualTo(Patience.DEFAULT));
    assertThat(tree.find(new NodeId("fix")))
        .hasValueSatisfying(
            node ->
                assertThat(((Node.HandOver) node).next())
                    .containsEntry(RunOutcome.SUCCEEDED, new NodeId("bright"))
                    .containsEntry(RunOutcome.UNKNOWN, new NodeId("dark")));
  }

  @Test
  void an_unknown_node_is_told_with_the_nearest_name() {
    assertProblem(
        "next: look",
        "next: lok",
        "lamp.tree.yaml:9:31: unknown node 'lok'",
        "did you mean 'look'?");
    assertProblem(
        "start: bright",
        "start: brigth",
        "lamp.tree.yaml:3:8: unknown node 'brigth'",
        "did you mean 'bright'?");
  }

  @Test
  void a_node_that_is_never_reached_is_told() {
    assertProblem(
        "next: fix",
        "next: dark",
        "lamp.tree.yaml:19:3: node 'fix' is never reached from 'bright'");
  }

  @Test
  void a_loop_without_an_end_is_told_at_its_first_node() {
    String text =
        GOOD.replace("next: shining", "next: look")
            .replace("otherwise: dark", "otherwise: bright")
            .replace("could-not-tell: dark", "could-not-tell: bright");

    assertThat(problemsOf(text))
        .anySatisfy(
            problem ->
                assertThat(problem)
                    .startsWith("lamp.tree.yaml:5:3: no answer leads from here to an end")
                    .contains("'bright', 'look', 'fix'"));
  }

  @Test
  void giving_up_is_no_end() {
    String text =
        """
        tree: lamp
        title: The lamp is dark
        start: bright
        nodes:
          bright:
            ask: Is it bright?
            choices:
              no: {label: "No", next: bright}
            unanswered: dark
          dark: {end: escalated, finding: Dark., say: Wait.}
        """;

    assertThat(problemsOf(text)).singleElement().asString().contains("no answer leads from here");
  }

  @Test
  void a_loop_in_which_nobody_is_asked_is_told() {
    assertProblem(
        "succeeded: bright",
        "succeeded: look",
        "lamp.tree.yaml:10:3: 'look' → 'fix' → 'look' goes round without asking anybody");
  }

  @Test
  void an_end_needs_a_finding_and_words() {
    assertProblem("    finding: It was dark.\n", "", "'finding' is missing");
    assertProblem("    say: Wait.\n", "    say: ''\n", "'say' is empty");
    assertProblem("end: escalated", "end: fixed", "'end': unknown value 'fixed'");
    assertProblem(
        "say: Enjoy.", "say: Enjoy.\n    queue: lamps", "only what is escalated goes to one");
  }

  @Test
  void missing_ways_are_told() {
    assertProblem(
        "    otherwise: dark\n    could-not-tell",
        "    could-not-tell",
        "lamp.tree.yaml:11:5: 'otherwise' is missing");
    assertProblem("    could-not-tell: dark\n", "", "'could-not-tell' is missing");
    assertProblem(
        "    succeeded: bright\n    otherwise: dark",
        "    succeeded: bright",
        "'failed' is missing",
        "'refused' is missing",
        "'unknown' is missing");
    assertProblem(
        "    branches:\n      - when: result.status == \"200\"\n        next: fix\n",
        "",
        "'branches' is missing",
        "has no branches");
  }

  @Test
  void what_channels_can_not_show_is_told() {
    assertProblem("label: \"Yes\"", "label: \"" + "Y".repeat(76) + "\"", "has 76 characters");
    assertProblem("Is it bright?", "x".repeat(3_001), "has 3001 characters");
    assertProblem("label: \"No\"", "label: yes ", "has the label of choice 'yes'");
    String many =
        IntStream.rangeClosed(1, 26)
            .mapToObj(n -> "      c" + n + ": {label: L" + n + ", next: shining}\n")
            .collect(Collectors.joining());
    assertProblem("      yes: {label: \"Yes\", next: shining}\n", many, "has 27 choices");
  }

  @Test
  void a_condition_that_does_not_compile_or_looks_up_nothing_is_told_where_it_stands() {
    assertProblem(
        "result.status == \"200\"",
        "result.status ==",
        "lamp.tree.yaml:15:15: expression 'result.status =='");
    assertProblem(
        "result.status == \"200\"",
        "result.state == \"200\"",
        "lamp.tree.yaml:15:15: expression",
        "answers with no 'state'",
        "did you mean 'status'?");
    assertProblem(
        "result.status == \"200\"",
        "answers.brigt == \"no\"",
        "no question 'brigt'",
        "did you mean 'bright'?");
    assertProblem("result.status == \"200\"", "walk.mood == \"bad\"", "a walk has no 'mood'");
    assertThat(problemsOf(GOOD.replace("\"200\"", "\"200\" || answers[\"bright\"] == \"a.b\"")))
        .isEmpty();
  }

  @Test
  void a_hyphened_name_after_a_dot_is_told_how_to_be_written() {
    String text = GOOD.replace("bright:\n", "is-bright:\n").replace(": bright", ": is-bright");
    assertThat(problemsOf(text)).isEmpty();

    assertThat(problemsOf(text.replace("result.status ==", "answers.is-bright ==")))
        .anySatisfy(problem -> assertThat(problem).contains("answers[\"is-bright\"]"));
  }

  @Test
  void what_a_text_looks_up_has_to_exist() {
    assertProblem("Is it bright?", "\"{{ inputs.host }}?\"", "lamp.tree.yaml:6:10", "unknown");
    assertProblem("Is it bright?", "\"{{ answers.brite }}?\"", "no question 'brite'");
    assertProblem("Is it bright?", "\"{{ checks.look.state }}?\"", "answers with no 'state'");
    assertProblem(
        "say: Enjoy.", "say: \"{{ checks.look.status }}\"", "'say' is read by the requester");
    assertProblem("host: lamp-1", "host: \"{{ ticket }}\"", "a walk may have none");
  }

  @Test
  void an_argument_needs_a_value_on_every_way() {
    assertThat(problemsOf(GOOD.replace("host: lamp-1", "host: \"{{ checks.look.status }}\"")))
        .isEmpty();
    assertProblem(
        "path: /", "path: \"{{ checks.look.status }}\"", "some way leads to 'look' past 'look'");
    assertThat(problemsOf(GOOD.replace("path: /", "path: \"{{ answers.bright }}\""))).isEmpty();
  }

  @Test
  void a_check_only_looks() {
    assertProblem("check: http.get", "check: http.got", "did you mean 'http.get'?");
    assertProblem("check: http.get", "check: ldap.unlock", "changes things");
    assertProblem("path: /", "pfad: /", "takes no 'pfad'", "needs 'path'");
    assertProblem("could-not-tell", "timeout: 2m\n    could-not-tell", "expected at most 1m");
  }

  @Test
  void a_hand_over_names_a_runbook_and_its_inputs() {
    assertProblem(
        "hand-over: restart-service",
        "hand-over: restart-servise",
        "lamp.tree.yaml:20:16: unknown runbook",
        "did you mean 'restart-service'?");
    assertProblem("host: lamp-1, ", "", "runbook 'restart-service' needs 'host'");
    assertProblem("host: lamp-1", "hots: lamp-1", "takes no 'hots'", "did you mean 'host'?");
    assertProblem(
        "host: lamp-1",
        "host: lamp-1-in-the-cellar-of-the-house",
        "lamp.tree.yaml:21:",
        "'host': expected at most 20 characters");
  }

  @Test
  void names_have_a_form_and_nodes_one_kind() {
    assertProblem("tree: lamp", "tree: Lamp", "tree 'Lamp': expected");
    assertProblem("tree: lamp", "tree: light", "name the file light.tree.yaml");
    assertProblem("dark:\n", "Dark Side:\n", "node 'Dark Side': expected");
    assertProblem("end: escalated", "end: escalated\n    ask: Why?", "has ask and end of");
    assertProblem("title:", "tittle:", "unknown key 'tittle'", "'title' is missing");
    assertProblem(
        "ask: Is it bright?", "ask: Is it bright?\n    patience: 0s", "more than nothing");
  }

  @Test
  void every_problem_is_told_at_once() {
    String text =
        GOOD.replace("next: look", "next: lok")
            .replace("end: solved", "end: done")
            .replace("result.status ==", "result.status =")
            .replace("hand-over: restart", "hand-over: restrat");

    assertThat(problemsOf(text)).hasSizeGreaterThanOrEqualTo(4);
  }

  @Test
  void hostile_files_are_problems_and_nothing_worse() {
    for (String text :
        List.of(
            "",
            "- a",
            "nodes: 3",
            "nodes: [a, b]",
            "nodes: {}",
            "tree: &a [*a]",
            "nodes: {a: {ask: [x], choices: [y]}}",
            "nodes: {a: {end: {b: c}, finding: [], say: {}}}",
            "nodes: {a: {hand-over: , with: [x]}}",
            "nodes: {a: {check: x, branches: {when: [], next: {}}}}",
            "tree: !!javax.script.ScriptEngineManager [x]",
            "{".repeat(5_000))) {
      assertThat(problemsOf(text)).as(text.substring(0, Math.min(60, text.length()))).isNotEmpty();
    }
  }

  private static void assertProblem(String part, String replacement, String... told) {
    assertThat(GOOD).contains(part);
    List<String> problems = problemsOf(GOOD.replace(part, replacement));
    for (String words : told) {
      assertThat(problems).anySatisfy(problem -> assertThat(problem).contains(words));
    }
  }

  private static List<String> problemsOf(String text) {
    Problems problems = new Problems();
    Optional<Tree> tree = read(text, problems);
    assertThat(tree.isPresent()).isEqualTo(problems.isEmpty());
    return problems.all().stream().map(Problem::toString).toList();
  }

  private static Optional<Tree> read(String text, Problems problems) {
    return TreeReader.read("lamp.tree.yaml", text, Fixtures.KNOWN, problems);
  }
}
