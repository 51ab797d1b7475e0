package dev.deskhand.runbooks.yaml;

import dev.deskhand.content.Problems;
import dev.deskhand.runbooks.InputDeclaration;
import dev.deskhand.runbooks.InputDeclaration.Presence;
import dev.deskhand.runbooks.Runbook;
import dev.deskhand.runbooks.Step;
import dev.deskhand.runbooks.Work;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Checks what runbooks say of others that they take in, once all are read. */
public final class ChildRunbooks {
  private final Map<String, Runbook> runbooks;
  private final Set<String> names;
  private final Problems problems;

  private ChildRunbooks(Map<String, Runbook> runbooks, Set<String> names, Problems problems) {
    this.runbooks = runbooks;
    this.names = names;
    this.problems = problems;
  }

  /**
   * Checks all runbooks of a catalogue.
   *
   * @param names of all that there are, also of those that could not be read
   */
  public static void check(List<Runbook> runbooks, Set<String> names, Problems problems) {
    Map<String, Runbook> byName =
        runbooks.stream().collect(Collectors.toMap(it -> it.id().value(), Function.identity()));
    ChildRunbooks checks = new ChildRunbooks(byName, names, problems);
    runbooks.forEach(
        runbook -> children(runbook.steps()).forEach(child -> checks.check(runbook, child)));
  }

  private void check(Runbook parent, Work.Child child) {
    String name = child.runbook().value();
    if (!names.contains(name)) {
      problems.add(
          child.at(), "no runbook is called '" + name + "': " + Problems.suggestion(name, names));
    } else if (reaches(name, parent.id().value(), new HashSet<>())) {
      problems.add(child.at(), "'" + name + "' takes '" + parent.id() + "' in itself");
    } else if (runbooks.containsKey(name)) {
      checkInputs(runbooks.get(name), child);
    }
  }

  private boolean reaches(String from, String sought, Set<String> seen) {
    Runbook runbook = runbooks.get(from);
    return from.equals(sought)
        || (runbook != null
            && seen.add(from)
            && children(runbook.steps())
                .anyMatch(it -> reaches(it.runbook().value(), sought, seen)));
  }

  private void checkInputs(Runbook runbook, Work.Child child) {
    Map<String, InputDeclaration> inputs =
        runbook.inputs().stream()
            .collect(Collectors.toMap(InputDeclaration::name, Function.identity()));
    child.with().forEach((name, given) -> checkGiven(runbook, inputs, name, given));
    inputs.values().stream()
        .filter(input -> input.presence() instanceof Presence.Required)
        .map(InputDeclaration::name)
        .filter(name -> !child.with().containsKey(name))
        .forEach(
            name ->
                problems.add(
                    child.at(),
                    "'%s' needs a value: write with: { %s: … }".formatted(runbook.id(), name)));
  }

  private void checkGiven(
      Runbook runbook, Map<String, InputDeclaration> inputs, String name, Work.Child.Given given) {
    InputDeclaration input = inputs.get(name);
    if (input == null) {
      problems.add(
          given.at(),
          "'%s' has no input '%s': %s"
              .formatted(runbook.id(), name, Problems.suggestion(name, inputs.keySet())));
    } else {
      input.refusal(given.value()).ifPresent(why -> problems.add(given.at(), why));
    }
  }

  private static Stream<Work.Child> children(List<Step> steps) {
    return steps.stream().flatMap(step -> children(step.work()));
  }

  private static Stream<Work.Child> children(Work work) {
    return switch (work) {
      case Work.Child child -> Stream.of(child);
      case Work.Group group -> children(group.steps());
      case Work.Parallel parallel -> children(parallel.steps());
      case Work.ForEach each ->
          Stream.concat(
              children(each.steps()),
              each.waves().stream().flatMap(waves -> children(waves.verify())));
      case Work.Verify verify -> children(verify.steps());
      case Work.Act _, Work.Approval _, Work.Ask _, Work.Wait _, Work.Finish _ -> Stream.empty();
    };
  }
}
