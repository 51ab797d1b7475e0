package dev.deskhand.runbooks.yaml;

import dev.deskhand.content.Expression;
import dev.deskhand.content.Problems;
import dev.deskhand.content.SourcePosition;
import dev.deskhand.content.Template;
import dev.deskhand.runbooks.action.StepAction.Signature;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What templates and conditions may look up at the place that has been read to. */
final class References {
  private static final Pattern QUOTED =
      Pattern.compile("\"(\\\\.|[^\"\\\\])*\"|'(\\\\.|[^'\\\\])*'");
  private static final Pattern LOOKUP =
      Pattern.compile("(?<![\\w.])(inputs|steps)\\.([A-Za-z_]\\w*)(?:\\.([A-Za-z_]\\w*))?");

  private final Set<String> inputs;
  private final Set<String> allSteps;
  private final Problems problems;
  private final Map<String, Optional<Signature>> before = new LinkedHashMap<>();
  private final Map<String, SourcePosition> places = new HashMap<>();

  /**
   * Begins before the first step.
   *
   * @param allSteps the names of all steps, those that come later among them
   */
  References(Set<String> inputs, Set<String> allSteps, Problems problems) {
    this.inputs = inputs;
    this.allSteps = allSteps;
    this.problems = problems;
  }

  /** From here on the step's outputs can be looked up. */
  void define(String step, Optional<Signature> signature) {
    before.putIfAbsent(step, signature);
  }

  /** Where a step of this name stood before, if one did. */
  Optional<SourcePosition> firstPlaceOf(String step, SourcePosition here) {
    return Optional.ofNullable(places.putIfAbsent(step, here));
  }

  void checkArgument(Template template, SourcePosition at) {
    template.paths().forEach(path -> checkPath(List.of(path.split("\\.", -1)), path, at));
  }

  /** Targets are known before a run begins, so that an approval can name them. */
  void checkTarget(Template template, SourcePosition at) {
    for (String path : template.paths()) {
      if (path.startsWith("steps.")) {
        problems.add(
            at,
            "'{{ "
                + path
                + " }}': a target may look up inputs only, so that it is known before"
                + " anything is done");
      } else {
        checkPath(List.of(path.split("\\.", -1)), path, at);
      }
    }
  }

  /** Compiles a condition and checks what it looks up. */
  Optional<Expression> condition(String text, SourcePosition at) {
    Optional<Expression> condition =
        Expression.parse(text, Set.of("inputs", "steps"), at, problems);
    Matcher lookups = LOOKUP.matcher(QUOTED.matcher(text).replaceAll("''"));
    while (lookups.find()) {
      if (lookups.group(1).equals("inputs")) {
        checkInput(lookups.group(2), at);
      } else {
        checkStep(lookups.group(2), Optional.ofNullable(lookups.group(3)), at);
      }
    }
    return condition;
  }

  private void checkPath(List<String> parts, String path, SourcePosition at) {
    if (parts.size() == 2 && parts.getFirst().equals("inputs")) {
      checkInput(parts.get(1), at);
    } else if (parts.size() == 3 && parts.getFirst().equals("steps")) {
      checkStep(parts.get(1), Optional.of(parts.get(2)), at);
    } else {
      problems.add(at, "'{{ " + path + " }}': expected inputs.NAME or steps.ID.OUTPUT");
    }
  }

  private void checkInput(String name, SourcePosition at) {
    if (!inputs.contains(name)) {
      problems.add(at, "no input is called '" + name + "': " + known(name, inputs));
    }
  }

  private void checkStep(String step, Optional<String> output, SourcePosition at) {
    if (!before.containsKey(step)) {
      problems.add(
          at,
          allSteps.contains(step)
              ? "step '" + step + "' has no result yet: look up only steps that stand before"
              : "no step is called '" + step + "': " + known(step, before.keySet()));
      return;
    }
    Optional<Signature> signature = before.getOrDefault(step, Optional.empty());
    output
        .filter(name -> signature.isPresent() && !signature.get().outputs().contains(name))
        .ifPresent(
            name ->
                problems.add(
                    at,
                    "step '"
                        + step
                        + "' has no output '"
                        + name
                        + "': "
                        + known(name, signature.orElseThrow().outputs())));
  }

  private static String known(String name, Set<String> names) {
    return names.isEmpty() ? "there is none here" : Problems.suggestion(name, names);
  }
}
