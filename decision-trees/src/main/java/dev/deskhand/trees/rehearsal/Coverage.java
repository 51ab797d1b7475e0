package dev.deskhand.trees.rehearsal;

import dev.deskhand.trees.NodeId;
import dev.deskhand.trees.Trail;
import dev.deskhand.trees.Tree;
import dev.deskhand.trees.picture.Way;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Which nodes and edges of a tree were come to. An edge leads from a node to another. */
public final class Coverage {
  private final Tree tree;
  private final Set<Trail.Between> gone = new HashSet<>();
  private final Set<NodeId> reached = new HashSet<>();

  public Coverage(Tree tree) {
    this.tree = tree;
    reached.add(tree.start());
  }

  /** Counts what a walk of the tree, in the version that it has now, went. */
  public void add(Trail trail) {
    for (Trail.Hop hop : trail.hops()) {
      gone.add(hop.between());
      reached.add(hop.from());
      reached.add(hop.to());
    }
  }

  /** Every edge, in the order of the file. */
  public static Set<Trail.Between> edges(Tree tree) {
    Set<Trail.Between> edges = new LinkedHashSet<>();
    tree.nodes()
        .values()
        .forEach(
            node ->
                Way.from(node).forEach(way -> edges.add(new Trail.Between(way.from(), way.to()))));
    return edges;
  }

  public List<NodeId> unreachedNodes() {
    List<NodeId> left = new ArrayList<>(tree.nodes().keySet());
    left.removeAll(reached);
    return List.copyOf(left);
  }

  public List<Trail.Between> unreachedEdges() {
    List<Trail.Between> left = new ArrayList<>(edges(tree));
    left.removeAll(gone);
    return List.copyOf(left);
  }

  /** How much of nodes and edges was come to, in whole percent, rounded down. */
  public int percent() {
    int all = tree.nodes().size() + edges(tree).size();
    int left = unreachedNodes().size() + unreachedEdges().size();
    return 100 * (all - left) / all;
  }
}
