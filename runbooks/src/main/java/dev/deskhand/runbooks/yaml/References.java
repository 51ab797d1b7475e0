package dev.deskhand.runbooks.yaml;

import dev.deskhand.content.Expression;
import dev.deskhand.content.ExpressionPath;
import dev.deskhand.content.Problems;
import dev.deskhand.content.SourcePosition;
import dev.deskhand.content.Template;
import dev.deskhand.permissions.Role;
import dev.deskhand.runbooks.action.Target;
import dev.deskhand.runbooks.calendar.CalendarName;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What templates and conditions may look up at the place that has been read to. */
final class References {
  private final Set<String> inputs;
  private final Set<String> each;
  private final Set<String> allSteps;
  private final RunbookSurroundings surroundings;
  private final Problems problems;
  private final Map<String, Optional<Set<String>>> before;
  private final Map<String, Set<String>> found;
  private final Map<String, SourcePosition> places;

  /**
   * Begins before the first step.
   *
   * @param allSteps the names of all steps, those that come later among them
   */
  References(
      Set<String> inputs,
      Set<String> allSteps,
      RunbookSurroundings surroundings,
      Problems problems) {
    this.inputs = inputs;
    this.each = Set.of();
    this.allSteps = allSteps;
    this.surroundings = surroundings;
    this.problems = problems;
    this.before = new LinkedHashMap<>();
    this.found = new HashMap<>();
    this.places = new HashMap<>();
  }

  private References(References outer, Set<String> each) {
    this.inputs = outer.inputs;
    this.each = each;
    this.allSteps = outer.allSteps;
    this.surroundings = outer.surroundings;
    this.problems = outer.problems;
    this.before = new LinkedHashMap<>(outer.before);
    this.found = outer.found;
    this.places = outer.places;
  }

  /** What may be looked up inside: all that may be outside, and what things are repeated for. */
  References inner(Set<String> names) {
    Set<String> around = new TreeSet<>(each);
    around.addAll(names);
    return new References(this, around);
  }

  /** From here on what was defined inside can be looked up outside, too. */
  void adopt(References inner) {
    inner.before.forEach(before::putIfAbsent);
  }

  /** From here on the step's outputs can be looked up; empty where they are not known. */
  void define(String step, Optional<Set<String>> outputs) {
    before.putIfAbsent(step, outputs);
  }

  /** What a step's own action says; not what its file makes of it, or of what people said. */
  void found(String step, Set<String> outputs) {
    found.putIfAbsent(step, Set.copyOf(outputs));
  }

  /** Whether a path names what an action of an earlier step says. */
  boolean isFound(String path) {
    String[] parts = path.split("\\.", -1);
    return parts.length == 3
        && parts[0].equals("steps")
        && found.getOrDefault(parts[1], Set.of()).contains(parts[2]);
  }

  void checkCalendar(String name, SourcePosition at) {
    Set<String> calendars = names(surroundings.calendars(), CalendarName::value);
    if (!calendars.contains(name)) {
      problems.add(at, "no calendar is called '" + name + "': " + known(name, calendars));
    }
  }

  /** A target that is written out, and that the installation has, is one that the action fits. */
  void checkKind(Template target, Optional<String> kind, String action, SourcePosition at) {
    Optional<Target> known =
        target.paths().isEmpty() ? surroundings.targets().find(target.source()) : Optional.empty();
    kind.flatMap(it -> known.flatMap(found -> surroundings.targets().unfit(found, it, action)))
        .ifPresent(why -> problems.add(at, why));
  }

  void checkRole(Role role, SourcePosition at) {
    surroundings
        .roles()
        .filter(known -> !known.contains(role))
        .map(known -> names(known, Role::value))
        .ifPresent(
            known ->
                problems.add(
                    at,
                    "nobody can have the role '"
                        + role.value()
                        + "': "
                        + known(role.value(), known)));
  }

  /** Where a step of this name stood before, if one did. */
  Optional<SourcePosition> firstPlaceOf(String step, SourcePosition here) {
    return Optional.ofNullable(places.putIfAbsent(step, here));
  }

  void checkArgument(Template template, SourcePosition at) {
    template.paths().forEach(path -> checkPath(List.of(path.split("\\.", -1)), path, at));
  }

