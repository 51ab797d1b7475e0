package dev.deskhand.trees.yaml;

import dev.deskhand.content.Expression;
import dev.deskhand.content.Problems;
import dev.deskhand.content.SourcePosition;
import dev.deskhand.content.yaml.YamlMapping;
import dev.deskhand.content.yaml.YamlNode;
import dev.deskhand.trees.Cause;
import dev.deskhand.trees.NodeId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads what may be wrong, and what speaks for it. */
final class CausesReader {
  private static final Set<String> VARIABLES =
      Set.of("answers", "checks", "walk", "asker", "ticket");

  private final Problems problems;
  private final List<Sketch.Condition> conditions = new ArrayList<>();

  CausesReader(Problems problems) {
    this.problems = problems;
  }

  List<Cause> read(YamlMapping top) {
    YamlMapping written = top.mapping("causes", problems);
    List<Cause> causes = new ArrayList<>();
    written
        .values()
        .forEach(
            (name, value) -> {
              SourcePosition at = written.keys().getOrDefault(name, value.at());
              YamlMapping cause = value.asMapping("cause '" + name + "'", problems);
              if (NodeId.isValid(name)) {
                causes.add(cause(name, cause));
              } else {
                problems.add(
                    at,
                    "cause '" + name + "': expected 1 to 40 of a-z, 0-9 and '-', a letter first");
              }
            });
    return causes;
  }

  List<Sketch.Condition> conditions() {
    return List.copyOf(conditions);
  }

  private Cause cause(String name, YamlMapping written) {
    written.allowOnly(problems, "finding", "evidence");
    written.require("evidence", problems);
    List<Cause.Evidence> evidence = new ArrayList<>();
    for (YamlNode node : written.list("evidence")) {
      YamlMapping one = node.asMapping("evidence", problems);
      one.allowOnly(problems, "when", "points");
      String when = one.text("when", problems);
      int points = points(one);
      if (!when.isBlank()) {
        SourcePosition place = one.placeOf("when");
        conditions.add(new Sketch.Condition(when, place));
        Expression.parse(when, VARIABLES, place, problems)
            .ifPresent(it -> evidence.add(new Cause.Evidence(it, points)));
      }
    }
    return new Cause(new NodeId(name), written.text("finding", problems).strip(), evidence);
  }

  private int points(YamlMapping written) {
    written.require("points", problems);
    int points = written.integer("points", problems).orElse(1);
    if (points < -1_000 || points > 1_000 || points == 0) {
      problems.add(written.placeOf("points"), "'points': expected -1000 to 1000, and not nothing");
    }
    return points;
  }
}
