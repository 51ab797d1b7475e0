package dev.deskhand.trees.yaml;

import dev.deskhand.content.Expression;
import dev.deskhand.content.Problems;
import dev.deskhand.content.SourcePosition;
import dev.deskhand.content.Template;
import dev.deskhand.content.yaml.YamlMapping;
import dev.deskhand.content.yaml.YamlNode;
import dev.deskhand.trees.Branch;
import dev.deskhand.trees.CheckCall;
import dev.deskhand.trees.Node;
import dev.deskhand.trees.NodeId;
import dev.deskhand.trees.RunOutcome;
import dev.deskhand.trees.TargetName;
import dev.deskhand.trees.TreeId;
import dev.deskhand.trees.WalkOutcome;
import dev.deskhand.trees.yaml.Sketch.Means;
import dev.deskhand.trees.yaml.Sketch.Use;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads one node. It reads on past every problem, with something harmless in the place of what is
 * wrong, so that all of them are told at once.
 */
final class NodeReader {
  /** What conditions of checks see. */
  static final Set<String> ABOUT_CHECK =
      Set.of("result", "answers", "checks", "walk", "asker", "ticket", "score");

  /** What all other conditions of nodes see. */
  static final Set<String> ABOUT_WALK =
      Set.of("answers", "checks", "walk", "asker", "ticket", "score");

  private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration LONGEST_TIMEOUT = Duration.ofMinutes(1);
  private static final Duration DEFAULT_HAND_OVER = Duration.ofDays(3);
  private static final List<String> KINDS =
      List.of("ask", "instruct", "check", "decide", "note", "walk", "hand-over", "end");

  private final NodeDraft draft;
  private final Problems problems;

  NodeReader(NodeDraft draft, Problems problems) {
    this.draft = draft;
    this.problems = problems;
  }

  /** Empty when it can't be told what kind of node it is; the problems say so. */
  Optional<Sketch> read(YamlMapping written) {
    String name = draft.name();
    if (!NodeId.isValid(name)) {
      problems.add(
          draft.at(), "node '" + name + "': expected 1 to 40 of a-z, 0-9 and '-', a letter first");
    }
    List<String> kinds = KINDS.stream().filter(kind -> written.find(kind).isPresent()).toList();
    if (kinds.size() != 1) {
      problems.add(
          draft.at(),
          "node '"
              + name
              + "' has "
              + (kinds.isEmpty() ? "none" : String.join(" and ", kinds))
              + " of "
              + String.join(", ", KINDS)
              + "; give it exactly one, which says what it is");
      return Optional.empty();
    }
    NodeId id = NodeId.isValid(name) ? new NodeId(name) : NodeDraft.NOWHERE;
    AskingReader asking = new AskingReader(draft, problems);
    Node node =
        switch (kinds.getFirst()) {
          case "ask" -> asking.question(id, written);
          case "instruct" -> asking.instruction(id, written);
          case "check" -> check(id, written);
          case "decide" -> decision(id, written);
          case "note" -> passage(id, written);
          case "walk" -> part(id, written);
          case "hand-over" -> handOver(id, written);
          default -> end(id, written);
        };
    return Optional.of(draft.sketch(written, node));
  }

  private Node check(NodeId id, YamlMapping written) {
    written.allowOnly(
        problems, "check", "target", "with", "timeout", "branches", "otherwise", "could-not-tell");
    CheckCall call =
        new CheckCall(
            written.text("check", problems),
            new TargetName(written.text("target", problems)),
            arguments(written),
            timeout(written));
    written.require("branches", problems);
    return new Node.Check(
        id,
        call,
        branches(written, "branches", ABOUT_CHECK, Means.CHECKED),
        draft.exit(written, "otherwise", Means.CHECKED),
        draft.exit(written, "could-not-tell", Means.COULD_NOT_TELL));
  }

  private Node decision(NodeId id, YamlMapping written) {
    written.allowOnly(problems, "decide", "otherwise");
    return new Node.Decision(
        id,
        branches(written, "decide", ABOUT_WALK, Means.PASSED),
        draft.exit(written, "otherwise", Means.PASSED));
  }

  private Node passage(NodeId id, YamlMapping written) {
    written.allowOnly(problems, "note", "next");
    return new Node.Passage(
        id,
        Optional.of(draft.template(written, "note", Use.FINDING)),
        draft.exit(written, "next", Means.PASSED));
  }

