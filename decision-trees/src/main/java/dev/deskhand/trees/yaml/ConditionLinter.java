package dev.deskhand.trees.yaml;

import dev.deskhand.content.Expression;
import dev.deskhand.content.ExpressionPath;
import dev.deskhand.content.Problems;
import dev.deskhand.content.SourcePosition;
import dev.deskhand.trees.Node;
import java.util.Optional;
import java.util.Set;

/** Checks the names in conditions. What an asker or a ticket has is not known beforehand. */
final class ConditionLinter {
  private static final Set<String> ABOUT_WALK = Set.of("asker", "beneficiary", "ticket", "visit");
  private static final Set<String> LISTED = Set.of("answers", "result", "checks", "score", "walk");

  private final Names names;
  private final Problems problems;

  ConditionLinter(Names names, Problems problems) {
    this.names = names;
    this.problems = problems;
  }

  /**
   * Checks one.
   *
   * @param of whose branch it is; empty for evidence
   */
  void lint(Sketch.Condition condition, Optional<Node> of) {
    Expression.paths(condition.source()).stream()
        .filter(path -> path.names().size() > 1 && LISTED.contains(path.names().getFirst()))
        .forEach(path -> lint(condition, of, path));
  }

  private void lint(Sketch.Condition condition, Optional<Node> of, ExpressionPath path) {
    String variable = path.names().getFirst();
    String hyphened = path.hyphened().get(1);
    if (path.mayBeHyphened() && names.isNode(hyphened)) {
      problems.add(
          condition.at(),
          "expression '%s': a name with a hyphen is written %s[\"%s\"]"
              .formatted(condition.source(), variable, hyphened));
    } else {
      lint(condition, of, variable, path.names().get(1), path.names().stream().skip(2).findFirst());
    }
  }

  private void lint(
      Sketch.Condition condition,
      Optional<Node> of,
      String variable,
      String name,
      Optional<String> output) {
    String what = "expression '" + condition.source() + "'";
    SourcePosition at = condition.at();
    switch (variable) {
      case "answers" -> names.requireQuestion(name, what, at);
      case "checks" ->
          names
              .requireCheck(name, what, at)
              .ifPresent(check -> output.ifPresent(it -> names.requireOutput(check, it, what, at)));
      case "score" -> names.requireCause(name, what, at);
      case "result" -> {
        if (of.orElse(null) instanceof Node.Check check) {
          names.requireOutput(check, name, what, at);
        }
      }
      default -> {
        if (!ABOUT_WALK.contains(name)) {
          problems.add(
              at,
              what + ": a walk has no '" + name + "'; " + Problems.suggestion(name, ABOUT_WALK));
        }
      }
    }
  }
}
