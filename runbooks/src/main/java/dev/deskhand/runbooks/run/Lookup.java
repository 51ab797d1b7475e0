package dev.deskhand.runbooks.run;

import dev.deskhand.content.Expression;
import dev.deskhand.content.InputValue;
import dev.deskhand.content.Problems;
import dev.deskhand.content.SourcePosition;
import dev.deskhand.content.Template;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What the names in a part of a run stand for at the moment. Pure. */
final class Lookup {
  private final Run run;
  private final Place.Names names;

  Lookup(Run run, Place.Names names) {
    this.run = run;
    this.names = names;
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
    for (String prefix : prefixes().reversed()) {
      Map<String, String> found = byName(prefix + step);
      if (!found.isEmpty()) {
        return found;
      }
    }
    return Map.of();
  }

  private Map<String, String> byName(String id) {
    return run.steps().outputs().entrySet().stream()
        .filter(entry -> entry.getKey().value().equals(id))
        .map(Map.Entry::getValue)
        .findFirst()
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

  /** The outputs by the names that steps have here; what is nearer hides what is further out. */
  private Map<String, Object> steps() {
    Map<String, Object> steps = new HashMap<>();
    for (String prefix : prefixes()) {
      run.steps()
          .outputs()
          .forEach(
              (id, output) -> {
                if (isDirectlyIn(prefix, id.value())) {
                  steps.put(id.value().substring(prefix.length()), output);
                }
              });
    }
    return steps;
  }

  private static boolean isDirectlyIn(String prefix, String id) {
    return id.startsWith(prefix) && id.indexOf('.', prefix.length()) < 0;
  }

  /** The paths to the scopes around this place, from the outermost. */
  private List<String> prefixes() {
    List<String> prefixes = new ArrayList<>(List.of(""));
    String prefix = names.prefix();
    for (int dot = prefix.indexOf('.'); dot >= 0; dot = prefix.indexOf('.', dot + 1)) {
      prefixes.add(prefix.substring(0, dot + 1));
    }
    return prefixes;
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