  private Node part(NodeId id, YamlMapping written) {
    written.allowOnly(problems, "walk", "solved", "escalated", "abandoned", "otherwise");
    Map<WalkOutcome, NodeId> next = new EnumMap<>(WalkOutcome.class);
    for (WalkOutcome outcome :
        List.of(WalkOutcome.SOLVED, WalkOutcome.ESCALATED, WalkOutcome.ABANDONED)) {
      next.put(outcome, outcome(written, outcome.name(), Means.CAME_BACK));
    }
    String tree = written.text("walk", problems);
    if (!TreeId.isValid(tree) && !tree.isBlank()) {
      problems.add(written.placeOf("walk"), "'walk': expected the name of a tree");
    }
    return new Node.Part(id, new TreeId(TreeId.isValid(tree) ? tree : "unknown"), next);
  }

  private List<Branch> branches(
      YamlMapping written, String key, Set<String> variables, Means means) {
    List<Branch> branches = new ArrayList<>();
    for (YamlNode node : written.list(key)) {
      YamlMapping branch = node.asMapping("a branch", problems);
      branch.allowOnly(problems, "when", "next");
      String when = branch.text("when", problems);
      NodeId next = draft.exit(branch, "next", means);
      if (!when.isBlank()) {
        SourcePosition place = branch.placeOf("when");
        draft.condition(when, place);
        Expression.parse(when, variables, place, problems)
            .ifPresent(expression -> branches.add(new Branch(expression, next)));
      }
    }
    return branches;
  }

  private Node handOver(NodeId id, YamlMapping written) {
    written.allowOnly(
        problems,
        "hand-over",
        "with",
        "patience",
        "succeeded",
        "failed",
        "refused",
        "unknown",
        "otherwise");
    Map<RunOutcome, NodeId> next = new EnumMap<>(RunOutcome.class);
    for (RunOutcome outcome : RunOutcome.values()) {
      next.put(outcome, outcome(written, outcome.name(), Means.CAME_BACK));
    }
    return new Node.HandOver(
        id,
        written.text("hand-over", problems),
        arguments(written),
        draft.span(written, "patience", problems).orElse(DEFAULT_HAND_OVER),
        next);
  }

  private NodeId outcome(YamlMapping written, String name, Means means) {
    String key = name.toLowerCase(Locale.ROOT);
    boolean covered = written.find(key).isEmpty() && written.find("otherwise").isPresent();
    return draft.exit(written, covered ? "otherwise" : key, means);
  }

  private Node end(NodeId id, YamlMapping written) {
    written.allowOnly(problems, "end", "finding", "say", "queue");
    Optional<WalkOutcome> outcome = written.choice("end", WalkOutcome.class, problems);
    if (outcome.filter(WalkOutcome.YIELDED::equals).isPresent()) {
      problems.add(
          written.placeOf("end"),
          "'end': no tree decides to yield; write solved, escalated or abandoned");
    }
    Optional<String> queue = written.optionalText("queue", problems);
    if (queue.isPresent() && outcome.filter(WalkOutcome.ESCALATED::equals).isEmpty()) {
      problems.add(
          written.placeOf("queue"), "'queue': only what is escalated goes to one; take it out");
    }
    return new Node.End(
        id,
        outcome.orElse(WalkOutcome.ESCALATED),
        draft.template(written, "finding", Use.FINDING),
        draft.text(written, "say", Use.SAID),
        queue);
  }

  private Duration timeout(YamlMapping written) {
    Optional<Duration> given = draft.span(written, "timeout", problems);
    if (given.filter(timeout -> timeout.compareTo(LONGEST_TIMEOUT) > 0).isPresent()) {
      problems.add(
          written.placeOf("timeout"), "'timeout': somebody is waiting; expected at most 1m");
    }
    return given.orElse(DEFAULT_TIMEOUT);
  }

  private Map<String, Template> arguments(YamlMapping written) {
    Map<String, Template> arguments = new LinkedHashMap<>();
    written
        .mapping("with", problems)
        .values()
        .forEach(
            (argument, value) ->
                arguments.put(
                    argument,
                    draft.template(
                        new Wording.Said(value.asText("'" + argument + "'", problems), value.at()),
                        Use.ARGUMENT)));
    return arguments;
  }
}
