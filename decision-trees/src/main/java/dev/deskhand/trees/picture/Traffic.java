package dev.deskhand.trees.picture;

import dev.deskhand.trees.NodeId;
import dev.deskhand.trees.Trail;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How often the ways of a tree were gone, how long that took, and where people gave up. */
public final class Traffic {
  private final Map<Trail.Between, List<Duration>> gone = new HashMap<>();
  private final Map<NodeId, Integer> left = new HashMap<>();
  private int walks;

  /** Counts one walk. */
  public void add(Trail trail) {
    walks++;
    for (Trail.Hop hop : trail.hops()) {
      gone.computeIfAbsent(hop.between(), _ -> new ArrayList<>()).add(hop.took());
    }
    trail.leftAt().ifPresent(node -> left.merge(node, 1, Integer::sum));
  }

  public int walks() {
    return walks;
  }

  /** How many went a way. */
  int count(Way way) {
    return times(way).size();
  }

  /** How many gave up at a node. */
  int leftAt(NodeId node) {
    return left.getOrDefault(node, 0);
  }

  /** What stands on a way: how many went it, and how long half of them took at most. */
  String words(Way way) {
    List<Duration> times = times(way).stream().sorted().toList();
    return times.isEmpty()
        ? "0 ×"
        : times.size() + " ×, " + words(times.get((times.size() - 1) / 2));
  }

  private List<Duration> times(Way way) {
    return gone.getOrDefault(new Trail.Between(way.from(), way.to()), List.of());
  }

  private static String words(Duration time) {
    if (time.toMinutes() < 2) {
      return time.toSeconds() + " s";
    }
    return time.toHours() < 2 ? time.toMinutes() + " min" : time.toHours() + " h";
  }
}
