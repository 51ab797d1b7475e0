package dev.deskhand.trees.picture;

import dev.deskhand.trees.NodeId;
import dev.deskhand.trees.Tree;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which node stands in which row, and in which order: the layered drawing of Sugiyama, Tagawa and
 * Toda (1981). A row is as far down as the longest way to it; a way that passes rows has a stop in
 * each; the order follows from the middles of what each is joined to. Pure.
 */
final class Layers {
  private static final int SWEEPS = 8;

  /** What stands in a row: a node, or a stop of a way that passes by. */
  sealed interface Item {
    record Box(NodeId node) implements Item {}

    record Stop(Way way, int row) implements Item {}
  }

  /** Two items of neighbouring rows that are joined. */
  record Joint(Item upper, Item lower) {}

  private final List<List<Item>> rows = new ArrayList<>();
  private final List<Joint> joints = new ArrayList<>();
  private final Map<Way, List<Item>> paths = new LinkedHashMap<>();

  private Layers() {}

  /** Rows from the top. */
  List<List<Item>> rows() {
    return rows;
  }

  List<Joint> joints() {
    return joints;
  }

  /** For each way the items that it passes, from its beginning to its end. */
  Map<Way, List<Item>> paths() {
    return paths;
  }

  /** Of what can be come to from the tree's start. */
  static Layers of(Tree tree) {
    Walked walked = Walked.through(tree);
    Map<NodeId, Integer> depths = walked.depths();
    Layers layers = new Layers();
    int most = depths.values().stream().mapToInt(Integer::intValue).max().orElse(0);
    for (int row = 0; row <= most; row++) {
      layers.rows.add(new ArrayList<>());
    }
    walked
        .nodes()
        .forEach(node -> layers.rows.get(depths.getOrDefault(node, 0)).add(new Item.Box(node)));
    for (Way way : walked.ways()) {
      layers.join(way, depths.getOrDefault(way.from(), 0), depths.getOrDefault(way.to(), 0));
    }
    for (int sweep = 0; sweep < SWEEPS; sweep++) {
      layers.sweep(sweep % 2 == 0);
    }
    return layers;
  }

  private void join(Way way, int from, int to) {
    List<Item> path = new ArrayList<>();
    path.add(new Item.Box(way.from()));
    int step = Integer.signum(to - from);
    for (int row = from + step; row != to && step != 0; row += step) {
      Item stop = new Item.Stop(way, row);
      rows.get(row).add(stop);
      path.add(stop);
    }
    path.add(new Item.Box(way.to()));
    paths.put(way, path);
    for (int i = 1; i < path.size() && step != 0; i++) {
      Item one = path.get(i - 1);
      Item other = path.get(i);
      joints.add(step > 0 ? new Joint(one, other) : new Joint(other, one));
    }
  }

  private void sweep(boolean down) {
    for (int i = 1; i < rows.size(); i++) {
      int row = down ? i : rows.size() - 1 - i;
      arrange(rows.get(row), rows.get(down ? row - 1 : row + 1), down);
    }
  }

  private void arrange(List<Item> row, List<Item> fixed, boolean down) {
    Map<Item, Integer> places = new HashMap<>();
    fixed.forEach(item -> places.put(item, places.size()));
    Map<Item, Double> middles = new HashMap<>();
    for (Item item : row) {
      middles.put(
          item,
          joints.stream()
              .filter(joint -> (down ? joint.lower() : joint.upper()).equals(item))
              .mapToInt(joint -> places.getOrDefault(down ? joint.upper() : joint.lower(), 0))
              .average()
              .orElse(row.indexOf(item)));
    }
    row.sort(Comparator.comparingDouble(item -> middles.getOrDefault(item, 0.0)));
  }

  /** A walk through a tree, which tells the ways that lead back from those that lead on. */
  private record Walked(List<NodeId> nodes, List<Way> ways, Set<Way> back) {

    static Walked through(Tree tree) {
      Walked walked = new Walked(new ArrayList<>(), new ArrayList<>(), new HashSet<>());
      Set<NodeId> open = new HashSet<>();
      Deque<Runnable> left = new ArrayDeque<>();
      walked.visit(tree, tree.start(), open, left);
      while (!left.isEmpty()) {
        left.pop().run();
      }
      return walked;
    }

    private void visit(Tree tree, NodeId id, Set<NodeId> open, Deque<Runnable> left) {
      nodes.add(id);
      open.add(id);
      left.push(() -> open.remove(id));
      List<Way> out = tree.find(id).map(Way::from).orElse(List.of());
      ways.addAll(out);
      for (Way way : out.reversed()) {
        left.push(() -> go(tree, way, open, left));
      }
    }

    private void go(Tree tree, Way way, Set<NodeId> open, Deque<Runnable> left) {
      if (open.contains(way.to())) {
        back.add(way);
      } else if (!nodes.contains(way.to())) {
        visit(tree, way.to(), open, left);
      }
    }

    /** The longest way on to each node. */
    Map<NodeId, Integer> depths() {
      Map<NodeId, Integer> depths = new LinkedHashMap<>();
      nodes.forEach(node -> depths.put(node, 0));
      boolean moved = true;
      while (moved) {
        moved = false;
        for (Way way : ways) {
          int next = depths.getOrDefault(way.from(), 0) + 1;
          if (!back.contains(way) && depths.getOrDefault(way.to(), 0) < next) {
            depths.put(way.to(), next);
            moved = true;
          }
        }
      }
      return depths;
    }
  }
}
