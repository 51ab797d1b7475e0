package dev.deskhand.runbooks.run;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a step is called with, for people: never a secret. Pure. */
final class ShownArguments {
  private static final int LONGEST = 300;
  private static final String SECRET = "(a secret)";

  private final Run run;
  private final StepRef step;

  ShownArguments(Run run, StepRef step) {
    this.run = run;
    this.step = step;
  }

  SortedMap<String, String> all() {
    SortedMap<String, String> all = new TreeMap<>();
    if (run.plan().step(step.step()).content() instanceof PlannedStep.Act) {
      PlannedCall call = run.plan().call(step);
      Lookup lookup = new Lookup(run, new Place(run.plan()).of(step.step()).names());
      call.arguments().forEach((name, it) -> all.put(name, cut(text(lookup, it))));
      call.lists().forEach((name, words) -> all.put(name, cut(text(lookup, words))));
    }
    return all;
  }

  private static String text(Lookup lookup, List<PlannedCall.Argument> words) {
    return words.stream().map(it -> text(lookup, it)).collect(Collectors.joining(" "));
  }

  private static String text(Lookup lookup, PlannedCall.Argument argument) {
    return switch (argument) {
      case PlannedCall.Argument.Literal(String text) -> text;
      case PlannedCall.Argument.Secret _ -> SECRET;
      case PlannedCall.Argument.Later later -> found(lookup, later);
    };
  }

  /** What no step gave stands as the runbook has it. */
  private static String found(Lookup lookup, PlannedCall.Argument.Later later) {
    try {
      return lookup.value(later);
    } catch (IllegalArgumentException _) {
      return later.template();
    }
  }

  private static String cut(String text) {
    return text.length() <= LONGEST
        ? text
        : text.substring(0, text.offsetByCodePoints(0, text.codePointCount(0, LONGEST) - 1)) + "…";
  }
}
