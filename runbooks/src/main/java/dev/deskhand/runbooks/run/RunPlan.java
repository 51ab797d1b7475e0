package dev.deskhand.runbooks.run;

import dev.deskhand.content.ContentVersion;
import dev.deskhand.content.InputValue;
import dev.deskhand.journal.Freeze;
import dev.deskhand.runbooks.EffectClass;
import dev.deskhand.runbooks.Runbook;
import dev.deskhand.runbooks.RunbookId;
import dev.deskhand.runbooks.StepId;
import dev.deskhand.runbooks.action.Target;
import dev.deskhand.runbooks.calendar.CalendarName;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Everything that a run will do, resolved before it begins. Its canonical form has a digest, which
 * grants and approvals bind. It is stored with the run, so that a later change of the catalogue
 * does not reach a run that began before.
 *
 * @param attributes of the runbook, for policies
 * @param targets every target that the steps may act on, with references in place of secrets
 */
public record RunPlan(
    RunbookId runbook,
    ContentVersion version,
    String title,
    SortedMap<String, String> attributes,
    SortedMap<String, InputValue> inputs,
    List<PlannedStep> steps,
    SortedMap<String, Target> targets,
    Runbook.Sayings sayings) {

  public RunPlan {
    attributes = new TreeMap<>(attributes);
    inputs = new TreeMap<>(inputs);
    steps = List.copyOf(steps);
    targets = new TreeMap<>(targets);
  }

  /** The calendars that have to be open when it starts: its own, and those of its parts. */
  public List<CalendarName> calendars() {
    return Stream.concat(
            Stream.of(attributes), children().stream().map(PlannedStep.Child::attributes))
        .flatMap(it -> Stream.ofNullable(it.get(Runbook.CALENDARS)))
        .flatMap(names -> Stream.of(names.split(InputValue.SEPARATOR, -1)))
        .distinct()
        .map(CalendarName::new)
        .toList();
  }

  /** The names that stand for the runbook's own inputs. */
  PlannedStep.Scope scope() {
    return new PlannedStep.Scope(inputs, new TreeMap<>(), Optional.empty());
  }

  /** Every step, in the order in which they may be done, containers before what they contain. */
  public Stream<PlannedStep> all() {
    return PlannedStep.all(steps).stream();
  }

  /**
   * A step of this plan.
   *
   * @throws IllegalArgumentException if it has none of that name
   */
  public PlannedStep step(StepId id) {
    return new Place(this).step(id);
  }

  /**
   * What a step does on a target.
   *
   * @throws IllegalArgumentException if it does nothing on any
   */
  public PlannedStep.Act act(StepId id) {
    if (step(id).content() instanceof PlannedStep.Act act) {
      return act;
    }
    throw new IllegalArgumentException(runbook + ": step " + id + " acts on no target");
  }

  /** The call of a step in one direction. */
  public PlannedCall call(StepRef ref) {
    PlannedStep.Act act = act(ref.step());
    return switch (ref.direction()) {
      case DO -> act.call();
      case UNDO ->
          act.undo().orElseThrow(() -> new IllegalArgumentException(ref.step() + " has no undo"));
    };
  }

  /** The effect class of a step in one direction: taking back is asked to be repeatable. */
  public EffectClass effect(StepRef ref) {
    return switch (ref.direction()) {
      case DO ->
          step(ref.step()).content() instanceof PlannedStep.Act act
              ? act.effect()
              : EffectClass.READ;
      case UNDO -> EffectClass.IDEMPOTENT;
    };
  }

  /** The other runbooks that are a part of this one. */
  public List<PlannedStep.Child> children() {
    Set<PlannedStep.Child> children = new LinkedHashSet<>();
    for (PlannedStep step : PlannedStep.all(steps)) {
      if (step.content() instanceof PlannedStep.Group group) {
        group.scope().flatMap(PlannedStep.Scope::child).ifPresent(children::add);
      }
    }
    return List.copyOf(children);
  }

  /** What may not be frozen when these steps are made. */
  Set<Freeze.Scope> scopes(List<StepRef> made) {
    Set<Freeze.Scope> scopes = new HashSet<>();
    scopes.add(Freeze.Scope.EVERYTHING);
    scopes.add(Freeze.Scope.runbook(runbook.value()));
    children().forEach(child -> scopes.add(Freeze.Scope.runbook(child.runbook().value())));
    made.forEach(step -> scopes.add(Freeze.Scope.target(call(step).target())));
    return scopes;
  }

  /** What it changes, in words for people and the audit. */
  public List<String> impact() {
    return all().flatMap(RunPlan::change).toList();
  }

  /** What one step changes, in words; nothing if it only reads. */
  static Stream<String> change(PlannedStep step) {
    return step.content() instanceof PlannedStep.Act act && act.effect() != EffectClass.READ
        ? Stream.of(step.title() + " (" + act.call().action() + " on " + act.call().target() + ")")
        : Stream.empty();
  }

  /** How it would be undone, in words for people and the audit. */
  public List<String> rollbackPlan() {
    return all().toList().reversed().stream()
        .flatMap(
            step ->
                step.content() instanceof PlannedStep.Act act
                    ? act.undo().stream().map(undo -> step.id() + ": " + undo.action())
                    : Stream.empty())
        .toList();
  }

  /** The highest {@code risk} that its targets' settings name: low, medium or high. */
  public Optional<String> risk() {
    return targets.values().stream()
        .flatMap(target -> target.risk().stream())
        .max(Comparator.comparingInt(Target.RISKS::indexOf));
  }
}
