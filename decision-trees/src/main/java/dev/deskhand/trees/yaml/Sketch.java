package dev.deskhand.trees.yaml;

import dev.deskhand.content.SourcePosition;
import dev.deskhand.content.Template;
import dev.deskhand.content.yaml.YamlMapping;
import dev.deskhand.trees.Node;
import java.util.List;

/**
 * A node with the places of what it says, for the linter.
 *
 * @param name as it was written
 * @param at where its name stands
 */
record Sketch(
    String name,
    SourcePosition at,
    YamlMapping written,
    Node node,
    List<Exit> exits,
    List<Text> texts,
    List<Condition> conditions) {

  /**
   * A way out of a node.
   *
   * @param to the name as it was written
   */
  record Exit(String to, SourcePosition at, Means means) {}

  /** What a way out tells about the node that it leaves. */
  enum Means {
    ANSWERED,
    SILENCE,
    CHECKED,
    COULD_NOT_TELL,
    CAME_BACK,
    PASSED
  }

  /** A text with places to be filled in. */
  record Text(Template template, SourcePosition at, Use use) {}

  /** Who reads a text. */
  enum Use {
    /** The requester, in the course of the walk. */
    ASKED,
    /** The requester, at its end. */
    SAID,
    /** The support desk. */
    FINDING,
    /** An action or a runbook. */
    ARGUMENT
  }

  /** A branch's condition. */
  record Condition(String source, SourcePosition at) {}

  Sketch {
    exits = List.copyOf(exits);
    texts = List.copyOf(texts);
    conditions = List.copyOf(conditions);
  }
}
