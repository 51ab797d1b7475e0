package dev.deskhand.trees.yaml;

import dev.deskhand.content.Problems;
import dev.deskhand.content.SourcePosition;
import dev.deskhand.content.yaml.YamlMapping;
import dev.deskhand.trees.Choice;
import dev.deskhand.trees.Node;
import dev.deskhand.trees.yaml.Sketch.Exit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds what would leave somebody stuck, and what channels can't show. */
final class TreeLinter {
  /** The most buttons that fit one message on every channel, less those that the bot adds. */
  private static final int MOST_CHOICES = 22;

  /** Slack's limit for the text of a button. */
  private static final int LONGEST_LABEL = 75;

  /** Slack's limit for the text of a section. */
  private static final int LONGEST_TEXT = 3_000;

  private final Map<String, Sketch> nodes = new LinkedHashMap<>();
  private final WrittenTree tree;
  private final Known known;
  private final Problems problems;

  TreeLinter(WrittenTree tree, Known known, Problems problems) {
    tree.nodes().forEach(sketch -> nodes.put(sketch.name(), sketch));
    this.tree = tree;
    this.known = known;
    this.problems = problems;
  }

  void lint(String start, SourcePosition startAt) {
    nodes.values().forEach(this::lintNode);
    boolean whole = lintNames(start, startAt);
    TreeGraph graph = new TreeGraph(nodes);
    lintReachability(graph, start);
    if (whole) {
      lintLoops(graph, start);
    }
    Names names = new Names(nodes, tree.causes(), known, problems);
    ReferenceLinter references = new ReferenceLinter(names, graph.givenAt(start), problems);
    ConditionLinter conditions = new ConditionLinter(names, problems);
    for (Sketch sketch : nodes.values()) {
      references.lint(sketch);
      sketch.conditions().forEach(it -> conditions.lint(it, Optional.of(sketch.node())));
    }
    tree.evidence().forEach(it -> conditions.lint(it, Optional.empty()));
    tree.translated().values().forEach(them -> them.forEach(this::lintLabels));
  }

  private void lintNode(Sketch sketch) {
    sketch.texts().forEach(text -> lintLength(sketch, text));
    switch (sketch.node()) {
      case Node.Question question -> lintChoices(sketch, question);
      case Node.Check check -> lintCheck(sketch, check);
      case Node.HandOver over -> lintHandOver(sketch, over);
      case Node.Decision decision -> lintDecision(sketch, decision);
      case Node.Part part -> lintPart(sketch, part);
      case Node.Instruction _, Node.Passage _, Node.End _ -> {}
    }
  }

  private void lintDecision(Sketch sketch, Node.Decision decision) {
    if (decision.branches().isEmpty() && sketch.conditions().isEmpty()) {
      problems.add(
          sketch.written().placeOf("decide"),
          "'" + sketch.name() + "' has nothing to decide: write '- {when: …, next: …}' under it");
    }
  }

  private void lintPart(Sketch sketch, Node.Part part) {
    if (!known.trees().contains(part.tree().value())) {
      problems.add(
          sketch.written().placeOf("walk"),
          "unknown tree '"
              + part.tree()
              + "': "
              + Problems.suggestion(part.tree().value(), known.trees()));
    }
  }

  private void lintLength(Sketch sketch, Sketch.Text text) {
    int length = text.template().source().length();
    if (length > LONGEST_TEXT) {
      problems.add(
          text.at(),
          "a text of '"
              + sketch.name()
              + "' has "
              + length
              + " characters; Slack shows at most 3,000: shorten it, or split the node");
    }
  }

  private void lintChoices(Sketch sketch, Node.Question question) {
    SourcePosition at = sketch.written().placeOf("choices");
    if (question.choices().isEmpty() && sketch.written().find("choices").isPresent()) {
      problems.add(at, "question '" + sketch.name() + "' has no choices: write at least one");
    }
    if (question.choices().size() > MOST_CHOICES) {
      problems.add(
          at,
          "question '"
              + sketch.name()
              + "' has "
              + question.choices().size()
              + " choices; at most 22 can be shown: ask in two steps");
    }
    lintLabels(sketch);
  }

  private void lintLabels(Sketch sketch) {
    if (!(sketch.node() instanceof Node.Question question)) {
      return;
    }
    YamlMapping written = sketch.written().mapping("choices", new Problems());
    Map<String, String> seen = new HashMap<>();
    for (Choice choice : question.choices()) {
      lintLabel(choice, written.placeOf(choice.id().value()), seen);
    }
  }

  private void lintLabel(Choice choice, SourcePosition at, Map<String, String> seen) {
    if (choice.label().length() > LONGEST_LABEL) {
      problems.add(
          at,
          "the label of choice '"
              + choice.id()
              + "' has "
              + choice.label().length()
              + " characters; a button shows at most 75: shorten it");
    }
    String label = choice.label().strip().toLowerCase(Locale.ROOT);
    String other = seen.putIfAbsent(label, choice.id().value());
    if (other != null && !label.isEmpty()) {
      problems.add(
          at,
          "choice '"
              + choice.id()
              + "' has the label of choice '"
              + other
              + "'; nobody can tell them apart");
    }
  }

