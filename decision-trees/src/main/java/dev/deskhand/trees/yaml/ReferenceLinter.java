package dev.deskhand.trees.yaml;

import dev.deskhand.content.Problems;
import dev.deskhand.content.SourcePosition;
import dev.deskhand.trees.Node;
import dev.deskhand.trees.yaml.Sketch.Use;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Checks what templates and conditions look up. */
final class ReferenceLinter {
  private static final Set<String> PLAIN =
      Set.of("asker.id", "asker.name", "beneficiary.id", "ticket");
  private static final Set<String> ABOUT_WALK = Set.of("asker", "beneficiary", "ticket", "visit");
  private static final Pattern LITERAL = Pattern.compile("\"[^\"]*\"|'[^']*'");
  private static final Pattern BY_BRACKET =
      Pattern.compile("\\b(answers|result|walk)\\s*\\[\\s*[\"']([^\"']*)[\"']\\s*]");
  private static final Pattern BY_DOT =
      Pattern.compile("\\b(answers|result|walk)\\.([A-Za-z_]\\w*)(-\\w+)?(?!\\w*\\s*\\()");

  private final Map<String, Sketch> nodes;
  private final Map<String, Set<String>> given;
  private final Known known;
  private final Problems problems;

  /**
   * Takes what is to be checked.
   *
   * @param given what has certainly been found out when a node is come to
   */
  ReferenceLinter(
      Map<String, Sketch> nodes, Map<String, Set<String>> given, Known known, Problems problems) {
    this.nodes = nodes;
    this.given = given;
    this.known = known;
    this.problems = problems;
  }

  void lint() {
    for (Sketch sketch : nodes.values()) {
      for (Sketch.Text text : sketch.texts()) {
        text.template().paths().forEach(path -> lintPath(sketch, text, path));
      }
      sketch.conditions().forEach(condition -> lintCondition(sketch, condition));
    }
  }

  private void lintPath(Sketch sketch, Sketch.Text text, String path) {
    if (PLAIN.contains(path)) {
      lintTicket(text, path);
      return;
    }
    List<String> parts = List.of(path.split("\\.", -1));
    boolean valid =
        switch (parts.getFirst()) {
          case "answers" -> lintAnswer(parts, path, text.at());
          case "checks" -> lintCheck(parts, path, text);
          default -> {
            unknownPath(path, text.at());
            yield false;
          }
        };
    if (valid && text.use() == Use.ARGUMENT) {
      lintGiven(sketch, parts, path, text.at());
    }
  }

  private void lintTicket(Sketch.Text text, String path) {
    if (path.equals("ticket") && text.use() == Use.ARGUMENT) {
      problems.add(
          text.at(),
          "'{{ ticket }}': a walk may have none, and then the argument can't be made: leave it"
              + " out");
    }
  }

  private boolean lintAnswer(List<String> parts, String path, SourcePosition at) {
    if (parts.size() == 2 || (parts.size() == 3 && parts.get(2).equals("label"))) {
      return isQuestion(parts.get(1), "'{{ " + path + " }}'", at);
    }
    unknownPath(path, at);
    return false;
  }

  private boolean isQuestion(String name, String what, SourcePosition at) {
    Sketch asked = nodes.get(name);
    if (asked != null && asked.node() instanceof Node.Asking) {
      return true;
    }
    List<String> asking = namesOf(Node.Asking.class);
    problems.add(at, what + ": no question '" + name + "'; " + Problems.suggestion(name, asking));
    return false;
  }

  private boolean lintCheck(List<String> parts, String path, Sketch.Text text) {
    if (parts.size() != 3) {
      unknownPath(path, text.at());
      return false;
    }
    String name = parts.get(1);
    Sketch checked = nodes.get(name);
    if (checked == null || !(checked.node() instanceof Node.Check check)) {
      problems.add(
          text.at(),
          "'{{ "
              + path
              + " }}': no check '"
              + name
              + "'; "
              + Problems.suggestion(name, namesOf(Node.Check.class)));
      return false;
    }
    if (text.use() == Use.SAID) {
      problems.add(
          text.at(),
          "'{{ "
              + path
              + " }}': 'say' is read by the requester, who may not be told what was"
              + " found: put it into 'finding'");
    }
    lintOutput(check, parts.get(2), "'{{ " + path + " }}'", text.at());
    return true;
  }

  private void lintOutput(Node.Check check, String output, String what, SourcePosition at) {
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

  private void lintGiven(Sketch sketch, List<String> parts, String path, SourcePosition at) {
    String needed = parts.getFirst() + "." + parts.get(1);
    Set<String> certain = given.get(sketch.name());
    if (certain != null && !certain.contains(needed)) {
      problems.add(
          at,
          "'{{ "
              + path
              + " }}': some way leads to '"
              + sketch.name()
              + "' past '"
              + parts.get(1)
              + "', and then it has no value: lead every way through it");
    }
  }

  private void lintCondition(Sketch sketch, Sketch.Condition condition) {
    Matcher brackets = BY_BRACKET.matcher(condition.source());
    while (brackets.find()) {
      lintVariable(sketch, condition, brackets.group(1), brackets.group(2));
    }
    Matcher dots = BY_DOT.matcher(LITERAL.matcher(condition.source()).replaceAll("\"\""));
    while (dots.find()) {
      String hyphened = dots.group(2) + (dots.group(3) == null ? "" : dots.group(3));
      if (dots.group(3) != null && nodes.containsKey(hyphened)) {
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
        lintVariable(sketch, condition, dots.group(1), dots.group(2));
      }
    }
  }

  private void lintVariable(
      Sketch sketch, Sketch.Condition condition, String variable, String name) {
    String what = "expression '" + condition.source() + "'";
    switch (variable) {
      case "answers" -> isQuestion(name, what, condition.at());
      case "result" -> {
        if (sketch.node() instanceof Node.Check check) {
          lintOutput(check, name, what, condition.at());
        }
      }
      default -> {
        if (!ABOUT_WALK.contains(name)) {
          problems.add(
              condition.at(),
              what + ": a walk has no '" + name + "'; " + Problems.suggestion(name, ABOUT_WALK));
        }
      }
    }
  }

  private void unknownPath(String path, SourcePosition at) {
    problems.add(
        at,
        "'{{ "
            + path
            + " }}': unknown; a text may look up asker.id, asker.name, beneficiary.id,"
            + " ticket, answers.QUESTION, answers.QUESTION.label and checks.CHECK.OUTPUT");
  }

  private List<String> namesOf(Class<? extends Node> kind) {
    return nodes.values().stream()
        .filter(sketch -> kind.isInstance(sketch.node()))
        .map(Sketch::name)
        .toList();
  }
}
