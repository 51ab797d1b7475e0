package dev.deskhand.trees.picture;

import dev.deskhand.trees.Node;
import dev.deskhand.trees.NodeId;
import dev.deskhand.trees.Tree;
import java.util.ArrayList;
import java.util.List;

/** A tree as a flowchart of Mermaid (mermaid.js.org), which wikis and code hosts draw. */
public final class Mermaid {
  private static final int LONGEST = 120;

  private Mermaid() {}

  /** The text, with a line end behind each line. */
  public static String of(Tree tree) {
    List<NodeId> names = new ArrayList<>(tree.nodes().keySet());
    StringBuilder text = new StringBuilder("flowchart TD\n");
    for (Node node : tree.nodes().values()) {
      text.append("  n").append(names.indexOf(node.id())).append(shape(node)).append('\n');
    }
    for (Node node : tree.nodes().values()) {
      for (Way way : Way.from(node)) {
        text.append("  n").append(names.indexOf(way.from()));
        text.append(way.manner() == Way.Manner.USUAL ? " -->|" : " -.->|");
        text.append(quoted(String.join(" / ", way.labels()))).append("| n");
        text.append(names.indexOf(way.to())).append('\n');
      }
    }
    return text.toString();
  }

  private static String shape(Node node) {
    String caption = quoted(Caption.of(node));
    return switch (node) {
      case Node.Question _ -> "[" + caption + "]";
      case Node.Instruction _ -> "[/" + caption + "/]";
      case Node.Check _ -> "{{" + caption + "}}";
      case Node.Decision _ -> "{" + caption + "}";
      case Node.Passage _ -> "(" + caption + ")";
      case Node.Part _ -> "[[" + caption + "]]";
      case Node.HandOver _ -> "[[" + caption + "]]";
      case Node.End _ -> "([" + caption + "])";
    };
  }

  /** In quotes only these mean something. */
  private static String quoted(String text) {
    String flat = text.strip().replaceAll("[\\s\\p{Cntrl}]+", " ");
    String cut =
        flat.codePointCount(0, flat.length()) <= LONGEST
            ? flat
            : flat.substring(0, flat.offsetByCodePoints(0, LONGEST - 1)) + "…";
    return '"'
        + cut.replace("#", "#35;")
            .replace("&", "#amp;")
            .replace("\"", "#quot;")
            .replace("<", "#lt;")
            .replace(">", "#gt;")
            .replace("`", "#96;")
        + '"';
  }
}
