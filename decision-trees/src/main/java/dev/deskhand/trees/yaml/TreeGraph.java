package dev.deskhand.trees.yaml;

import dev.deskhand.trees.Node;
import dev.deskhand.trees.yaml.Sketch.Exit;
import dev.deskhand.trees.yaml.Sketch.Means;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A tree's nodes and ways. Ways to unknown nodes are left out. */
final class TreeGraph {
  private final Map<String, Sketch> nodes;

  TreeGraph(Map<String, Sketch> nodes) {
    this.nodes = nodes;
  }

  /** In the order of the file. */
  Set<String> reachedFrom(String start) {
    Set<String> reached = new HashSet<>();
    Deque<String> open = new ArrayDeque<>(List.of(start));
    while (!open.isEmpty()) {
      String name = open.pop();
      if (nodes.containsKey(name) && reached.add(name)) {
        ways(name).forEach(exit -> open.push(exit.to()));
      }
    }
    Set<String> inOrder = new LinkedHashSet<>(nodes.keySet());
    inOrder.retainAll(reached);
    return inOrder;
  }

  /** The nodes from which an end can be reached without giving up. */
  Set<String> endingNodes() {
    Map<String, List<String>> before = new HashMap<>();
    Deque<String> open = new ArrayDeque<>();
    for (Sketch sketch : nodes.values()) {
      if (sketch.node() instanceof Node.End) {
        open.push(sketch.name());
      }
      for (Exit exit : ways(sketch.name())) {
        if (exit.means() != Means.SILENCE) {
          before.computeIfAbsent(exit.to(), _ -> new ArrayList<>()).add(sketch.name());
        }
      }
    }
    Set<String> ending = new HashSet<>();
    while (!open.isEmpty()) {
      String name = open.pop();
      if (ending.add(name)) {
        before.getOrDefault(name, List.of()).forEach(open::push);
      }
    }
    return ending;
  }

  /** For each loop in which nobody is asked anything: the nodes along it. */
  List<List<String>> loopsWithoutPerson() {
    List<List<String>> loops = new ArrayList<>();
    Set<String> told = new HashSet<>();
    for (String name : nodes.keySet()) {
      if (isSilent(name) && !told.contains(name)) {
        silentWayBack(name)
            .ifPresent(
                loop -> {
                  told.addAll(loop);
                  loops.add(loop);
                });
      }
    }
    return loops;
  }

  /**
   * What has certainly been found out by the time a node is come to: {@code answers.NODE} and
   * {@code checks.NODE}. A forward data-flow analysis whose meet is the intersection; nodes that
   * are never come to are left out.
   */
  Map<String, Set<String>> givenAt(String start) {
    Map<String, Set<String>> given = new HashMap<>();
    Deque<String> open = new ArrayDeque<>();
    if (nodes.containsKey(start)) {
      given.put(start, Set.of());
      open.add(start);
    }
    while (!open.isEmpty()) {
      String name = open.remove();
      for (Exit exit : ways(name)) {
        Set<String> after = new HashSet<>(given.getOrDefault(name, Set.of()));
        learnt(name, exit.means()).ifPresent(after::add);
        Set<String> before = given.get(exit.to());
        if (before != null) {
          after.retainAll(before);
        }
        if (!after.equals(before)) {
          given.put(exit.to(), after);
          open.add(exit.to());
        }
      }
    }
    return given;
  }

  private static Optional<String> learnt(String node, Means means) {
    return switch (means) {
      case ANSWERED -> Optional.of("answers." + node);
      case CHECKED -> Optional.of("checks." + node);
      case SILENCE, COULD_NOT_TELL, CAME_BACK, PASSED -> Optional.empty();
    };
  }

  private Optional<List<String>> silentWayBack(String start) {
    Map<String, String> from = new HashMap<>();
    Deque<String> open = new ArrayDeque<>(List.of(start));
    while (!open.isEmpty()) {
      String name = open.remove();
      for (Exit exit : ways(name)) {
        if (exit.to().equals(start)) {
          return Optional.of(pathTo(name, start, from));
        }
        if (isSilent(exit.to()) && from.putIfAbsent(exit.to(), name) == null) {
          open.add(exit.to());
        }
      }
    }
    return Optional.empty();
  }

  private static List<String> pathTo(String last, String start, Map<String, String> from) {
    Deque<String> path = new ArrayDeque<>();
    String at = last;
    while (at != null && !at.equals(start)) {
      path.push(at);
      at = from.get(at);
    }
    path.push(start);
    return List.copyOf(path);
  }

  private boolean isSilent(String name) {
    return Optional.ofNullable(nodes.get(name))
        .filter(sketch -> !(sketch.node() instanceof Node.Asking))
        .isPresent();
  }

  private List<Exit> ways(String name) {
    Sketch sketch = nodes.get(name);
    return sketch == null
        ? List.of()
        : sketch.exits().stream().filter(exit -> nodes.containsKey(exit.to())).toList();
  }
}
