package dev.deskhand.trees;

import dev.deskhand.content.ContentVersion;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Puts the trees that a tree takes in into the places where it does: their nodes stand under the
 * name of the place, and their ends become notes that lead on from there.
 */
public final class Splicing {
  /** Stands between the texts of the trees in {@link Tree#source}. */
  public static final String SEPARATOR = "\n---\n";

  private Splicing() {}

  /**
   * The whole tree.
   *
   * @param parts the trees that it takes in, whole themselves; all of them
   */
  public static Tree whole(Tree tree, Map<TreeId, Tree> parts) {
    if (tree.parts().isEmpty()) {
      return tree;
    }
    StringBuilder source = new StringBuilder(tree.source());
    tree.parts().forEach(it -> source.append(SEPARATOR).append(part(parts, it).source()));
    Map<String, Map<NodeId, Node>> translations = new HashMap<>();
    tree.translations()
        .forEach((language, nodes) -> translations.put(language, nodes(nodes, parts, language)));
    List<Cause> causes = new ArrayList<>(tree.causes());
    tree.nodes()
        .values()
        .forEach(
            node -> {
              if (node instanceof Node.Part place) {
                part(parts, place.tree()).causes().stream()
                    .map(it -> new Cause(place.id().inner(it.name()), it.finding(), it.evidence()))
                    .forEach(causes::add);
              }
            });
    return new Tree(
        tree.id(),
        tree.heading(),
        tree.start(),
        nodes(tree.nodes(), parts, ""),
        translations,
        causes,
        ContentVersion.of(source.toString()),
        source.toString());
  }

  private static Tree part(Map<TreeId, Tree> parts, TreeId id) {
    Tree part = parts.get(id);
    if (part == null) {
      throw new TreesException("tree '" + id + "' is not there to be taken in");
    }
    return part;
  }

  private static Map<NodeId, Node> nodes(
      Map<NodeId, Node> nodes, Map<TreeId, Tree> parts, String language) {
    Map<NodeId, Node> all = new LinkedHashMap<>();
    for (Node node : nodes.values()) {
      if (node instanceof Node.Part place) {
        Tree part = part(parts, place.tree());
        NodeId start = place.id().inner(part.start());
        all.put(place.id(), new Node.Passage(place.id(), Optional.empty(), start));
        part.translations()
            .getOrDefault(language, part.nodes())
            .values()
            .forEach(inner -> all.put(place.id().inner(inner.id()), under(place, inner)));
      } else {
        all.put(node.id(), node);
      }
    }
    return all;
  }

  private static Node under(Node.Part place, Node node) {
    NodeId at = place.id();
    NodeId id = at.inner(node.id());
    return switch (node) {
      case Node.Question it ->
          new Node.Question(
              id,
              it.text(),
              it.choices().stream()
                  .map(c -> new Choice(c.id(), c.label(), at.inner(c.next())))
                  .toList(),
              it.field().map(field -> new Field(field.kind(), at.inner(field.next()))),
              under(at, it.patience()),
              it.picture());
      case Node.Instruction it ->
          new Node.Instruction(
              id,
              it.text(),
              at.inner(it.done()),
              at.inner(it.didNotWork()),
              under(at, it.patience()),
              it.picture(),
              it.language());
      case Node.Check it ->
          new Node.Check(
              id,
              it.call(),
              under(at, it.branches()),
              at.inner(it.otherwise()),
              at.inner(it.couldNotTell()));
      case Node.Decision it ->
          new Node.Decision(id, under(at, it.branches()), at.inner(it.otherwise()));
      case Node.Passage it -> new Node.Passage(id, it.finding(), at.inner(it.next()));
      case Node.HandOver it -> {
        Map<RunOutcome, NodeId> next = new EnumMap<>(RunOutcome.class);
        it.next().forEach((how, to) -> next.put(how, at.inner(to)));
        yield new Node.HandOver(id, it.runbook(), it.inputs(), it.patience(), next);
      }
      case Node.End it -> {
        NodeId next = place.next().get(it.outcome());
        if (next == null) {
          throw new TreesException("'" + at + "' does not lead on where it is " + it.outcome());
        }
        yield new Node.Passage(id, Optional.of(it.finding()), next);
      }
      case Node.Part it ->
          throw new TreesException("tree '" + it.tree() + "' was not taken in before '" + at + "'");
    };
  }

  private static Patience under(NodeId at, Patience patience) {
    return new Patience(patience.time(), patience.next().map(at::inner));
  }

  private static List<Branch> under(NodeId at, List<Branch> branches) {
    return branches.stream().map(it -> new Branch(it.when(), at.inner(it.next()))).toList();
  }
}
