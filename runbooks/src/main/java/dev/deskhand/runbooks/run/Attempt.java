package dev.deskhand.runbooks.run;

import dev.deskhand.content.Problems;
import dev.deskhand.content.SourcePosition;
import dev.deskhand.content.Template;
import dev.deskhand.runbooks.action.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * One attempt, with everything filled in.
 *
 * @param key the same for every attempt of the step
 * @param number from 1
 * @param lists arguments that are lists
 * @param secrets the names of those arguments that are references to secrets
 */
record Attempt(
    String action,
    String key,
    int number,
    Target target,
    Map<String, String> arguments,
    Map<String, List<String>> lists,
    Duration timeout,
    Set<String> secrets) {

  /**
   * An attempt of a run's step.
   *
   * @throws IllegalArgumentException naming an argument whose value no earlier step gave
   */
  static Attempt of(RunId id, Run run, StepRef ref, int number) {
    PlannedCall call = run.plan().call(ref);
    Target target = run.plan().targets().get(call.target());
    if (target == null) {
      throw new IllegalArgumentException("the plan has no target '" + call.target() + "'");
    }
    Lookup lookup = new Lookup(run, new Place(run.plan()).of(ref.step()).names());
    Map<String, String> arguments = new TreeMap<>();
    call.arguments().forEach((name, argument) -> arguments.put(name, lookup.value(argument)));
    Map<String, List<String>> lists = new TreeMap<>();
    call.lists()
        .forEach(
            (name, elements) -> lists.put(name, found(lookup, elements, call.isOfWords(name))));
    Duration timeout = run.plan().act(ref.step()).timeout();
    return new Attempt(
        call.action(), id + "." + ref, number, target, arguments, lists, timeout, secrets(call));
  }

  private static Set<String> secrets(PlannedCall call) {
    return call.arguments().entrySet().stream()
        .filter(it -> it.getValue() instanceof PlannedCall.Argument.Secret)
        .map(Map.Entry::getKey)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static List<String> found(
      Lookup lookup, List<PlannedCall.Argument> arguments, boolean areWords) {
    List<String> found = new ArrayList<>();
    for (PlannedCall.Argument argument : arguments) {
      String text = lookup.value(argument);
      if (areWords && argument instanceof PlannedCall.Argument.Later(String source)) {
        refuseOption(source, text);
      }
      found.add(text);
    }
    return found;
  }

  private static void refuseOption(String source, String word) {
    Template template = Template.parse(source, new SourcePosition("plan", 1, 1), new Problems());
    if (Option.isSmuggled(template, word)) {
      throw new IllegalArgumentException(Option.refusal(template));
    }
  }
}
