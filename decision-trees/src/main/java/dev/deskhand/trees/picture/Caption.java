package dev.deskhand.trees.picture;

import dev.deskhand.content.Template;
import dev.deskhand.trees.Node;
import java.util.ArrayList;
import java.util.List;

/** What stands on a node of a picture. */
final class Caption {
  private static final int WIDTH = 30;
  private static final int MOST_LINES = 3;

  private Caption() {}

  /** In a line. */
  static String of(Node node) {
    return switch (node) {
      case Node.Asking asking -> asking.text().source();
      case Node.Check check -> check.call().action() + " on " + check.call().target();
      case Node.Decision _ -> "What is known?";
      case Node.Passage passage -> passage.finding().map(Template::source).orElse("Go on");
      case Node.Part part -> "Tree " + part.tree();
      case Node.HandOver over -> "Runbook " + over.runbook();
      case Node.End end -> end.finding().source();
    };
  }

  /**
   * The first words, in lines that fit a node; the last ends with an ellipsis if there are more.
   */
  static List<String> lines(Node node) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : of(node).strip().split("\\s+", -1)) {
      if (!line.isEmpty() && line.length() + 1 + word.length() > WIDTH) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(fitting(word));
    }
    lines.add(line.toString());
    return lines.size() <= MOST_LINES ? lines : cut(lines.subList(0, MOST_LINES));
  }

  private static List<String> cut(List<String> lines) {
    List<String> cut = new ArrayList<>(lines);
    cut.set(MOST_LINES - 1, fitting(cut.getLast() + "…"));
    return cut;
  }

  /** Cut between characters, never inside one. */
  static String fitting(String text) {
    return text.codePointCount(0, text.length()) <= WIDTH
        ? text
        : text.substring(0, text.offsetByCodePoints(0, WIDTH - 1)) + "…";
  }
}
