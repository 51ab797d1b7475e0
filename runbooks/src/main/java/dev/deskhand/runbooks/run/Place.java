package dev.deskhand.runbooks.run;

import dev.deskhand.runbooks.StepId;
import java.util.List;
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
  Found of(StepId id) {
    return find(plan.steps(), id, outermost())
        .orElseThrow(() -> new IllegalArgumentException(plan.runbook() + " has no step " + id));
  }

  Names outermost() {
    return new Names(plan.scope(), "");
  }

  private static Optional<Found> find(List<PlannedStep> steps, StepId id, Names names) {
    for (PlannedStep step : steps) {
      if (step.id().equals(id)) {
        return Optional.of(new Found(step, names));
      }
      if (mayContain(step, id)) {
        Optional<Found> below = find(step.below().toList(), id, names.in(step));
        if (below.isPresent()) {
          return below;
        }
      }
    }
    return Optional.empty();
  }

  /** What opens a scope puts its own name in front of all that stands in it. */
  private static boolean mayContain(PlannedStep step, StepId id) {
    return !(step.content() instanceof PlannedStep.Group group)
        || group.scope().isEmpty()
        || id.value().startsWith(step.id() + ".");
  }
}
