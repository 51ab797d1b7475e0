package dev.deskhand.runbooks.run;

import dev.deskhand.content.ContentVersion;
import dev.deskhand.runbooks.EffectClass;
import dev.deskhand.runbooks.Retry;
import dev.deskhand.runbooks.Runbook;
import dev.deskhand.runbooks.RunbookId;
import dev.deskhand.runbooks.StepId;
import dev.deskhand.runbooks.action.Target;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

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
    SortedMap<String, String> inputs,
    List<PlannedStep> steps,
    SortedMap<String, Target> targets,
    Runbook.Sayings sayings) {

  /**
   * A step with its inputs filled in.
   *
   * @param when the source of its condition
   */
  public record PlannedStep(
      StepId id,
      String title,
      PlannedCall call,
      EffectClass effect,
      Retry retry,
      Duration timeout,
      Optional<String> when,
      Optional<PlannedCall> undo) {}

  /** An action with its arguments filled in as far as they are known. */
  public record PlannedCall(String action, String target, SortedMap<String, Argument> arguments) {
    public PlannedCall {
      arguments = new TreeMap<>(arguments);
    }
  }

  /** A value, or what will look it up. */
  public sealed interface Argument {
    /** Known now; data for ever, whatever it looks like. */
    record Literal(String text) implements Argument {}

    /** Depends on the result of an earlier step; the template is the runbook's own text. */
    record Later(String template) implements Argument {}
  }

  public RunPlan {
    attributes = new TreeMap<>(attributes);
    inputs = new TreeMap<>(inputs);
    steps = List.copyOf(steps);
    targets = new TreeMap<>(targets);
  }

  /**
   * A step of this plan.
   *
   * @throws IllegalArgumentException if it has none of that name
   */
  public PlannedStep step(StepId id) {
    return steps.stream()
        .filter(step -> step.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(runbook + " has no step " + id));
  }

  /** The call of a step in one direction. */
  public PlannedCall call(StepRef ref) {
    PlannedStep step = step(ref.step());
    return switch (ref.direction()) {
      case DO -> step.call();
      case UNDO ->
          step.undo().orElseThrow(() -> new IllegalArgumentException(ref.step() + " has no undo"));
    };
  }

  /** The effect class of a step in one direction: taking back is asked to be repeatable. */
  public EffectClass effect(StepRef ref) {
    return switch (ref.direction()) {
      case DO -> step(ref.step()).effect();
      case UNDO -> EffectClass.IDEMPOTENT;
    };
  }

  /** What it changes, in words for people and the audit. */
  public List<String> impact() {
    return steps.stream()
        .filter(step -> step.effect() != EffectClass.READ)
        .map(
            step ->
                step.title() + " (" + step.call().action() + " on " + step.call().target() + ")")
        .toList();
  }

  /** How it would be undone, in words for people and the audit. */
  public List<String> rollbackPlan() {
    return steps.reversed().stream()
        .flatMap(step -> step.undo().stream().map(undo -> step.id() + ": " + undo.action()))
        .toList();
  }

  /** The highest {@code risk} that its targets' settings name: low, medium or high. */
  public Optional<String> risk() {
    List<String> rising = List.of("low", "medium", "high");
    return targets.values().stream()
        .flatMap(target -> target.optional("risk").stream())
        .filter(rising::contains)
        .max(Comparator.comparingInt(rising::indexOf));
  }

  /** The inputs as values of conditions. */
  public Map<String, Object> inputValues() {
    return Map.copyOf(inputs);
  }
}
