package dev.deskhand.runbooks.run;

import dev.deskhand.runbooks.OnFailure;
import dev.deskhand.runbooks.StepId;
import dev.deskhand.runbooks.Work.Ending;
import dev.deskhand.runbooks.Work.Limits;
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
    for (PlannedStep.Wave wave : each.waves()) {
      Items items = new Items(each.limits(), failures);
      wave.items().stream().filter(steps::isBegun).forEach(item -> items.add(item, names));
      wave.items().stream()
          .filter(item -> !steps.isBegun(item))
          .forEach(item -> items.addIfThereIsRoom(item, names));
      if (items.tooManyFailed()) {
        return stopped(id, each, wave, failures);
      }
      Standing standing =
          items.isThrough() ? steps.sequence(wave.after(), names) : new Standing.Open(items.next);
      if (!(standing instanceof Standing.Through)) {
        return standing;
      }
    }
    return new Standing.Through();
  }

  /** No step is begun any more; effects that may have happened have to be known first. */
  private Standing stopped(
      StepId id, PlannedStep.Each each, PlannedStep.Wave wave, List<String> failures) {
    Next settling = Next.WAIT;
    boolean settled = true;
    for (PlannedStep step : PlannedStep.all(wave.items())) {
      StepRef ref = StepRef.forward(step.id());
      if (attempts.mayHaveHappened(ref)) {
        settled = false;
        settling = attempts.of(ref) instanceof Standing.Open o ? settling.and(o.next()) : settling;
      }
    }
    long begun =
        each.waves().stream().flatMap(it -> it.items().stream()).filter(steps::isBegun).count();
    return settled
        ? new Standing.Failed(
            id
                + ": "
                + failures.size()
                + " of "
                + Math.max(begun, failures.size())
                + " failed; "
                + failures.getFirst(),
            OnFailure.ROLL_BACK)
        : new Standing.Open(settling);
  }

  /** How the things of one wave stand. */
  private final class Items {
    private final Limits limits;
    private final List<String> failures;
    private int open;
    private int waiting;
    private Next next = Next.WAIT;

    /**
     * None yet.
     *
     * @param failures of earlier waves; those of this one are added
     */
    Items(Limits limits, List<String> failures) {
      this.limits = limits;
      this.failures = failures;
    }

    boolean tooManyFailed() {
      return failures.size() > limits.tolerated();
    }

    boolean isThrough() {
      return open == 0 && waiting == 0;
    }

    void addIfThereIsRoom(PlannedStep item, Place.Names names) {
      if (open < limits.together() && !tooManyFailed()) {
        add(item, names);
      } else {
        waiting++;
      }
    }

    void add(PlannedStep item, Place.Names names) {
      switch (steps.of(item, names)) {
        case Standing.Through _ -> {}
        case Standing.Open it -> {
          open++;
          next = next.and(it.next());
        }
        case Standing.Failed failed -> failures.add(failed.reason());
        case Standing.Finished finished -> finished(finished);
      }
    }

    /** What finishes in here finishes its own part. */
    private void finished(Standing.Finished finished) {
      if (finished.ending() != Ending.SUCCEEDED) {
        failures.add(finished.because());
      }
    }
  }
}
