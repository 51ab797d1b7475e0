package dev.deskhand.trees.yaml;

import dev.deskhand.content.Problems;
import dev.deskhand.content.SourcePosition;
import dev.deskhand.trees.Node;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Checks the names in conditions. What an asker or a ticket has is not known beforehand. */
final class ConditionLinter {
  private static final Set<String> ABOUT_WALK = Set.of("asker", "beneficiary", "ticket", "visit");
  private static final String LISTED = "(answers|result|checks|score|walk)";
  private static final Pattern LITERAL = Pattern.compile("\"[^\"]*\"|'[^']*'");
  private static final Pattern BY_BRACKET =
      Pattern.compile(
          "\\b" + LISTED + "\\s*\\[\\s*[\"']([^\"']*)[\"']\\s*](?:\\.([A-Za-z_]\\w*))?");
  private static final Pattern BY_DOT =
      Pattern.compile(
          "\\b" + LISTED + "\\.([A-Za-z_]\\w*)(-\\w+)?(?:\\.([A-Za-z_]\\w*))?(?!\\w*\\s*\\()");

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
    Matcher brackets = BY_BRACKET.matcher(condition.source());
    while (brackets.find()) {
      lint(condition, of, brackets.group(1), brackets.group(2), brackets.group(3));
    }
    Matcher dots = BY_DOT.matcher(LITERAL.matcher(condition.source()).replaceAll("\"\""));
    while (dots.find()) {
      String hyphened = dots.group(2) + (dots.group(3) == null ? "" : dots.group(3));
      if (dots.group(3) != null && names.isNode(hyphened)) {
        problems.add(
            condition.at(),
            "expression '"
                + condition.source()
                + "': a name with a hyphen is written "
                + dots.group(1)
                + "[\""
                + hyphened
                + "\"]");
      } else {
        lint(condition, of, dots.group(1), dots.group(2), dots.group(4));
      }
    }
  }

  private void lint(
      Sketch.Condition condition,
      Optional<Node> of,
      String variable,
      String name,
      @Nullable String output) {
    String what = "expression '" + condition.source() + "'";
    SourcePosition at = condition.at();
    switch (variable) {
      case "answers" -> names.requireQuestion(name, what, at);
      case "checks" ->
          names
              .requireCheck(name, what, at)
              .filter(_ -> output != null)
              .ifPresent(check -> names.requireOutput(check, String.valueOf(output), what, at));
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
