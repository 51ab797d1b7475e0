package dev.deskhand.permissions;

import java.util.List;

/**
 * Why somebody may or may not do something.
 *
 * @param decision with the policies that decided
 * @param differences what would have to be different for a milder answer, the fewest changes first
 */
public record Explanation(Decision decision, List<Difference> differences) {
  public Explanation {
    differences = List.copyOf(differences);
  }

  /**
   * Something that would change the answer.
   *
   * @param change in words, such as {@code with the role sre}
   * @param decision what the answer would be
   */
  public record Difference(String change, Decision decision) {}
}
