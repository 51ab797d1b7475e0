package dev.deskhand.trees.yaml;

import dev.deskhand.content.Problems;
import dev.deskhand.content.SourcePosition;
import dev.deskhand.trees.Splicing;
import dev.deskhand.trees.Tree;
import dev.deskhand.trees.TreeId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads all trees of a catalogue, each with those that it takes in. */
public final class TreeFiles {
  private static final int DEEPEST = 2;

  private final Map<TreeId, Tree> read = new HashMap<>();
  private final Map<TreeId, Tree> whole = new HashMap<>();
  private final Problems problems;

  private TreeFiles(Problems problems) {
    this.problems = problems;
  }

  /**
   * The trees.
   *
   * @param texts of the files, by name
   * @param problems gets every problem of every file
   */
  public static List<Tree> read(Map<String, String> texts, Known known, Problems problems) {
    TreeFiles files = new TreeFiles(problems);
    List<TreeId> order = new ArrayList<>();
    texts.forEach(
        (name, text) ->
            TreeReader.read(name, text, known, problems)
                .ifPresent(
                    tree -> {
                      files.read.put(tree.id(), tree);
                      order.add(tree.id());
                    }));
    return order.stream().flatMap(id -> files.whole(id, new ArrayDeque<>()).stream()).toList();
  }

  /** Empty where a tree that it takes in is broken: that tree's own problems are told. */
  private Optional<Tree> whole(TreeId id, Deque<TreeId> around) {
    Tree tree = read.get(id);
    if (tree == null || whole.containsKey(id)) {
      return Optional.ofNullable(whole.get(id));
    }
    if (around.contains(id) || around.size() > DEEPEST) {
      problems.add(
          new SourcePosition(id + TreeReader.FILE_ENDING, 1, 1),
          around.contains(id)
              ? "tree '" + id + "' takes itself in, by way of " + around
              : "trees are taken in more than " + DEEPEST + " deep: " + around);
      return Optional.empty();
    }
    around.push(id);
    Map<TreeId, Tree> parts = new HashMap<>();
    tree.parts().forEach(part -> whole(part, around).ifPresent(it -> parts.put(part, it)));
    around.pop();
    if (!parts.keySet().containsAll(tree.parts())) {
      return Optional.empty();
    }
    Tree spliced = Splicing.whole(tree, parts);
    whole.put(id, spliced);
    return Optional.of(spliced);
  }
}
