package dev.deskhand.runbooks.run;

import dev.deskhand.content.ContentVersion;
import dev.deskhand.content.InputValue;
import dev.deskhand.runbooks.EffectClass;
import dev.deskhand.runbooks.IfLocked;
import dev.deskhand.runbooks.OnFailure;
import dev.deskhand.runbooks.Retry;
import dev.deskhand.runbooks.Runbook;
import dev.deskhand.runbooks.RunbookId;
import dev.deskhand.runbooks.StepId;
import dev.deskhand.runbooks.action.Target;
import dev.deskhand.runbooks.run.PlannedCall.Argument;
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
          it -> step(it, new StepId("other"), it.title(), it.when(), it.content()),
          it -> step(it, it.id(), "other", it.when(), it.content()),
          it -> step(it, it.id(), it.title(), Optional.of("true"), it.content()),
          it ->
              new PlannedStep(
                  it.id(),
                  it.title(),
                  it.when(),
                  OnFailure.ASK,
                  it.lock(),
                  it.ifLocked(),
                  it.content()),
          it ->
              new PlannedStep(
                  it.id(),
                  it.title(),
                  it.when(),
                  it.onFailure(),
                  Optional.of("x"),
                  it.ifLocked(),
                  it.content()),
          it ->
              new PlannedStep(
                  it.id(),
                  it.title(),
                  it.when(),
                  it.onFailure(),
                  it.lock(),
                  Optional.of(IfLocked.REFUSE),
                  it.content()),
          it -> calling(it, call("other", "here", literal("it"))),
          it -> calling(it, call("test.once", "there", literal("it"))),
          it -> calling(it, call("test.once", "here", literal("no"))),
          it -> calling(it, call("test.once", "here", new Argument.Later("it"))),
          it -> calling(it, listing(literal("it"))),
          it -> calling(it, listing(new Argument.Later("it"))),
          it -> acting(it, EffectClass.KEYED, act(it).retry(), act(it).timeout()),
          it -> acting(it, act(it).effect(), Retry.NEVER, act(it).timeout()),
          it -> acting(it, act(it).effect(), act(it).retry(), Duration.ofSeconds(6)),
          it -> undoing(it, Optional.empty()),
          it -> undoing(it, Optional.of(act(it).call())));

  private RunbookId runbook;
  private ContentVersion version;
  private String title;
  private Map<String, String> attributes;
  private Map<String, InputValue> inputs;
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

  Draft inputs(Map<String, InputValue> other) {
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
    return new PlannedCall(action, target, new TreeMap<>(Map.of("value", value)), new TreeMap<>());
  }

  private static PlannedCall listing(Argument word) {
    return new PlannedCall(
        "test.once", "here", new TreeMap<>(), new TreeMap<>(Map.of("words", List.of(word))));
  }

  private static PlannedStep.Act act(PlannedStep step) {
    return (PlannedStep.Act) step.content();
  }

  private static PlannedStep step(
      PlannedStep from,
      StepId id,
      String title,
      Optional<String> when,
      PlannedStep.Content content) {
    return new PlannedStep(
        id, title, when, from.onFailure(), from.lock(), from.ifLocked(), content);
  }

  private static PlannedStep with(PlannedStep from, PlannedStep.Act act) {
    return step(from, from.id(), from.title(), from.when(), act);
  }

  private static PlannedStep calling(PlannedStep from, PlannedCall call) {
    PlannedStep.Act act = act(from);
    return with(
        from,
        new PlannedStep.Act(
            call, act.effect(), act.retry(), act.timeout(), act.undo(), act.output()));
  }

  private static PlannedStep acting(
      PlannedStep from, EffectClass effect, Retry retry, Duration timeout) {
    PlannedStep.Act act = act(from);
    return with(
        from, new PlannedStep.Act(act.call(), effect, retry, timeout, act.undo(), act.output()));
  }

  private static PlannedStep undoing(PlannedStep from, Optional<PlannedCall> undo) {
    PlannedStep.Act act = act(from);
    return with(
        from,
        new PlannedStep.Act(
            act.call(), act.effect(), act.retry(), act.timeout(), undo, act.output()));
  }
}
