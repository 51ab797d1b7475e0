package dev.deskhand.runbooks.run;

import dev.deskhand.content.ContentVersion;
import dev.deskhand.runbooks.EffectClass;
import dev.deskhand.runbooks.Retry;
import dev.deskhand.runbooks.Runbook;
import dev.deskhand.runbooks.RunbookId;
import dev.deskhand.runbooks.StepId;
import dev.deskhand.runbooks.action.Target;
import dev.deskhand.runbooks.run.RunPlan.Argument;
import dev.deskhand.runbooks.run.RunPlan.PlannedCall;
import dev.deskhand.runbooks.run.RunPlan.PlannedStep;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** A plan with something changed. */
final class Draft {
  /** Each changes one thing about a step. */
  static final List<UnaryOperator<PlannedStep>> STEP_CHANGES =
      List.of(
          it -> step(it, new StepId("other"), it.title(), it.call(), it.effect(), it.retry()),
          it -> step(it, it.id(), "other", it.call(), it.effect(), it.retry()),
          it ->
              step(
                  it,
                  it.id(),
                  it.title(),
                  call("other", "here", literal("it")),
                  it.effect(),
                  it.retry()),
          it ->
              step(
                  it,
                  it.id(),
                  it.title(),
                  call("test.once", "there", literal("it")),
                  it.effect(),
                  it.retry()),
          it ->
              step(
                  it,
                  it.id(),
                  it.title(),
                  call("test.once", "here", literal("no")),
                  it.effect(),
                  it.retry()),
          it ->
              step(
                  it,
                  it.id(),
                  it.title(),
                  call("test.once", "here", new Argument.Later("it")),
                  it.effect(),
                  it.retry()),
          it -> step(it, it.id(), it.title(), it.call(), EffectClass.KEYED, it.retry()),
          it -> step(it, it.id(), it.title(), it.call(), it.effect(), Retry.NEVER),
          it -> rest(it, Duration.ofSeconds(6), it.when(), it.undo()),
          it -> rest(it, it.timeout(), Optional.of("true"), it.undo()),
          it -> rest(it, it.timeout(), it.when(), Optional.empty()),
          it -> rest(it, it.timeout(), it.when(), Optional.of(it.call())));

  private RunbookId runbook;
  private ContentVersion version;
  private String title;
  private Map<String, String> attributes;
  private Map<String, String> inputs;
  private List<PlannedStep> steps;
  private Map<String, Target> targets;
  private Runbook.Sayings sayings;

  Draft(RunPlan plan) {
    runbook = plan.runbook();
    version = plan.version();
    title = plan.title();
    attributes = plan.attributes();
    inputs = plan.inputs();
    steps = plan.steps();
    targets = plan.targets();
    sayings = plan.sayings();
  }

  Draft runbook(RunbookId other) {
    runbook = other;
    return this;
  }

  Draft version(ContentVersion other) {
    version = other;
    return this;
  }

  Draft title(String other) {
    title = other;
    return this;
  }

  Draft attributes(Map<String, String> other) {
    attributes = other;
    return this;
  }

  Draft inputs(Map<String, String> other) {
    inputs = other;
    return this;
  }

  Draft steps(List<PlannedStep> other) {
    steps = other;
    return this;
  }

  Draft targets(String kind, Map<String, String> settings) {
    targets = Map.of("here", new Target("here", kind, settings));
    return this;
  }

  Draft sayings(Runbook.Sayings other) {
    sayings = other;
    return this;
  }

  RunPlan build() {
    return new RunPlan(
        runbook,
        version,
        title,
        new TreeMap<>(attributes),
        new TreeMap<>(inputs),
        steps,
        new TreeMap<>(targets),
        sayings);
  }

  private static Argument literal(String text) {
    return new Argument.Literal(text);
  }

  private static PlannedCall call(String action, String target, Argument value) {
    return new PlannedCall(action, target, new TreeMap<>(Map.of("value", value)));
  }

  private static PlannedStep step(
      PlannedStep from,
      StepId id,
      String title,
      PlannedCall call,
      EffectClass effect,
      Retry retry) {
    return new PlannedStep(
        id, title, call, effect, retry, from.timeout(), from.when(), from.undo());
  }

  private static PlannedStep rest(
      PlannedStep from, Duration timeout, Optional<String> when, Optional<PlannedCall> undo) {
    return new PlannedStep(
        from.id(), from.title(), from.call(), from.effect(), from.retry(), timeout, when, undo);
  }
}
