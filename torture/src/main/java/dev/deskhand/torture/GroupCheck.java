package dev.deskhand.torture;

import dev.deskhand.runbooks.StepId;
import dev.deskhand.runbooks.run.PlannedStep;
import dev.deskhand.runbooks.run.RunEvent;
import dev.deskhand.runbooks.run.RunEvent.Settlement;
import dev.deskhand.runbooks.run.RunOutcome;
import dev.deskhand.runbooks.run.RunPlan;
import dev.deskhand.runbooks.run.StepRef;
import dev.deskhand.runbooks.run.StepRef.Direction;
import dev.deskhand.torture.Breach.Kind;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Whether a run kept to its plan: no more at a time than together, no wave before the one before is
 * through, nothing begun once too much has failed, and all taken back that is to be, last first.
 */
final class GroupCheck {
  private final String run;
  private final RunPlan plan;
  private final List<RunEvent> events;
  private final Map<StepRef, State> states = new HashMap<>();
  private final List<Breach> breaches = new ArrayList<>();

  /** How a step stands by its events so far; one without any has no state. */
  private enum State {
    OPEN,
    THROUGH,
    FAILED
  }

  GroupCheck(String run, RunPlan plan, List<RunEvent> events) {
    this.run = run;
    this.plan = plan;
    this.events = events;
  }

  List<Breach> breaches() {
    List<PlannedStep> groups =
        plan.all().filter(it -> it.content() instanceof PlannedStep.Each).toList();
    for (RunEvent event : events) {
      if (event instanceof RunEvent.StepIntended it && it.step().direction() == Direction.DO) {
        groups.forEach(group -> begun(group, it.step()));
      }
      note(event);
    }
    takenBack();
    return breaches;
  }

  private void note(RunEvent event) {
    switch (event) {
      case RunEvent.StepIntended it -> states.put(it.step(), State.OPEN);
      case RunEvent.StepSucceeded it -> states.put(it.step(), State.THROUGH);
      case RunEvent.StepFailed it when it.retryAt().isEmpty() ->
          states.put(it.step(), State.FAILED);
      case RunEvent.StepSettled it when it.settlement() == Settlement.DONE ->
          states.put(it.step(), State.THROUGH);
      case RunEvent.StepSettled it when it.settlement() == Settlement.GIVE_UP ->
          states.put(it.step(), State.FAILED);
      default -> {}
    }
  }

  /** I5: an item is begun only where there is room for it. */
  private void begun(PlannedStep group, StepRef step) {
    PlannedStep.Each each = (PlannedStep.Each) group.content();
    List<PlannedStep> before = new ArrayList<>();
    for (PlannedStep.Wave wave : each.waves()) {
      for (PlannedStep item : wave.items()) {
        if (contains(item, step.step()) && states(item).isEmpty()) {
          fresh(group.id(), each, before, item);
        }
      }
      before.addAll(wave.items());
      before.addAll(wave.after());
    }
  }

  private void fresh(
      StepId group, PlannedStep.Each each, List<PlannedStep> before, PlannedStep item) {
    List<PlannedStep> items = each.waves().stream().flatMap(it -> it.items().stream()).toList();
    long open = items.stream().filter(this::isOpen).count();
    long failed = items.stream().filter(it -> states(it).contains(State.FAILED)).count();
    if (open >= each.limits().together()) {
      breach("I5", group, item.id() + " was begun while " + open + " were under way");
    }
    if (failed > each.limits().tolerated()) {
      breach("I5", group, item.id() + " was begun after " + failed + " had failed");
    }
    before.stream()
        .filter(it -> !isThrough(it) && !states(it).contains(State.FAILED))
        .forEach(it -> breach("I5", group, item.id() + " was begun before " + it.id() + " ended"));
  }

  /** I3: what was done and can be taken back is, in a run that says so, and in no other. */
  private void takenBack() {
    if (!(events.getLast() instanceof RunEvent.RunEnded ended)) {
      return;
    }
    List<StepRef> undone =
        events.stream()
            .filter(it -> it instanceof RunEvent.StepIntended)
            .map(it -> ((RunEvent.StepIntended) it).step())
            .filter(it -> it.direction() == Direction.UNDO)
            .distinct()
            .toList();
    List<StepRef> due =
        acts(plan.steps())
            .filter(it -> ((PlannedStep.Act) it.content()).undo().isPresent())
            .map(it -> StepRef.forward(it.id()))
            .filter(it -> states.get(it) == State.THROUGH)
            .map(it -> StepRef.undo(it.step()))
            .toList()
            .reversed();
    if (ended.outcome() == RunOutcome.ROLLED_BACK ? !undone.equals(due) : !undone.isEmpty()) {
      breach(
          "I3", plan.steps().getFirst().id(), "taken back were " + undone + " instead of " + due);
    }
    undone.stream()
        .filter(it -> ended.outcome() == RunOutcome.ROLLED_BACK && states.get(it) != State.THROUGH)
        .forEach(
            it -> breach("I3", it.step(), "it is said to be taken back, and " + it + " is not"));
  }

  private boolean isOpen(PlannedStep item) {
    Set<State> states = states(item);
    return !states.isEmpty() && !states.contains(State.FAILED) && !isThrough(item);
  }

  private boolean isThrough(PlannedStep item) {
    return acts(List.of(item))
        .allMatch(it -> states.get(StepRef.forward(it.id())) == State.THROUGH);
  }

  private Set<State> states(PlannedStep item) {
    Set<State> found = EnumSet.noneOf(State.class);
    acts(List.of(item))
        .map(it -> states.get(StepRef.forward(it.id())))
        .filter(Objects::nonNull)
        .forEach(found::add);
    return found;
  }

  private static boolean contains(PlannedStep item, StepId step) {
    return item.all().stream().anyMatch(it -> it.id().equals(step));
  }

  private static Stream<PlannedStep> acts(List<PlannedStep> steps) {
    return steps.stream()
        .flatMap(step -> step.all().stream())
        .filter(it -> it.content() instanceof PlannedStep.Act);
  }

  private void breach(String invariant, StepId where, String what) {
    breaches.add(new Breach(invariant, Kind.OTHER, "run " + run + ", " + where + ": " + what));
  }
}
