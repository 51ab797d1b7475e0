package dev.deskhand.trees.yaml;

import dev.deskhand.content.Expression;
import dev.deskhand.content.Problems;
import dev.deskhand.content.SourcePosition;
import dev.deskhand.content.Template;
import dev.deskhand.content.yaml.YamlMapping;
import dev.deskhand.content.yaml.YamlNode;
import dev.deskhand.trees.CheckCall;
import dev.deskhand.trees.Choice;
import dev.deskhand.trees.ChoiceId;
import dev.deskhand.trees.Node;
import dev.deskhand.trees.NodeId;
import dev.deskhand.trees.Patience;
import dev.deskhand.trees.RunOutcome;
import dev.deskhand.trees.TargetName;
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
  private static final NodeId NOWHERE = new NodeId("nowhere");
  private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration LONGEST_TIMEOUT = Duration.ofMinutes(1);
  private static final List<String> KINDS = List.of("ask", "instruct", "check", "hand-over", "end");
  private static final Set<String> VARIABLES = Set.of("result", "answers", "walk");

  private final String name;
  private final SourcePosition at;
  private final Problems problems;
  private final List<Sketch.Exit> exits = new ArrayList<>();
  private final List<Sketch.Text> texts = new ArrayList<>();
  private final List<Sketch.Condition> conditions = new ArrayList<>();

  NodeReader(String name, SourcePosition at, Problems problems) {
    this.name = name;
    this.at = at;
    this.problems = problems;
  }

  /** Empty when it can't be told what kind of node it is; the problems say so. */
  Optional<Sketch> read(YamlMapping written) {
    if (!NodeId.isValid(name)) {
      problems.add(at, "node '" + name + "': expected 1 to 40 of a-z, 0-9 and '-', a letter first");
    }
    List<String> kinds = KINDS.stream().filter(kind -> written.find(kind).isPresent()).toList();
    if (kinds.size() != 1) {
      problems.add(
          at,
          "node '"
              + name
              + "' has "
              + (kinds.isEmpty() ? "none" : String.join(" and ", kinds))
              + " of "
              + String.join(", ", KINDS)
              + "; give it exactly one, which says what it is");
      return Optional.empty();
    }
    NodeId id = NodeId.isValid(name) ? new NodeId(name) : NOWHERE;
    Node node =
        switch (kinds.getFirst()) {
          case "ask" -> question(id, written);
          case "instruct" -> instruction(id, written);
          case "check" -> check(id, written);
          case "hand-over" -> handOver(id, written);
          default -> end(id, written);
        };
    return Optional.of(new Sketch(name, at, written, node, exits, texts, conditions));
  }

  private Node question(NodeId id, YamlMapping written) {
    written.allowOnly(problems, "ask", "choices", "patience", "unanswered");
    Template ask = text(written, "ask", Use.ASKED);
    List<Choice> choices = new ArrayList<>();
    written
        .require("choices", problems)
        .map(node -> node.asMapping("'choices'", problems))
        .ifPresent(
            all ->
                all.values()
                    .forEach(
                        (choice, value) ->
                            choices.add(
                                choice(choice, all.keys().getOrDefault(choice, at), value))));
    return new Node.Question(id, ask, choices, patience(written));
  }

  private Choice choice(String id, SourcePosition place, YamlNode value) {
    YamlMapping written = value.asMapping("choice '" + id + "'", problems);
    written.allowOnly(problems, "label", "next");
    if (!ChoiceId.isValid(id)) {
      problems.add(
          place, "choice '" + id + "': expected 1 to 40 of a-z, 0-9 and '-', a letter first");
    }
    ChoiceId valid = ChoiceId.isValid(id) ? new ChoiceId(id) : new ChoiceId("invalid");
    String label = written.text("label", problems);
    return new Choice(valid, label, exit(written, "next", Means.ANSWERED));
  }

  private Node instruction(NodeId id, YamlMapping written) {
    written.allowOnly(problems, "instruct", "done", "did-not-work", "patience", "unanswered");
    return new Node.Instruction(
        id,
        text(written, "instruct", Use.ASKED),
        exit(written, "done", Means.ANSWERED),
        exit(written, "did-not-work", Means.ANSWERED),
        patience(written));
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
    List<Node.Check.Branch> branches = new ArrayList<>();
    written.require("branches", problems);
    for (YamlNode branch : written.list("branches")) {
      branch(branch.asMapping("a branch", problems)).ifPresent(branches::add);
    }
    return new Node.Check(
        id,
        call,
        branches,
        exit(written, "otherwise", Means.CHECKED),
        exit(written, "could-not-tell", Means.COULD_NOT_TELL));
  }

  private Optional<Node.Check.Branch> branch(YamlMapping written) {
    written.allowOnly(problems, "when", "next");
    String when = written.text("when", problems);
    NodeId next = exit(written, "next", Means.CHECKED);
    if (when.isBlank()) {
      return Optional.empty();
    }
    SourcePosition place = written.placeOf("when");
    conditions.add(new Sketch.Condition(when, place));
    return Expression.parse(when, VARIABLES, place, problems)
        .map(expression -> new Node.Check.Branch(expression, next));
  }

  private Node handOver(NodeId id, YamlMapping written) {
    written.allowOnly(
        problems, "hand-over", "with", "succeeded", "failed", "refused", "unknown", "otherwise");
    Map<RunOutcome, NodeId> next = new EnumMap<>(RunOutcome.class);
    for (RunOutcome outcome : RunOutcome.values()) {
      String key = outcome.name().toLowerCase(Locale.ROOT);
      boolean covered = written.find(key).isEmpty() && written.find("otherwise").isPresent();
      next.put(outcome, exit(written, covered ? "otherwise" : key, Means.CAME_BACK));
    }
    return new Node.HandOver(id, written.text("hand-over", problems), arguments(written), next);
  }

  private Node end(NodeId id, YamlMapping written) {
    written.allowOnly(problems, "end", "finding", "say", "queue");
    Optional<WalkOutcome> outcome = written.choice("end", WalkOutcome.class, problems);
    if (outcome.filter(WalkOutcome.YIELDED::equals).isPresent()) {
      problems.add(
          written.placeOf("end"), "'end': no tree decides to yield; write solved or escalated");
    }
    Optional<String> queue = written.optionalText("queue", problems);
    if (queue.isPresent() && outcome.filter(WalkOutcome.SOLVED::equals).isPresent()) {
      problems.add(
          written.placeOf("queue"), "'queue': what is solved goes to no queue; take it out");
    }
    return new Node.End(
        id,
        outcome.orElse(WalkOutcome.ESCALATED),
        text(written, "finding", Use.FINDING),
        text(written, "say", Use.SAID),
        queue);
  }

  private Patience patience(YamlMapping written) {
    Duration time =
        written
            .duration("patience", problems)
            .filter(given -> isPositive(given, "patience", written))
            .orElse(Patience.DEFAULT.time());
    Optional<NodeId> next =
        written.find("unanswered").map(_ -> exit(written, "unanswered", Means.SILENCE));
    return new Patience(time, next);
  }

  private Duration timeout(YamlMapping written) {
    Optional<Duration> given =
        written
            .duration("timeout", problems)
            .filter(timeout -> isPositive(timeout, "timeout", written));
    if (given.filter(timeout -> timeout.compareTo(LONGEST_TIMEOUT) > 0).isPresent()) {
      problems.add(
          written.placeOf("timeout"), "'timeout': somebody is waiting; expected at most 1m");
    }
    return given.orElse(DEFAULT_TIMEOUT);
  }

  private boolean isPositive(Duration time, String key, YamlMapping written) {
    if (time.isPositive()) {
      return true;
    }
    problems.add(written.placeOf(key), "'" + key + "': expected more than nothing");
    return false;
  }

  private Template text(YamlMapping written, String key, Use use) {
    SourcePosition place = written.placeOf(key);
    Template template = Template.parse(written.text(key, problems).strip(), place, problems);
    texts.add(new Sketch.Text(template, place, use));
    return template;
  }

  private Map<String, Template> arguments(YamlMapping written) {
    Map<String, Template> arguments = new LinkedHashMap<>();
    written
        .mapping("with", problems)
        .values()
        .forEach(
            (argument, value) -> {
              String text = value.asText("'" + argument + "'", problems);
              Template template = Template.parse(text, value.at(), problems);
              texts.add(new Sketch.Text(template, value.at(), Use.ARGUMENT));
              arguments.put(argument, template);
            });
    return arguments;
  }

  private NodeId exit(YamlMapping written, String key, Means means) {
    String to = written.text(key, problems).strip();
    if (to.isEmpty()) {
      return NOWHERE;
    }
    exits.add(new Sketch.Exit(to, written.placeOf(key), means));
    return NodeId.isValid(to) ? new NodeId(to) : NOWHERE;
  }
}
