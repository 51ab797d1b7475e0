package dev.deskhand.trees;

import dev.deskhand.trees.Standing.Way;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Which way a check's result leads. */
final class Branches {
  private final Node.Check check;
  private final Map<String, Map<String, ?>> variables;
  private final boolean told;

  private Branches(Node.Check check, Map<String, Map<String, ?>> variables, boolean told) {
    this.check = check;
    this.variables = variables;
    this.told = told;
  }

  static Branches of(Walk walk, Node.Check check, Standing.Left left) {
    Map<String, Object> answers = new HashMap<>();
    walk.answers().forEach((node, given) -> answers.put(node.value(), given.choice().value()));
    Map<String, Object> about = new HashMap<>();
    about.put("asker", walk.asker().id());
    about.put("beneficiary", walk.beneficiary());
    about.put("ticket", walk.ticket().orElse(""));
    about.put("visit", (long) left.visit());
    Optional<Map<String, String>> result =
        left.way() instanceof Way.Checked checked
            ? Optional.of(checked.values())
            : Optional.empty();
    Map<String, Map<String, ?>> variables =
        Map.of("result", result.orElse(Map.of()), "answers", answers, "walk", about);
    return new Branches(check, variables, result.isPresent());
  }

  /** A condition that can't be decided on what the check found makes it one that could not tell. */
  NodeId next() {
    if (!told) {
      return check.couldNotTell();
    }
    try {
      for (Node.Check.Branch branch : check.branches()) {
        if (branch.when().test(variables)) {
          return branch.next();
        }
      }
      return check.otherwise();
    } catch (IllegalArgumentException _) {
      return check.couldNotTell();
    }
  }
}
