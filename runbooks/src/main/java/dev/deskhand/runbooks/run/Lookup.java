package dev.deskhand.runbooks.run;

import dev.deskhand.content.Expression;
import dev.deskhand.content.InputValue;
import dev.deskhand.content.Problems;
import dev.deskhand.content.SourcePosition;
import dev.deskhand.content.Template;
import dev.deskhand.runbooks.StepId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What the names in a part of a run stand for at the moment. Pure. */
final class Lookup {
  private final Run run;
  private final Place.Names names;
  private final Map<String, StepId> seen;

  Lookup(Run run, Place.Names names) {
    this.run = run;
    this.names = names;
    this.seen = new Place(run.plan()).seenFrom(names);
  }

  /**
   * Whether a stored condition holds.
   *
   * @throws IllegalArgumentException if it does not evaluate
   */
  boolean holds(String condition) {
    return holds(condition, Map.of());
  }

  /** The same, over these names, too. */
  boolean holds(String condition, Map<String, ?> more) {
    Map<String, Object> all = variables(more);
    return compiled(condition, all.keySet()).test(all);
  }

  /** The text of a stored expression's value, over all names and these. */
  String text(String expression, Map<String, ?> more) {
    Map<String, Object> all = variables(more);
    return String.valueOf(compiled(expression, all.keySet()).evaluate(all));
  }

  /**
   * An argument's value.
   *
   * @throws IllegalArgumentException naming what no earlier step gave
   */
  String value(PlannedCall.Argument argument) {
    return switch (argument) {
      case PlannedCall.Argument.Literal literal -> literal.text();
      case PlannedCall.Argument.Secret secret -> secret.reference();
      case PlannedCall.Argument.Later later ->
          Template.parse(later.template(), place(), new Problems()).render(this::find);
    };
  }

  /** The outputs of a step by its name here; none before it succeeded. */
  Map<String, String> outputs(String step) {
    return Optional.ofNullable(seen.get(step))
        .map(id -> run.steps().outputs().getOrDefault(id, Map.of()))
        .orElse(Map.of());
  }

  private Optional<String> find(String path) {
    String[] parts = path.split("\\.", -1);
    if (parts.length == 2 && parts[0].equals("inputs")) {
      return Optional.ofNullable(names.scope().inputs().get(parts[1])).map(InputValue::text);
    }
    if (parts.length == 2 && parts[0].equals("each")) {
      return Optional.ofNullable(names.scope().each().get(parts[1]));
    }
    return parts.length == 3 && parts[0].equals("steps")
        ? Optional.ofNullable(outputs(parts[1]).get(parts[2]))
        : Optional.empty();
  }

  private Map<String, Object> variables(Map<String, ?> more) {
    Map<String, Object> inputs = new TreeMap<>();
    names.scope().inputs().forEach((name, value) -> inputs.put(name, value.value()));
    Map<String, Object> all = new HashMap<>(more);
    all.putAll(Map.of("inputs", inputs, "each", names.scope().each(), "steps", steps()));
    return all;
  }

  /** The outputs by the names that steps have here; a step that gave none is not among them. */
  private Map<String, Object> steps() {
    Map<String, Object> steps = new HashMap<>();
    seen.forEach(
        (name, id) ->
            Optional.ofNullable(run.steps().outputs().get(id))
                .ifPresent(output -> steps.put(name, output)));
    return steps;
  }

  private Expression compiled(String source, Set<String> variables) {
    Problems problems = new Problems();
    return Expression.parse(source, variables, place(), problems)
        .orElseThrow(() -> new IllegalStateException("stored condition: " + problems.all()));
  }

  private SourcePosition place() {
    return new SourcePosition(run.plan().runbook().value(), 1, 1);
  }
}
