package dev.deskhand.trees.yaml;

import dev.deskhand.content.ContentVersion;
import dev.deskhand.content.PictureFile;
import dev.deskhand.content.PictureReading;
import dev.deskhand.content.Problems;
import dev.deskhand.content.SourcePosition;
import dev.deskhand.content.yaml.YamlMapping;
import dev.deskhand.content.yaml.YamlNode;
import dev.deskhand.content.yaml.YamlReader;
import dev.deskhand.trees.Cause;
import dev.deskhand.trees.Node;
import dev.deskhand.trees.NodeId;
import dev.deskhand.trees.Splicing;
import dev.deskhand.trees.Tree;
import dev.deskhand.trees.TreeId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Reads a {@code *.tree.yaml} file; docs/tree-format.md tells its form. */
public final class TreeReader {
  /** How the name of a tree's file ends. */
  public static final String FILE_ENDING = ".tree.yaml";

  private static final List<String> ONE_LANGUAGE = List.of("en");

  private final String file;
  private final Map<String, PictureReading> pictures;
  private final Problems problems = new Problems();

  private TreeReader(String file, Map<String, PictureReading> pictures) {
    this.file = file;
    this.pictures = pictures;
  }

  /**
   * Reads and lints one file. Other trees that it takes in are not in it yet: {@link
   * Splicing#whole}.
   *
   * @param file its name as it appears in messages
   * @param known what the tree may name
   * @param problems gets every problem of the file, each with its place
   * @return empty when there is any problem
   */
  public static Optional<Tree> read(String file, String text, Known known, Problems problems) {
    TreeReader reader = new TreeReader(file, known.pictures());
    Optional<Tree> tree =
        reader.read(
            PictureStamps.read(text).text(),
            (written, top) ->
                new TreeLinter(written, known, reader.problems)
                    .lint(top.text("start", new Problems()), top.placeOf("start")));
    problems.addAll(reader.problems.all());
    return tree.filter(_ -> reader.problems.isEmpty());
  }

  /**
   * The tree that a {@link Tree#source} tells, which was checked when it came in; whole.
   *
   * @return empty when it is damaged
   */
  public static Optional<Tree> restore(String source) {
    List<String> texts = new ArrayList<>(List.of(source.split(Splicing.SEPARATOR, -1)));
    return restore(texts);
  }

  private static Optional<Tree> restore(List<String> texts) {
    if (texts.isEmpty()) {
      return Optional.empty();
    }
    PictureStamps stored = PictureStamps.read(texts.removeFirst());
    TreeReader reader = new TreeReader("stored", stored.pictures());
    Optional<Tree> tree = reader.read(stored.text(), (_, _) -> {});
    if (tree.isEmpty()) {
      return tree;
    }
    Map<TreeId, Tree> parts = new HashMap<>();
    for (TreeId part : tree.get().parts()) {
      Optional<Tree> restored = restore(texts);
      if (restored.isEmpty()) {
        return restored;
      }
      parts.put(part, restored.get());
    }
    return Optional.of(Splicing.whole(tree.get(), parts));
  }

  private Optional<Tree> read(String text, BiConsumer<WrittenTree, YamlMapping> linter) {
    Optional<YamlNode> root = YamlReader.read(file, text, problems);
    if (root.isEmpty()) {
      return Optional.empty();
    }
    YamlMapping top = root.get().asMapping("a tree", problems);
    top.allowOnly(
        problems,
        "tree",
        "title",
        "audience",
        "keywords",
        "languages",
        "queue",
        "causes",
        "start",
        "nodes");
    List<String> languages = languages(top);
    CausesReader causes = new CausesReader(problems);
    List<Cause> read = causes.read(top);
    List<Sketch> sketches = sketches(top, languages.getFirst(), languages, problems);
    Map<String, List<Sketch>> others = new LinkedHashMap<>();
    languages
        .subList(1, languages.size())
        .forEach(it -> others.put(it, sketches(top, it, languages, new Problems())));
    Optional<TreeId> id = id(top);
    String start = top.text("start", problems);
    Tree.Heading heading =
        new Tree.Heading(
            top.text("title", problems),
            top.texts("audience", problems),
            top.texts("keywords", problems),
            top.optionalText("queue", problems));
    if (sketches.isEmpty()) {
      return Optional.empty();
    }
    linter.accept(new WrittenTree(sketches, others, causes.conditions(), read), top);
    Map<String, Map<NodeId, Node>> translations = new HashMap<>();
    others.forEach((language, them) -> translations.put(language, nodes(them)));
    Map<NodeId, Node> nodes = nodes(sketches);
    String source = PictureStamps.stamped(text, shown(nodes.values()));
    return id.filter(_ -> NodeId.isValid(start))
        .map(
            name ->
                new Tree(
                    name,
                    heading,
                    new NodeId(start),
                    nodes,
                    translations,
                    read,
                    ContentVersion.of(source),
                    source));
  }

  private List<String> languages(YamlMapping top) {
    List<String> written = top.texts("languages", problems);
    written.stream()
        .filter(it -> !it.matches("[a-z]{2,3}"))
        .forEach(
            it ->
                problems.add(
                    top.placeOf("languages"),
                    "language '" + it + "': expected two or three letters, such as en or de"));
    return written.isEmpty() ? ONE_LANGUAGE : written;
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
    if (name.endsWith(FILE_ENDING) && !name.equals(id + FILE_ENDING)) {
      problems.add(
          at, "tree '" + id + "' stands in " + name + "; name the file " + id + FILE_ENDING);
    }
    return Optional.of(new TreeId(id));
  }

  private List<Sketch> sketches(
      YamlMapping top, String wanted, List<String> languages, Problems problems) {
    List<Sketch> sketches = new ArrayList<>();
    Optional<YamlNode> nodes = top.require("nodes", problems);
    if (nodes.isEmpty()) {
      return sketches;
    }
    YamlMapping written = nodes.get().asMapping("'nodes'", problems);
    if (written.values().isEmpty()) {
      problems.add(written.at(), "'nodes' is empty: write at least one question and one end");
    }
    NodeDraft.Tongue tongue = new NodeDraft.Tongue(wanted, languages);
    written
        .values()
        .forEach(
            (name, value) -> {
              SourcePosition at = written.keys().getOrDefault(name, value.at());
              new NodeReader(new NodeDraft(name, at, tongue, pictures, problems), problems)
                  .read(value.asMapping("node '" + name + "'", problems))
                  .ifPresent(sketches::add);
            });
    return sketches;
  }

  private static Map<String, PictureFile> shown(Collection<Node> nodes) {
    Map<String, PictureFile> shown = new HashMap<>();
    for (Node node : nodes) {
      if (node instanceof Node.Asking asking) {
        asking.picture().ifPresent(it -> shown.put(it.name(), it.file()));
      }
    }
    return shown;
  }

  private static Map<NodeId, Node> nodes(List<Sketch> sketches) {
    Map<NodeId, Node> nodes = new LinkedHashMap<>();
    sketches.forEach(sketch -> nodes.put(sketch.node().id(), sketch.node()));
    return nodes;
  }
}
