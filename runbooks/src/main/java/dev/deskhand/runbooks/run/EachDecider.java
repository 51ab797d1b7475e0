package dev.deskhand.runbooks.run;

import dev.deskhand.runbooks.OnFailure;
import dev.deskhand.runbooks.StepId;
import java.util.ArrayList;
import java.util.List;

/**
 * Decides how several things stand that are done at the same time, wave after wave. Nothing further
 * is begun once more have failed than are tolerated; what is under way comes to its end first.
 * Pure.
 */
final class EachDecider {
  private final StepDecider steps;
  private final AttemptDecider attempts;

  EachDecider(StepDecider steps, AttemptDecider attempts) {
    this.steps = steps;
    this.attempts = attempts;
  }

  Standing of(StepId id, PlannedStep.Each each, Place.Names names) {
    List<String> failures = new ArrayList<>();
    int begun = 0;
    for (PlannedStep.Wave wave : each.waves()) {
      Items items = new Items(wave, names);
      failures.addAll(items.failures);
      begun += wave.items().size() - items.fresh.size();
      if (failures.size() > each.limits().tolerated()) {
        return stopped(id, wave, failures, begun);
      }
      Standing standing = wave(each, wave, items, names);
      if (!(standing instanceof Standing.Through)) {
        return standing;
      }
    }
    return new Standing.Through();
  }

  private Standing wave(
      PlannedStep.Each each, PlannedStep.Wave wave, Items items, Place.Names names) {
    Next next = items.next;
    int room = each.limits().together() - items.open;
    for (PlannedStep item : items.fresh.subList(0, Math.clamp(room, 0, items.fresh.size()))) {
      if (steps.of(item, names) instanceof Standing.Open open) {
        next = next.and(open.next());
      }
    }
    boolean isThrough = items.open == 0 && items.fresh.isEmpty();
    return isThrough ? steps.sequence(wave.after(), names) : new Standing.Open(next);
  }

  /** No step is begun any more; effects that may have happened have to be known first. */
  private Standing stopped(StepId id, PlannedStep.Wave wave, List<String> failures, int begun) {
    Next settling = Next.WAIT;
    boolean settled = true;
    for (PlannedStep step : wave.items().stream().flatMap(PlannedStep::all).toList()) {
      StepRef ref = StepRef.forward(step.id());
      if (attempts.mayHaveHappened(ref)) {
        settled = false;
        settling = attempts.of(ref) instanceof Standing.Open o ? settling.and(o.next()) : settling;
      }
    }
    return settled
        ? new Standing.Failed(
            id + ": " + failures.size() + " of " + begun + " failed; " + failures.getFirst(),
            OnFailure.ROLL_BACK)
        : new Standing.Open(settling);
  }

  /** How the things of one wave stand. */
  private final class Items {
    private final List<PlannedStep> fresh = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();
    private int open;
    private Next next = Next.WAIT;

    Items(PlannedStep.Wave wave, Place.Names names) {
      for (PlannedStep item : wave.items()) {
        if (steps.isBegun(item)) {
          add(steps.of(item, names));
        } else {
          fresh.add(item);
        }
      }
    }

    private void add(Standing standing) {
      switch (standing) {
        case Standing.Through _ -> {}
        case Standing.Open it -> {
          open++;
          next = next.and(it.next());
        }
        case Standing.Failed failed -> failures.add(failed.reason());
        case Standing.Finished finished -> failures.add(finished.because());
      }
    }
  }
}
