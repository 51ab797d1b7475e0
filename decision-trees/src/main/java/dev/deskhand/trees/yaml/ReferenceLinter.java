package dev.deskhand.trees.yaml;

import dev.deskhand.content.Problems;
import dev.deskhand.content.SourcePosition;
import dev.deskhand.trees.Node;
import dev.deskhand.trees.yaml.Sketch.Use;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Checks what templates look up. */
final class ReferenceLinter {
  private static final Set<String> PLAIN =
      Set.of("asker.id", "asker.name", "beneficiary.id", "ticket");

  private final Names names;
  private final Map<String, Set<String>> given;
  private final Problems problems;

  /**
   * Takes what is to be checked.
   *
   * @param given what has certainly been found out when a node is come to
   */
  ReferenceLinter(Names names, Map<String, Set<String>> given, Problems problems) {
    this.names = names;
    this.given = given;
    this.problems = problems;
  }

  void lint(Sketch sketch) {
    for (Sketch.Text text : sketch.texts()) {
      text.template().paths().forEach(path -> lintPath(sketch, text, path));
    }
  }

  private void lintPath(Sketch sketch, Sketch.Text text, String path) {
    List<String> parts = List.of(path.split("\\.", -1));
    String first = parts.getFirst();
    boolean open = parts.size() == 2 && (first.equals("asker") || first.equals("ticket"));
    if (PLAIN.contains(path) || open) {
      lintCertain(text, path);
      return;
    }
    boolean valid =
        switch (first) {
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

  private void lintCertain(Sketch.Text text, String path) {
    boolean certain = PLAIN.contains(path) && !path.equals("ticket");
    if (!certain && text.use() == Use.ARGUMENT) {
      problems.add(
          text.at(),
          "'{{ "
              + path
              + " }}': a walk may have none, and then the argument can't be made: leave it out");
    }
  }

  private boolean lintAnswer(List<String> parts, String path, SourcePosition at) {
    if (parts.size() == 2 || (parts.size() == 3 && parts.get(2).equals("label"))) {
      return names.requireQuestion(parts.get(1), "'{{ " + path + " }}'", at);
    }
    unknownPath(path, at);
    return false;
  }

  private boolean lintCheck(List<String> parts, String path, Sketch.Text text) {
    if (parts.size() != 3) {
      unknownPath(path, text.at());
      return false;
    }
    String what = "'{{ " + path + " }}'";
    Node.Check check = names.requireCheck(parts.get(1), what, text.at()).orElse(null);
    if (check == null) {
      return false;
    }
    if (text.use() == Use.SAID) {
      problems.add(
          text.at(),
          what
              + ": 'say' is read by the requester, who may not be told what was"
              + " found: put it into 'finding'");
    }
    names.requireOutput(check, parts.get(2), what, text.at());
    return true;
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

  private void unknownPath(String path, SourcePosition at) {
    problems.add(
        at,
        "'{{ "
            + path
            + " }}': unknown; a text may look up asker.id, asker.name, asker.ATTRIBUTE,"
            + " beneficiary.id, ticket, ticket.FIELD, answers.QUESTION, answers.QUESTION.label and"
            + " checks.CHECK.OUTPUT");
  }
}
