package dev.deskhand.runbooks.run;

import dev.deskhand.content.InputType;
import dev.deskhand.content.InputValue;
import dev.deskhand.content.Problems;
import dev.deskhand.permissions.PersonId;
import dev.deskhand.runbooks.InputDeclaration;
import dev.deskhand.runbooks.InputDeclaration.Presence;
import dev.deskhand.runbooks.Runbook;
import dev.deskhand.runbooks.RunbookId;
import dev.deskhand.runbooks.action.Targets;
import dev.deskhand.runbooks.json.RunEventJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** Resolves a runbook into the plan of one run. Has no effects. Thread-safe. */
public final class RunPlanner {
  private final Targets targets;
  private final Function<RunbookId, Optional<Runbook>> catalogue;

  /**
   * A planner.
   *
   * @param catalogue where the runbooks are that others take in
   */
  public RunPlanner(Targets targets, Function<RunbookId, Optional<Runbook>> catalogue) {
    this.targets = targets;
    this.catalogue = catalogue;
  }

  /**
   * Fills in the values given, the defaults, and the requester where an input says so.
   *
   * @param given values by input name, as they were said
   */
  public Planning plan(Runbook runbook, Map<String, String> given, PersonId requester) {
    return switch (inputs(runbook, given, requester)) {
      case Inputs.Unfit(List<String> reasons) -> new Planning.Unfit(reasons);
      case Inputs.Missing(List<InputDeclaration> missing) -> new Planning.Missing(missing);
      case Inputs.Known(SortedMap<String, InputValue> values) ->
          resolved(runbook, values, requester);
    };
  }

  /** What the values given come to. */
  sealed interface Inputs {
    record Known(SortedMap<String, InputValue> values) implements Inputs {}

    record Missing(List<InputDeclaration> inputs) implements Inputs {}

    record Unfit(List<String> reasons) implements Inputs {}
  }

  Inputs inputs(Runbook runbook, Map<String, String> given, PersonId requester) {
    SortedMap<String, InputValue> values = new TreeMap<>();
    List<InputDeclaration> missing = new ArrayList<>();
    List<String> unfit = new ArrayList<>(refused(runbook, given));
    for (InputDeclaration input : runbook.inputs()) {
      Optional<String> said = said(input, given, requester);
      if (said.isEmpty()) {
        missing.add(input);
      } else {
        switch (input.type().read(said.get())) {
          case InputType.Reading.Value value ->
              values.put(input.name(), input.type().valueOf(value.canonical()));
          case InputType.Reading.Mismatch mismatch ->
              unfit.add(input.name() + ": " + mismatch.message());
        }
      }
    }
    if (!unfit.isEmpty()) {
      return new Inputs.Unfit(unfit);
    }
    return missing.isEmpty() ? new Inputs.Known(values) : new Inputs.Missing(missing);
  }

  /** What may not be given: what there is not, and what is fixed. */
  private static List<String> refused(Runbook runbook, Map<String, String> given) {
    List<String> known = runbook.inputs().stream().map(InputDeclaration::name).toList();
    List<String> refused = new ArrayList<>();
    given.keySet().stream()
        .filter(name -> !known.contains(name))
        .sorted()
        .map(name -> name + ": no such input; " + Problems.suggestion(name, known))
        .forEach(refused::add);
    for (InputDeclaration input : runbook.inputs()) {
      String said = given.get(input.name());
      if (said != null
          && input.presence() instanceof Presence.Locked(String value)
          && !said.equals(value)) {
        refused.add(input.name() + ": it is fixed and can't be changed");
      }
    }
    return refused;
  }

  private static Optional<String> said(
      InputDeclaration input, Map<String, String> given, PersonId requester) {
    Optional<String> said =
        Optional.ofNullable(given.get(input.name())).filter(it -> !it.isBlank());
    return said.isPresent()
        ? said
        : switch (input.presence()) {
          case Presence.Required _ -> Optional.empty();
          case Presence.Default fallback -> Optional.of(fallback.value());
          case Presence.Locked locked -> Optional.of(locked.value());
          case Presence.Requester _ -> Optional.of(requester.value());
        };
  }

  private Planning resolved(
      Runbook runbook, SortedMap<String, InputValue> inputs, PersonId requester) {
    StepPlanner steps = new StepPlanner(targets, this, catalogue, requester);
    PlannedStep.Scope scope = new PlannedStep.Scope(inputs, new TreeMap<>(), Optional.empty());
    List<PlannedStep> planned = steps.plan(runbook, new Place.Names(scope, ""), 0);
    if (!steps.unfit().isEmpty()) {
      return new Planning.Unfit(steps.unfit().stream().distinct().toList());
    }
    RunPlan plan =
        new RunPlan(
            runbook.id(),
            runbook.version(),
            runbook.title(),
            new TreeMap<>(runbook.attributes()),
            inputs,
            planned,
            steps.used(),
            runbook.sayings());
    return new Planning.Planned(plan, RunEventJson.digest(plan));
  }
}
