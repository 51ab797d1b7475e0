package dev.deskhand.trees;

import dev.deskhand.trees.Standing.Way;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which way conditions lead. */
final class Branches {
  private Branches() {}

  /** A condition that can't be decided on what the check found makes it one that could not tell. */
  static NodeId next(Walk walk, Tree tree, Node.Check check, Standing.Left left) {
    if (!(left.way() instanceof Way.Checked checked)) {
      return check.couldNotTell();
    }
    Map<String, Map<String, ?>> variables =
        new HashMap<>(Variables.at(walk, tree, check.id(), left.visit()));
    variables.put("result", checked.values());
    try {
      for (Branch branch : check.branches()) {
        if (branch.when().test(variables)) {
          return branch.next();
        }
      }
      return check.otherwise();
    } catch (IllegalArgumentException _) {
      return check.couldNotTell();
    }
  }

  /** A condition on something that is not known does not hold. */
  static NodeId next(Walk walk, Tree tree, Node.Decision decision, int visit) {
    Map<String, Map<String, ?>> variables = Variables.at(walk, tree, decision.id(), visit);
    return first(decision.branches(), variables, decision.otherwise());
  }

  private static NodeId first(
      List<Branch> branches, Map<String, Map<String, ?>> variables, NodeId otherwise) {
    return branches.stream()
        .filter(branch -> holds(branch, variables))
        .findFirst()
        .map(Branch::next)
        .orElse(otherwise);
  }

  private static boolean holds(Branch branch, Map<String, Map<String, ?>> variables) {
    try {
      return branch.when().test(variables);
    } catch (IllegalArgumentException _) {
      return false;
    }
  }
}
