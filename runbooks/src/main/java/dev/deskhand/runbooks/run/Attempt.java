package dev.deskhand.runbooks.run;

import dev.deskhand.content.Problems;
import dev.deskhand.content.SourcePosition;
import dev.deskhand.content.Template;
import dev.deskhand.runbooks.StepId;
import dev.deskhand.runbooks.action.Target;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One attempt, with everything filled in.
 *
 * @param key the same for every attempt of the step
 * @param number from 1
 */
record Attempt(
    String action,
    String key,
    int number,
    Target target,
    Map<String, String> arguments,
    Duration timeout) {

  /**
   * An attempt of a run's step.
   *
   * @throws IllegalArgumentException naming an argument whose value no earlier step gave
   */
  static Attempt of(RunId id, Run run, StepRef ref, int number) {
    RunPlan.PlannedCall call = run.plan().call(ref);
    Target target = run.plan().targets().get(call.target());
    if (target == null) {
      throw new IllegalArgumentException("the plan has no target '" + call.target() + "'");
    }
    Map<String, String> arguments = new TreeMap<>();
    call.arguments().forEach((name, argument) -> arguments.put(name, value(run, argument)));
    Duration timeout = run.plan().step(ref.step()).timeout();
    return new Attempt(call.action(), id + "." + ref, number, target, arguments, timeout);
  }

  private static String value(Run run, RunPlan.Argument argument) {
    return switch (argument) {
      case RunPlan.Argument.Literal literal -> literal.text();
      case RunPlan.Argument.Later later -> {
        SourcePosition place = new SourcePosition(run.plan().runbook().value(), 1, 1);
        yield Template.parse(later.template(), place, new Problems())
            .render(path -> lookUp(run, path));
      }
    };
  }

  private static Optional<String> lookUp(Run run, String path) {
    String[] parts = path.split("\\.", -1);
    if (parts.length == 2 && parts[0].equals("inputs")) {
      return Optional.ofNullable(run.plan().inputs().get(parts[1]));
    }
    if (parts.length == 3 && parts[0].equals("steps")) {
      return Optional.ofNullable(run.outputs().get(new StepId(parts[1])))
          .flatMap(output -> Optional.ofNullable(output.get(parts[2])));
    }
    return Optional.empty();
  }
}
