package dev.deskhand.trees;

import dev.deskhand.content.Expression;
import java.util.List;
import java.util.Map;

/**
 * Something that may be wrong, and what speaks for it.
 *
 * @param name by which conditions see its score
 * @param finding for the support desk
 */
public record Cause(NodeId name, String finding, List<Evidence> evidence) {
  /** Some points, if a condition holds. */
  public record Evidence(Expression when, int points) {
    private int weigh(Map<String, Map<String, ?>> variables) {
      try {
        return when.test(variables) ? points : 0;
      } catch (IllegalArgumentException _) {
        // It is about something that was not asked or looked at yet.
        return 0;
      }
    }
  }

  public Cause {
    evidence = List.copyOf(evidence);
  }

  /** The points of all the evidence that holds. */
  long score(Map<String, Map<String, ?>> variables) {
    return evidence.stream().mapToLong(it -> it.weigh(variables)).sum();
  }
}
