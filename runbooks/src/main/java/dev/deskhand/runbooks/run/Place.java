package dev.deskhand.runbooks.run;

import dev.deskhand.runbooks.StepId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds a step in a plan, and with it the names that it may look up. */
final class Place {
  private final RunPlan plan;

  Place(RunPlan plan) {
    this.plan = plan;
  }

  /** A step and the names around it; {@code prefix} ends with a dot, or is empty. */
  record Found(PlannedStep step, Names names) {}

  /** What a step may look up; {@code prefix} is the path to its scope, with a dot behind it. */
  record Names(PlannedStep.Scope scope, String prefix) {
    /** The names inside a group. */
    Names in(PlannedStep step) {
      return scopeOf(step).map(it -> new Names(it, step.id() + ".")).orElse(this);
    }
  }

  /**
   * The step of that name.
   *
   * @throws IllegalArgumentException if there is none
   */
  PlannedStep step(StepId id) {
    return way(id).getLast();
  }

  /** The same, with the names that it may look up. */
  Found of(StepId id) {
    List<PlannedStep> way = way(id);
    Names names = outermost();
    for (PlannedStep around : way.subList(0, way.size() - 1)) {
      names = names.in(around);
    }
    return new Found(way.getLast(), names);
  }

  Names outermost() {
    return new Names(plan.scope(), "");
  }

  /**
   * The steps that can be looked up there, by the names that they have there: those of the same
   * runbook, the nearest of a name, and none of a runbook that takes this one in.
   */
  Map<String, StepId> seenFrom(Names names) {
    Map<String, StepId> seen = new HashMap<>();
    name(plan.steps(), "", seen);
    for (PlannedStep around : wayTo(names)) {
      Optional<PlannedStep.Scope> scope = scopeOf(around);
      if (scope.flatMap(PlannedStep.Scope::child).isPresent()) {
        seen.clear();
      }
      if (scope.isPresent()) {
        name(around.below(), around.id() + ".", seen);
      }
    }
    return seen;
  }

  private List<PlannedStep> wayTo(Names names) {
    String prefix = names.prefix();
    return prefix.isEmpty() ? List.of() : way(new StepId(prefix.substring(0, prefix.length() - 1)));
  }

  /** Names steps, and those below them that have no scope of their own. */
  private static void name(List<PlannedStep> steps, String prefix, Map<String, StepId> into) {
    for (PlannedStep step : steps) {
      String name = step.id().value().substring(prefix.length());
      if (name.indexOf('.') < 0) {
        into.put(name, step.id());
      }
      if (scopeOf(step).isEmpty()) {
        name(step.below(), prefix, into);
      }
    }
  }

  private static Optional<PlannedStep.Scope> scopeOf(PlannedStep step) {
    return step.content() instanceof PlannedStep.Group group ? group.scope() : Optional.empty();
  }

  private List<PlannedStep> way(StepId id) {
    List<PlannedStep> way = way(plan.steps(), id);
    if (way.isEmpty()) {
      throw new IllegalArgumentException(plan.runbook() + " has no step " + id);
    }
    return way;
  }

  /** What contains a step, from the outside in, and then the step; nothing if it isn't there. */
  private static List<PlannedStep> way(List<PlannedStep> steps, StepId id) {
    for (PlannedStep step : steps) {
      if (step.id().equals(id)) {
        return List.of(step);
      }
      List<PlannedStep> below = mayContain(step, id) ? way(step.below(), id) : List.of();
      if (!below.isEmpty()) {
        List<PlannedStep> way = new ArrayList<>(List.of(step));
        way.addAll(below);
        return way;
      }
    }
    return List.of();
  }

  /** What opens a scope puts its own name in front of all that stands in it. */
  private static boolean mayContain(PlannedStep step, StepId id) {
    return scopeOf(step).isEmpty() || id.value().startsWith(step.id() + ".");
  }
}
