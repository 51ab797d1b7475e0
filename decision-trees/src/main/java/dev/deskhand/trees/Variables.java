package dev.deskhand.trees;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What conditions see of a walk. In a part that was taken in from another tree, answers, checks and
 * scores are those of that part, under the names that they have in its file.
 */
final class Variables {
  private final Walk walk;
  private final Tree tree;
  private final String scope;

  private Variables(Walk walk, Tree tree, String scope) {
    this.walk = walk;
    this.tree = tree;
    this.scope = scope;
  }

  /** As a node sees it at a visit. */
  static Map<String, Map<String, ?>> at(Walk walk, Tree tree, NodeId node, int visit) {
    Variables variables = new Variables(walk, tree, node.scope());
    Map<String, Map<String, ?>> all = variables.facts(visit);
    all.put("score", variables.scores(all));
    return all;
  }

  /** The points of each cause that has any, the likeliest first. */
  static Map<Cause, Long> likely(Walk walk, Tree tree) {
    Map<Cause, Long> all = new LinkedHashMap<>();
    for (Cause cause : tree.causes()) {
      long score = cause.score(new Variables(walk, tree, cause.name().scope()).facts(0));
      if (score > 0) {
        all.put(cause, score);
      }
    }
    Map<Cause, Long> sorted = new LinkedHashMap<>();
    all.entrySet().stream()
        .sorted(Map.Entry.<Cause, Long>comparingByValue().reversed())
        .forEach(it -> sorted.put(it.getKey(), it.getValue()));
    return sorted;
  }

  private Map<String, Map<String, ?>> facts(int visit) {
    Map<String, Object> answers = new HashMap<>();
    walk.answers()
        .forEach(
            (node, given) -> {
              if (isSeen(node)) {
                answers.put(node.local(), given.answer().value());
              }
            });
    Map<String, Object> checks = new HashMap<>();
    walk.checks()
        .forEach(
            (node, values) -> {
              if (isSeen(node)) {
                checks.put(node.local(), values);
              }
            });
    Map<String, Map<String, ?>> all = new HashMap<>();
    all.put("answers", answers);
    all.put("checks", checks);
    all.put("walk", about(visit));
    all.put("asker", asker());
    all.put("ticket", walk.started().setting().ticket());
    return all;
  }

  private Map<String, Object> about(int visit) {
    return Map.of(
        "asker",
        walk.asker().id(),
        "beneficiary",
        walk.beneficiary(),
        "ticket",
        walk.ticket().orElse(""),
        "visit",
        (long) visit);
  }

  private Map<String, Object> asker() {
    Map<String, Object> asker = new HashMap<>(walk.started().setting().asker());
    asker.put("id", walk.asker().id());
    asker.put("name", walk.asker().name().value());
    asker.put("roles", walk.started().setting().roles());
    return asker;
  }

  private Map<String, Object> scores(Map<String, Map<String, ?>> facts) {
    Map<String, Object> scores = new HashMap<>();
    for (Cause cause : tree.causes()) {
      if (isSeen(cause.name())) {
        scores.put(cause.name().local(), cause.score(facts));
      }
    }
    return scores;
  }

  private boolean isSeen(NodeId node) {
    return node.scope().equals(scope);
  }
}
