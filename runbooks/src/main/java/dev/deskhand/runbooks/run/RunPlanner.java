package dev.deskhand.runbooks.run;

import dev.deskhand.content.Expression;
import dev.deskhand.content.InputType;
import dev.deskhand.content.Problems;
import dev.deskhand.content.Template;
import dev.deskhand.permissions.PersonId;
import dev.deskhand.runbooks.Call;
import dev.deskhand.runbooks.InputDeclaration;
import dev.deskhand.runbooks.Runbook;
import dev.deskhand.runbooks.Step;
import dev.deskhand.runbooks.action.Target;
import dev.deskhand.runbooks.action.Targets;
import dev.deskhand.runbooks.json.RunEventJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Resolves a runbook into the plan of one run. Has no effects. */
public final class RunPlanner {
  private final Targets targets;

  public RunPlanner(Targets targets) {
    this.targets = targets;
  }

  /**
   * Fills in the values given, the defaults, and the requester where an input says so.
   *
   * @param given values by input name, as they were said
   */
  public Planning plan(Runbook runbook, Map<String, String> given, PersonId requester) {
    SortedMap<String, String> inputs = new TreeMap<>();
    List<InputDeclaration> missing = new ArrayList<>();
    List<String> unfit = new ArrayList<>(unknown(runbook, given));
    for (InputDeclaration input : runbook.inputs()) {
      Optional<String> said = said(input, given, requester);
      if (said.isEmpty()) {
        missing.add(input);
      } else {
        switch (input.type().read(said.get())) {
          case InputType.Reading.Value value -> inputs.put(input.name(), value.canonical());
          case InputType.Reading.Mismatch mismatch ->
              unfit.add(input.name() + ": " + mismatch.message());
        }
      }
    }
    if (!unfit.isEmpty()) {
      return new Planning.Unfit(unfit);
    }
    return missing.isEmpty() ? resolve(runbook, inputs) : new Planning.Missing(missing);
  }

  private static List<String> unknown(Runbook runbook, Map<String, String> given) {
    List<String> known = runbook.inputs().stream().map(InputDeclaration::name).toList();
    return given.keySet().stream()
        .filter(name -> !known.contains(name))
        .sorted()
        .map(name -> name + ": no such input; " + Problems.suggestion(name, known))
        .toList();
  }

  private static Optional<String> said(
      InputDeclaration input, Map<String, String> given, PersonId requester) {
    Optional<String> said =
        Optional.ofNullable(given.get(input.name())).filter(it -> !it.isBlank());
    return said.isPresent()
        ? said
        : switch (input.presence()) {
          case InputDeclaration.Presence.Required _ -> Optional.empty();
          case InputDeclaration.Presence.Default fallback -> Optional.of(fallback.value());
          case InputDeclaration.Presence.Requester _ -> Optional.of(requester.value());
        };
  }

  private Planning resolve(Runbook runbook, SortedMap<String, String> inputs) {
    SortedMap<String, Target> used = new TreeMap<>();
    List<String> unfit = new ArrayList<>();
    List<RunPlan.PlannedStep> steps = new ArrayList<>();
    for (Step step : runbook.steps()) {
      steps.add(
          new RunPlan.PlannedStep(
              step.id(),
              step.title(),
              call(step.call(), inputs, used, unfit),
              step.effect(),
              step.retry(),
              step.timeout(),
              step.when().map(Expression::source),
              step.undo().map(undo -> call(undo, inputs, used, unfit))));
    }
    if (!unfit.isEmpty()) {
      return new Planning.Unfit(unfit.stream().distinct().toList());
    }
    RunPlan plan =
        new RunPlan(
            runbook.id(),
            runbook.version(),
            runbook.title(),
            new TreeMap<>(runbook.attributes()),
            inputs,
            steps,
            used,
            runbook.sayings());
    return new Planning.Planned(plan, RunEventJson.digest(plan));
  }

  private RunPlan.PlannedCall call(
      Call call,
      SortedMap<String, String> inputs,
      SortedMap<String, Target> used,
      List<String> unfit) {
    String name = fill(call.target(), inputs);
    targets
        .find(name)
        .ifPresentOrElse(target -> used.put(name, target), () -> unfit.add(targets.unknown(name)));
    SortedMap<String, RunPlan.Argument> arguments = new TreeMap<>();
    call.arguments().forEach((key, template) -> arguments.put(key, argument(template, inputs)));
    return new RunPlan.PlannedCall(call.action(), name, arguments);
  }

  private static RunPlan.Argument argument(Template template, SortedMap<String, String> inputs) {
    boolean known = template.paths().stream().allMatch(path -> path.startsWith("inputs."));
    return known
        ? new RunPlan.Argument.Literal(fill(template, inputs))
        : new RunPlan.Argument.Later(template.source());
  }

  private static String fill(Template template, Map<String, String> inputs) {
    return template.render(
        path -> Optional.ofNullable(inputs.get(path.substring("inputs.".length()))));
  }
}
