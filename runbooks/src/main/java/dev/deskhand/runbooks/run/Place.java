package dev.deskhand.runbooks.run;

import dev.deskhand.runbooks.StepId;
import java.util.ArrayList;
import java.util.List;

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
      return step.content() instanceof PlannedStep.Group group && group.scope().isPresent()
          ? new Names(group.scope().get(), step.id() + ".")
          : this;
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
    return !(step.content() instanceof PlannedStep.Group group)
        || group.scope().isEmpty()
        || id.value().startsWith(step.id() + ".");
  }
}
