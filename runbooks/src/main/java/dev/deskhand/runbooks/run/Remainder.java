package dev.deskhand.runbooks.run;

import dev.deskhand.journal.Sha256;
import dev.deskhand.runbooks.StepId;
import dev.deskhand.runbooks.json.RunEventJson;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What an approval in the middle of a run is given to: its plan, and all that is known by then. */
final class Remainder {
  private Remainder() {}

  /**
   * SHA-256 over the plan's digest, the step, and the outputs of the steps before it. What goes on
   * beside it meanwhile is none of them.
   */
  static String digest(Run run, StepRef step) {
    Set<StepId> beside = new HashSet<>();
    collectBeside(run.plan().steps(), step.step(), beside);
    Map<StepId, Map<String, String>> known = new TreeMap<>(Comparator.comparing(StepId::value));
    known.putAll(run.steps().outputs());
    known.keySet().removeAll(beside);
    return Sha256.hex(
        RunEventJson.digest(run.plan()) + "\n" + step + "\n" + RunEventJson.canonical(known));
  }

  private static void collectBeside(List<PlannedStep> steps, StepId id, Set<StepId> beside) {
    for (PlannedStep step : steps) {
      if (contains(step, id)) {
        if (step.content() instanceof PlannedStep.Each each) {
          each.waves().stream()
              .map(PlannedStep.Wave::items)
              .filter(items -> items.stream().anyMatch(item -> contains(item, id)))
              .flatMap(List::stream)
              .filter(item -> !contains(item, id))
              .flatMap(item -> item.all().stream())
              .forEach(other -> beside.add(other.id()));
        }
        collectBeside(step.below(), id, beside);
      }
    }
  }

  private static boolean contains(PlannedStep step, StepId id) {
    return step.all().stream().anyMatch(it -> it.id().equals(id));
  }
}
