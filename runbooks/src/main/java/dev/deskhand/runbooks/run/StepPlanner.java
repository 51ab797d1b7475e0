package dev.deskhand.runbooks.run;

import dev.deskhand.content.Expression;
import dev.deskhand.content.InputValue;
import dev.deskhand.content.Lengths;
import dev.deskhand.content.Template;
import dev.deskhand.content.Times;
import dev.deskhand.permissions.PersonId;
import dev.deskhand.runbooks.IfLocked;
import dev.deskhand.runbooks.InputDeclaration;
import dev.deskhand.runbooks.InputDeclaration.Presence;
import dev.deskhand.runbooks.OnFailure;
import dev.deskhand.runbooks.Runbook;
import dev.deskhand.runbooks.RunbookId;
import dev.deskhand.runbooks.Step;
import dev.deskhand.runbooks.StepId;
import dev.deskhand.runbooks.Work;
import dev.deskhand.runbooks.action.Target;
import dev.deskhand.runbooks.action.Targets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Resolves the steps of one plan: fills in what is known, writes repetitions out, takes other
 * runbooks in. Collects what does not fit. Owned by one thread.
 */
final class StepPlanner {
  private static final int DEEPEST = 5;
  private static final int MOST_STEPS = 10_000;

  private final RunPlanner runs;
  private final Function<RunbookId, Optional<Runbook>> catalogue;
  private final PersonId requester;
  private final CallPlanner calls;
  private final List<String> unfit = new ArrayList<>();
  private int planned;

  StepPlanner(
      Targets targets,
      RunPlanner runs,
      Function<RunbookId, Optional<Runbook>> catalogue,
      PersonId requester) {
    this.runs = runs;
    this.catalogue = catalogue;
    this.requester = requester;
    this.calls = new CallPlanner(targets, unfit);
  }

  /** What does not fit, in words for whoever gave the values. */
  List<String> unfit() {
    return unfit;
  }

  /** Every target that the steps name. */
  SortedMap<String, Target> used() {
    return calls.used();
  }

  String text(Template template, Place.Names names) {
    return calls.text(template, names);
  }

  /** The steps of a runbook under a path of their own. */
  List<PlannedStep> plan(Runbook runbook, Place.Names names, int depth) {
    calls.declare(names.prefix(), runbook);
    return plan(runbook.steps(), names, depth);
  }

  List<PlannedStep> plan(List<Step> steps, Place.Names names, int depth) {
    List<PlannedStep> all = new ArrayList<>();
    for (Step step : steps) {
      planned++;
      if (planned > MOST_STEPS) {
        unfit.add("the plan has more than 10,000 steps: give it less at a time");
        return all;
      }
      id(names, step.id().value()).ifPresent(id -> all.add(plan(step, id, names, depth)));
    }
    return all;
  }

  private Optional<StepId> id(Place.Names names, String name) {
    String full = names.prefix() + name;
    if (full.length() > StepId.MAX_CHARACTERS) {
      unfit.add("step '" + full + "': its path has more than 70 characters; take shorter names");
      return Optional.empty();
    }
    return Optional.of(new StepId(full));
  }

  private PlannedStep plan(Step step, StepId id, Place.Names names, int depth) {
    PlannedStep made = made(step, id, names, depth);
    made.lock()
        .filter(lock -> PlannedStep.all(made.below()).stream().anyMatch(it -> holds(it, lock)))
        .ifPresent(lock -> unfit.add(id + ": a step in it would wait for its lock '" + lock + "'"));
    return made;
  }

  private static boolean holds(PlannedStep step, String lock) {
    return step.lock().filter(lock::equals).isPresent();
  }

  private PlannedStep made(Step step, StepId id, Place.Names names, int depth) {
    return new PlannedStep(
        id,
        calls.text(step.title(), names),
        step.when().map(Expression::source),
        step.onFailure(),
        step.lock().map(lock -> lock(calls.text(lock, names))),
        Optional.of(step.ifLocked()).filter(IfLocked.REFUSE::equals),
        content(step, id, names, depth));
  }

  /** Directories and hosts take large and small letters for the same. */
  private static String lock(String text) {
    return text.toLowerCase(Locale.ROOT).strip().replaceAll("\\s+", " ");
  }

  private PlannedStep.Content content(Step step, StepId id, Place.Names names, int depth) {
    return switch (step.work()) {
      case Work.Act act -> act(act, names);
      case Work.Group group ->
          new PlannedStep.Group(plan(group.steps(), names, depth), Optional.empty());
      case Work.Parallel parallel ->
          new PlannedStep.Each(
              List.of(new PlannedStep.Wave(plan(parallel.steps(), names, depth), List.of())),
              parallel.limits());
      case Work.ForEach each -> new Repetition(this, each, step, id, names, depth).planned();
      case Work.Approval approval -> new PlannedStep.Approval(approval.rule());
      case Work.Ask ask ->
          new PlannedStep.Ask(
              ask.form().stream().map(this::field).toList(), ask.of(), ask.within());
      case Work.Wait wait -> new PlannedStep.Wait(until(wait.until(), names));
      case Work.Verify verify -> verify(verify, step, id, names, depth);
      case Work.Child child -> child(child, id, names, depth);
      case Work.Finish finish -> new PlannedStep.Finish(finish.ending(), finish.because());
    };
  }