  private void lintCheck(Sketch sketch, Node.Check check) {
    String name = check.call().action();
    if (check.branches().isEmpty() && sketch.conditions().isEmpty()) {
      problems.add(
          sketch.written().placeOf("branches"),
          "check '" + sketch.name() + "' has no branches: what it finds would change nothing");
    }
    if (name.isBlank()) {
      return;
    }
    SourcePosition at = sketch.written().placeOf("check");
    Known.Action action = known.actions().get(name);
    if (action == null) {
      problems.add(
          at,
          "unknown action '" + name + "': " + Problems.suggestion(name, known.actions().keySet()));
      return;
    }
    if (action.effect() != Known.Effect.READ_ONLY) {
      problems.add(
          at,
          "action '"
              + name
              + "' changes things; a check only looks: put it into a runbook and"
              + " hand over to that");
    }
    lintNamed(sketch, "action '" + name + "'", action.required(), action.optional());
  }

  private void lintHandOver(Sketch sketch, Node.HandOver over) {
    Known.Runbook runbook = known.runbooks().get(over.runbook());
    if (runbook != null) {
      lintNamed(sketch, "runbook '" + over.runbook() + "'", runbook.required(), runbook.optional());
      lintValues(sketch, over, runbook);
      return;
    }
    if (!over.runbook().isBlank()) {
      problems.add(
          sketch.written().placeOf("hand-over"),
          "unknown runbook '"
              + over.runbook()
              + "': "
              + Problems.suggestion(over.runbook(), known.runbooks().keySet()));
    }
  }

  private void lintValues(Sketch sketch, Node.HandOver over, Known.Runbook runbook) {
    YamlMapping with = sketch.written().mapping("with", new Problems());
    over.inputs()
        .forEach(
            (name, value) ->
                runbook
                    .fit()
                    .refusal(name, value)
                    .ifPresent(why -> problems.add(with.placeOf(name), why)));
  }

  private void lintNamed(Sketch sketch, String what, Set<String> required, Set<String> optional) {
    YamlMapping with = sketch.written().mapping("with", new Problems());
    Set<String> all = new LinkedHashSet<>(required);
    all.addAll(optional);
    with.keys()
        .forEach(
            (name, at) -> {
              if (!all.contains(name)) {
                problems.add(
                    at, what + " takes no '" + name + "': " + Problems.suggestion(name, all));
              }
            });
    required.stream()
        .sorted()
        .filter(name -> with.find(name).isEmpty())
        .forEach(
            name ->
                problems.add(
                    sketch.written().placeOf("with"),
                    what + " needs '" + name + "': write it under with:"));
  }

  private boolean lintNames(String start, SourcePosition startAt) {
    boolean whole = start.isBlank() || lintName(start, startAt);
    for (Sketch sketch : nodes.values()) {
      for (Exit exit : new LinkedHashSet<>(sketch.exits())) {
        whole &= lintName(exit.to(), exit.at());
      }
    }
    return whole && !start.isBlank();
  }

  private boolean lintName(String name, SourcePosition at) {
    if (nodes.containsKey(name)) {
      return true;
    }
    problems.add(at, "unknown node '" + name + "': " + Problems.suggestion(name, nodes.keySet()));
    return false;
  }

  private void lintReachability(TreeGraph graph, String start) {
    if (!nodes.containsKey(start)) {
      return;
    }
    Set<String> reached = graph.reachedFrom(start);
    for (Sketch sketch : nodes.values()) {
      if (!reached.contains(sketch.name())) {
        problems.add(
            sketch.at(),
            "node '"
                + sketch.name()
                + "' is never reached from '"
                + start
                + "': lead to it, or take it out");
      }
    }
  }

  private void lintLoops(TreeGraph graph, String start) {
    Set<String> reached = graph.reachedFrom(start);
    Set<String> stuck = new LinkedHashSet<>(reached);
    stuck.removeAll(graph.endingNodes());
    if (!stuck.isEmpty()) {
      String first = stuck.iterator().next();
      problems.add(
          placeOf(first),
          "no answer leads from here to an end; whoever comes to "
              + String.join(", ", stuck.stream().map(name -> "'" + name + "'").toList())
              + " goes round until they give up: lead one of them to an end");
    }
    for (List<String> loop : graph.loopsWithoutPerson()) {
      problems.add(
          placeOf(loop.getFirst()),
          "'"
              + String.join("' → '", loop)
              + "' → '"
              + loop.getFirst()
              + "' goes round without asking anybody: put a question into the loop");
    }
  }

  private SourcePosition placeOf(String name) {
    Sketch sketch = nodes.get(name);
    if (sketch == null) {
      throw new IllegalArgumentException("no node '" + name + "'");
    }
    return sketch.at();
  }
}
