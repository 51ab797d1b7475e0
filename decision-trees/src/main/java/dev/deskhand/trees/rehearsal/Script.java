package dev.deskhand.trees.rehearsal;

import dev.deskhand.content.SourcePosition;
import dev.deskhand.trees.NodeId;
import dev.deskhand.trees.RunOutcome;
import dev.deskhand.trees.Setting;
import java.util.List;
import java.util.Map;

/**
 * One way through a tree, told beforehand.
 *
 * @param setting who walks
 * @param turns what happens at each node that waits, in order
 * @param ends the end that it comes to
 * @param at where it is written
 */
public record Script(Setting setting, List<Turn> turns, NodeId ends, SourcePosition at) {
  /** What happens at a node. */
  public record Turn(NodeId node, Happening what) {}

  /** What people or the world do. */
  public sealed interface Happening {
    /** A choice's name or label, or whatever answers the question. */
    record Says(String text) implements Happening {}

    /** A check finds that. */
    record Finds(Map<String, String> values) implements Happening {
      public Finds {
        values = Map.copyOf(values);
      }
    }

    /** A check does not find out. */
    record CouldNotTell() implements Happening {}

    /** A runbook ends so. */
    record ComesBack(RunOutcome outcome) implements Happening {}

    /** Nothing comes in time. */
    record Nothing() implements Happening {}
  }

  public Script {
    turns = List.copyOf(turns);
  }
}
