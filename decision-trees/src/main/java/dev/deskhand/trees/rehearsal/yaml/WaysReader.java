package dev.deskhand.trees.rehearsal.yaml;

import dev.deskhand.content.Problems;
import dev.deskhand.content.SourcePosition;
import dev.deskhand.content.yaml.YamlMapping;
import dev.deskhand.content.yaml.YamlNode;
import dev.deskhand.content.yaml.YamlReader;
import dev.deskhand.content.yaml.YamlScalar;
import dev.deskhand.content.yaml.YamlSequence;
import dev.deskhand.trees.Node;
import dev.deskhand.trees.NodeId;
import dev.deskhand.trees.RunOutcome;
import dev.deskhand.trees.Setting;
import dev.deskhand.trees.Tree;
import dev.deskhand.trees.TreeId;
import dev.deskhand.trees.rehearsal.Script;
import dev.deskhand.trees.rehearsal.Script.Happening;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reads a {@code *.ways.yaml} file: ways through a tree, one a line. docs/story-format.md. */
public final class WaysReader {
  /** How the name of such a file ends. */
  public static final String ENDING = ".ways.yaml";

  private static final String NO_ANSWER = "no answer";
  private static final String COULD_NOT_TELL = "could not tell";

  private final Problems problems;
  private final Tree tree;

  /** What a file holds. */
  public record Ways(Tree tree, List<Script> scripts) {
    public Ways {
      scripts = List.copyOf(scripts);
    }
  }

  private WaysReader(Tree tree, Problems problems) {
    this.tree = tree;
    this.problems = problems;
  }

  /**
   * Reads one file.
   *
   * @param trees by which a tree is found
   * @return empty when it is of no tree; the problems say so
   */
  public static Optional<Ways> read(
      String file, String text, Function<TreeId, Optional<Tree>> trees, Problems problems) {
    Optional<YamlNode> root = YamlReader.read(file, text, problems);
    if (root.isEmpty()) {
      return Optional.empty();
    }
    YamlMapping top = root.get().asMapping("a table of ways", problems);
    top.allowOnly(problems, "ways", "table");
    String name = top.text("ways", problems);
    Optional<Tree> tree = TreeId.isValid(name) ? trees.apply(new TreeId(name)) : Optional.empty();
    if (tree.isEmpty()) {
      problems.add(top.placeOf("ways"), "'ways': no tree is called '" + name + "'");
      return Optional.empty();
    }
    WaysReader reader = new WaysReader(tree.get(), problems);
    List<Script> scripts = new ArrayList<>();
    top.list("table").forEach(row -> reader.script(row).ifPresent(scripts::add));
    return Optional.of(new Ways(tree.get(), scripts));
  }

  private Optional<Script> script(YamlNode row) {
    YamlMapping written = row.asMapping("a way", problems);
    List<Script.Turn> turns = new ArrayList<>();
    Setting setting = Setting.NONE;
    Optional<NodeId> ends = Optional.empty();
    for (Map.Entry<String, YamlNode> entry : written.values().entrySet()) {
      SourcePosition at = written.keys().getOrDefault(entry.getKey(), row.at());
      switch (entry.getKey()) {
        case "as" -> setting = setting(entry.getValue().asMapping("'as'", problems));
        case "ends" -> ends = node(entry.getValue().asText("'ends'", problems), at);
        default ->
            node(entry.getKey(), at)
                .ifPresent(id -> happenings(id, entry.getValue()).forEach(turns::add));
      }
    }
    if (ends.isEmpty() && written.find("ends").isEmpty()) {
      problems.add(row.at(), "'ends' is missing: write at which end the way comes out");
    }
    Setting who = setting;
    return ends.map(end -> new Script(who, turns, end, row.at()));
  }

  private Optional<NodeId> node(String name, SourcePosition at) {
    Optional<NodeId> found =
        tree.nodes().keySet().stream().filter(id -> id.value().equals(name)).findFirst();
    if (found.isEmpty()) {
      problems.add(
          at,
          "tree '"
              + tree.id()
              + "' has no node '"
              + name
              + "': "
              + Problems.suggestion(
                  name, tree.nodes().keySet().stream().map(NodeId::value).toList()));
    }
    return found;
  }

  /** A list tells what happens at each coming. */
  private List<Script.Turn> happenings(NodeId id, YamlNode value) {
    List<YamlNode> all = value instanceof YamlSequence sequence ? sequence.items() : List.of(value);
    return all.stream()
        .flatMap(it -> happening(id, it).stream())
        .map(what -> new Script.Turn(id, what))
        .toList();
  }

  private Optional<Happening> happening(NodeId id, YamlNode value) {
    if (value instanceof YamlScalar scalar && scalar.text().equals(NO_ANSWER)) {
      return Optional.of(new Happening.Nothing());
    }
    return switch (tree.find(id).orElseThrow()) {
      case Node.Asking _ -> Optional.of(new Happening.Says(value.asText("'" + id + "'", problems)));
      case Node.Check _ -> Optional.of(check(value));
      case Node.HandOver _ -> outcome(id, value);
      case Node.Decision _, Node.Passage _, Node.Part _, Node.End _ -> {
        problems.add(value.at(), "'" + id + "' waits for nothing: leave it out");
        yield Optional.empty();
      }
    };
  }

  private Happening check(YamlNode value) {
    if (value instanceof YamlScalar scalar && scalar.text().equals(COULD_NOT_TELL)) {
      return new Happening.CouldNotTell();
    }
    Map<String, String> found = new HashMap<>();
    value
        .asMapping("what a check finds (or '" + COULD_NOT_TELL + "')", problems)
        .values()
        .forEach((name, node) -> found.put(name, node.asText("'" + name + "'", problems)));
    return new Happening.Finds(found);
  }

  private Optional<Happening> outcome(NodeId id, YamlNode value) {
    String text = value.asText("'" + id + "'", problems);
    Optional<Happening> outcome =
        Arrays.stream(RunOutcome.values())
            .filter(it -> it.name().toLowerCase(Locale.ROOT).equals(text))
            .findFirst()
            .map(Happening.ComesBack::new);
    if (outcome.isEmpty()) {
      problems.add(
          value.at(), "'" + id + "': expected succeeded, failed, refused, unknown or no answer");
    }
    return outcome;
  }

  private Setting setting(YamlMapping written) {
    Map<String, String> attributes = new HashMap<>();
    written
        .values()
        .forEach(
            (name, value) -> {
              if (!name.equals("roles")) {
                attributes.put(name, value.asText("'" + name + "'", problems));
              }
            });
    return new Setting(
        attributes.getOrDefault("language", ""),
        written.texts("roles", problems),
        attributes,
        Map.of());
  }
}