  private PlannedStep.Act act(Work.Act act, Place.Names names) {
    SortedMap<String, String> output = new TreeMap<>();
    act.output().forEach((name, expression) -> output.put(name, expression.source()));
    return new PlannedStep.Act(
        calls.plan(act.call(), names),
        act.effect(),
        act.retry(),
        act.timeout(),
        act.undo().map(undo -> calls.plan(undo, names)),
        output);
  }

  private PlannedStep.Field field(InputDeclaration input) {
    Optional<String> given =
        switch (input.presence()) {
          case Presence.Default(String value) -> Optional.of(value);
          case Presence.Requester _ -> Optional.of(requester.value());
          case Presence.Required _ -> Optional.empty();
          case Presence.Locked _ ->
              throw new IllegalStateException("nobody is asked for what is fixed: " + input.name());
        };
    return new PlannedStep.Field(input.name(), input.type(), input.question(), given);
  }

  /** How many may fail, where an input says so. */
  int tolerated(Template written, Place.Names names) {
    String text = calls.text(written, names).strip();
    if (text.matches("[0-9]{1,4}")) {
      return Integer.parseInt(text);
    }
    unfit.add("'" + written + "': '" + text + "' is no number of things that may fail");
    return 0;
  }

  private PlannedStep.Until until(Work.Moment moment, Place.Names names) {
    return switch (moment) {
      case Work.Moment.After after -> new PlannedStep.Until.After(after.length());
      case Work.Moment.Given given -> new PlannedStep.Until.After(length(given.length(), names));
      case Work.Moment.At at -> new PlannedStep.Until.At(time(at.time(), names));
      case Work.Moment.Window window -> new PlannedStep.Until.Window(window.calendar());
    };
  }

  private Duration length(Template written, Place.Names names) {
    String text = calls.text(written, names);
    Optional<Duration> length = Lengths.read(text);
    if (length.isEmpty()) {
      unfit.add(
          "'" + written + "': '" + text + "' is no length of time such as " + Lengths.EXAMPLE);
    }
    return length.orElse(Duration.ZERO);
  }

  private PlannedCall.Argument time(Template written, Place.Names names) {
    PlannedCall.Argument time = calls.argument(written, names);
    if (time instanceof PlannedCall.Argument.Literal(String text) && Times.time(text).isEmpty()) {
      unfit.add("'" + written + "': '" + text + "' is no time such as " + Times.EXAMPLE);
    }
    return time;
  }

  /** Read, done, read again, compared. */
  private PlannedStep.Group verify(
      Work.Verify verify, Step step, StepId id, Place.Names names, int depth) {
    PlannedStep before = part(step, id, "before", act(verify.read(), names));
    PlannedStep after = part(step, id, "after", act(verify.read(), names));
    List<PlannedStep> all = new ArrayList<>(List.of(before));
    all.addAll(plan(verify.steps(), names, depth));
    all.add(after);
    all.add(
        part(
            step,
            id,
            "compared",
            new PlannedStep.Compare(before.id(), after.id(), verify.expected().source())));
    return new PlannedStep.Group(all, Optional.empty());
  }

  private PlannedStep part(Step step, StepId id, String name, PlannedStep.Content content) {
    return new PlannedStep(
        new StepId(id + "." + name),
        step.title().source() + ": " + name,
        Optional.empty(),
        OnFailure.ROLL_BACK,
        Optional.empty(),
        Optional.empty(),
        content);
  }

  private PlannedStep.Group child(Work.Child child, StepId id, Place.Names names, int depth) {
    PlannedStep.Group nothing = new PlannedStep.Group(List.of(), Optional.empty());
    Optional<Runbook> found = catalogue.apply(child.runbook());
    if (found.isEmpty() || depth >= DEEPEST) {
      unfit.add(
          found.isEmpty()
              ? "no runbook is called '" + child.runbook() + "'"
              : "runbooks take each other in more than 5 deep, at '" + child.runbook() + "'");
      return nothing;
    }
    Runbook runbook = found.get();
    Map<String, String> given = new TreeMap<>();
    child.with().forEach((name, it) -> given.put(name, calls.text(it.value(), names)));
    return switch (runs.inputs(runbook, given, requester)) {
      case RunPlanner.Inputs.Unfit(List<String> reasons) -> {
        reasons.forEach(reason -> unfit.add(runbook.id() + ": " + reason));
        yield nothing;
      }
      case RunPlanner.Inputs.Missing(List<InputDeclaration> missing) -> {
        missing.forEach(it -> unfit.add(runbook.id() + ": '" + it.name() + "' is not given"));
        yield nothing;
      }
      case RunPlanner.Inputs.Known(SortedMap<String, InputValue> values) ->
          taken(runbook, values, id, depth);
    };
  }

  private PlannedStep.Group taken(
      Runbook runbook, SortedMap<String, InputValue> inputs, StepId id, int depth) {
    PlannedStep.Scope scope =
        new PlannedStep.Scope(
            inputs,
            new TreeMap<>(),
            Optional.of(
                new PlannedStep.Child(
                    runbook.id(), runbook.version(), new TreeMap<>(runbook.attributes()))));
    return new PlannedStep.Group(
        plan(runbook, new Place.Names(scope, id + "."), depth + 1), Optional.of(scope));
  }
}
