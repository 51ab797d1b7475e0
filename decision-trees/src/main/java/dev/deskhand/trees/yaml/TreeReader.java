package dev.deskhand.trees.yaml;

import dev.deskhand.content.ContentVersion;
import dev.deskhand.content.Problems;
import dev.deskhand.content.SourcePosition;
import dev.deskhand.content.yaml.YamlMapping;
import dev.deskhand.content.yaml.YamlNode;
import dev.deskhand.content.yaml.YamlReader;
import dev.deskhand.trees.Node;
import dev.deskhand.trees.NodeId;
import dev.deskhand.trees.Tree;
import dev.deskhand.trees.TreeId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads a {@code *.tree.yaml} file; docs/tree-format.md tells its form. */
public final class TreeReader {
  /** How the name of a tree's file ends. */
  public static final String FILE_ENDING = ".tree.yaml";

  private final String file;
  private final Known known;
  private final Problems problems = new Problems();

  private TreeReader(String file, Known known) {
    this.file = file;
    this.known = known;
  }

  /**
   * Reads and lints one file.
   *
   * @param file its name as it appears in messages
   * @param known the actions and runbooks that the tree may name
   * @param problems gets every problem of the file, each with its place
   * @return empty when there is any problem
   */
  public static Optional<Tree> read(String file, String text, Known known, Problems problems) {
    TreeReader reader = new TreeReader(file, known);
    Optional<Tree> tree = reader.read(text);
    problems.addAll(reader.problems.all());
    return tree.filter(_ -> reader.problems.isEmpty());
  }

  private Optional<Tree> read(String text) {
    Optional<YamlNode> root = YamlReader.read(file, text, problems);
    if (root.isEmpty()) {
      return Optional.empty();
    }
    YamlMapping top = root.get().asMapping("a tree", problems);
    top.allowOnly(problems, "tree", "title", "audience", "queue", "start", "nodes");
    List<Sketch> sketches = sketches(top);
    Optional<TreeId> id = id(top);
    String title = top.text("title", problems);
    String start = top.text("start", problems);
    if (sketches.isEmpty()) {
      return Optional.empty();
    }
    new TreeLinter(sketches, known, problems).lint(start, top.placeOf("start"));
    Optional<String> queue = top.optionalText("queue", problems);
    List<String> audience = top.texts("audience", problems);
    return id.filter(_ -> NodeId.isValid(start))
        .map(
            name ->
                new Tree(
                    name,
                    title,
                    new NodeId(start),
                    nodes(sketches),
                    audience,
                    queue,
                    ContentVersion.of(text),
                    text));
  }

  private Optional<TreeId> id(YamlMapping top) {
    String id = top.text("tree", problems);
    SourcePosition at = top.placeOf("tree");
    if (!TreeId.isValid(id)) {
      if (!id.isBlank()) {
        problems.add(at, "tree '" + id + "': expected 1 to 60 of a-z, 0-9 and '-', a letter first");
      }
      return Optional.empty();
    }
    String name = file.substring(file.lastIndexOf('/') + 1);
    if (!name.equals(id + FILE_ENDING)) {
      problems.add(
          at, "tree '" + id + "' stands in " + name + "; name the file " + id + FILE_ENDING);
    }
    return Optional.of(new TreeId(id));
  }

  private List<Sketch> sketches(YamlMapping top) {
    List<Sketch> sketches = new ArrayList<>();
    Optional<YamlNode> nodes = top.require("nodes", problems);
    if (nodes.isEmpty()) {
      return sketches;
    }
    YamlMapping written = nodes.get().asMapping("'nodes'", problems);
    if (written.values().isEmpty()) {
      problems.add(written.at(), "'nodes' is empty: write at least one question and one end");
    }
    written
        .values()
        .forEach(
            (name, value) ->
                new NodeReader(name, written.keys().getOrDefault(name, value.at()), problems)
                    .read(value.asMapping("node '" + name + "'", problems))
                    .ifPresent(sketches::add));
    return sketches;
  }

  private static Map<NodeId, Node> nodes(List<Sketch> sketches) {
    Map<NodeId, Node> nodes = new LinkedHashMap<>();
    sketches.forEach(sketch -> nodes.put(sketch.node().id(), sketch.node()));
    return nodes;
  }
}
