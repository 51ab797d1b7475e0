package dev.deskhand.trees.yaml;

import dev.deskhand.content.Problems;
import dev.deskhand.content.SourcePosition;
import dev.deskhand.trees.Cause;
import dev.deskhand.trees.Node;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a tree's texts and conditions may name; what is not there is told with the nearest name. */
final class Names {
  private final Map<String, Sketch> nodes;
  private final List<String> causes;
  private final Known known;
  private final Problems problems;

  Names(Map<String, Sketch> nodes, List<Cause> causes, Known known, Problems problems) {
    this.nodes = nodes;
    this.causes = causes.stream().map(it -> it.name().value()).toList();
    this.known = known;
    this.problems = problems;
  }

  boolean isNode(String name) {
    return nodes.containsKey(name);
  }

  boolean requireQuestion(String name, String what, SourcePosition at) {
    Sketch asked = nodes.get(name);
    if (asked != null && asked.node() instanceof Node.Asking) {
      return true;
    }
    unknown("question", name, namesOf(Node.Asking.class), what, at);
    return false;
  }

  Optional<Node.Check> requireCheck(String name, String what, SourcePosition at) {
    Sketch checked = nodes.get(name);
    if (checked != null && checked.node() instanceof Node.Check check) {
      return Optional.of(check);
    }
    unknown("check", name, namesOf(Node.Check.class), what, at);
    return Optional.empty();
  }

  void requireOutput(Node.Check check, String output, String what, SourcePosition at) {
    Known.Action action = known.actions().get(check.call().action());
    if (action != null && !action.outputs().contains(output)) {
      problems.add(
          at,
          what
              + ": action '"
              + check.call().action()
              + "' answers with no '"
              + output
              + "'; "
              + Problems.suggestion(output, action.outputs()));
    }
  }

  void requireCause(String name, String what, SourcePosition at) {
    if (!causes.contains(name)) {
      unknown("cause", name, causes, what, at);
    }
  }

  private void unknown(
      String kind, String name, Collection<String> all, String what, SourcePosition at) {
    problems.add(at, what + ": no " + kind + " '" + name + "'; " + Problems.suggestion(name, all));
  }

  private List<String> namesOf(Class<? extends Node> kind) {
    return nodes.values().stream()
        .filter(sketch -> kind.isInstance(sketch.node()))
        .map(Sketch::name)
        .toList();
  }
}