  /**
   * What has to be known before a run begins, so that an approval can name it.
   *
   * @param what such as "a target"
   */
  void checkKnown(Template template, String what, SourcePosition at) {
    for (String path : template.paths()) {
      if (path.startsWith("steps.")) {
        problems.add(
            at,
            "'{{ "
                + path
                + " }}': "
                + what
                + " may look up inputs only, so that it is known before anything is done");
      } else {
        checkPath(List.of(path.split("\\.", -1)), path, at);
      }
    }
  }

  /**
   * Compiles an expression and checks what it looks up.
   *
   * @param more variables that it may use besides inputs, each and steps, with what each has; empty
   *     where that is not known
   */
  Optional<Expression> expression(
      String text, SourcePosition at, Map<String, Optional<Set<String>>> more) {
    Set<String> variables = new TreeSet<>(Set.of("inputs", "each", "steps"));
    variables.addAll(more.keySet());
    Expression.paths(text).forEach(path -> checkPath(path, at, more));
    return Expression.parse(text, variables, at, problems);
  }

  /** The same, of an expression that has to be true or false. */
  Optional<Expression> condition(
      String text, SourcePosition at, Map<String, Optional<Set<String>>> more) {
    Optional<Expression> condition = expression(text, at, more);
    condition
        .filter(it -> !it.mayBeCondition())
        .ifPresent(_ -> problems.add(at, "condition '" + text + "' is neither true nor false"));
    return condition;
  }

  private void checkPath(
      ExpressionPath path, SourcePosition at, Map<String, Optional<Set<String>>> more) {
    List<String> names = path.names();
    if (names.size() < 2) {
      return;
    }
    String name = names.get(1);
    switch (names.getFirst()) {
      case "inputs" -> checkInput(name, at);
      case "each" -> checkEach(name, at);
      case "steps" -> {
        String hyphened = path.hyphened().get(1);
        if (path.mayBeHyphened() && allSteps.contains(hyphened)) {
          problems.add(at, "a name with a hyphen is written steps[\"" + hyphened + "\"]");
        } else {
          checkStep(name, names.stream().skip(2).findFirst(), at);
        }
      }
      case String variable ->
          more.getOrDefault(variable, Optional.empty())
              .filter(known -> !known.contains(name))
              .ifPresent(
                  known ->
                      problems.add(at, variable + " has no '" + name + "': " + known(name, known)));
    }
  }

  private void checkPath(List<String> parts, String path, SourcePosition at) {
    if (parts.size() == 2 && parts.getFirst().equals("inputs")) {
      checkInput(parts.get(1), at);
    } else if (parts.size() == 2 && parts.getFirst().equals("each")) {
      checkEach(parts.get(1), at);
    } else if (parts.size() == 3 && parts.getFirst().equals("steps")) {
      checkStep(parts.get(1), Optional.of(parts.get(2)), at);
    } else {
      problems.add(at, "'{{ " + path + " }}': expected inputs.NAME, each.NAME or steps.ID.OUTPUT");
    }
  }

  private void checkInput(String name, SourcePosition at) {
    if (!inputs.contains(name)) {
      problems.add(at, "no input is called '" + name + "': " + known(name, inputs));
    }
  }

  private void checkEach(String name, SourcePosition at) {
    if (!each.contains(name)) {
      problems.add(
          at,
          each.isEmpty()
              ? "'each." + name + "': nothing is repeated here; each belongs into for-each"
              : "each has no '" + name + "': " + known(name, each));
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
    Optional<Set<String>> outputs = before.getOrDefault(step, Optional.empty());
    output
        .filter(name -> outputs.isPresent() && !outputs.get().contains(name))
        .ifPresent(
            name ->
                problems.add(
                    at,
                    "step '"
                        + step
                        + "' has no output '"
                        + name
                        + "': "
                        + known(name, outputs.orElseThrow())));
  }

  private static <T> Set<String> names(Set<T> all, Function<T, String> name) {
    return all.stream().map(name).collect(Collectors.toSet());
  }

  private static String known(String name, Set<String> names) {
    return names.isEmpty() ? "there is none here" : Problems.suggestion(name, names);
  }
}
