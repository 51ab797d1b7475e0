package dev.deskhand.runbooks.yaml;

import dev.deskhand.content.Expression;
import dev.deskhand.content.Problems;
import dev.deskhand.content.yaml.YamlMapping;
import dev.deskhand.content.yaml.YamlNode;
import dev.deskhand.runbooks.Call;
import dev.deskhand.runbooks.EffectClass;
import dev.deskhand.runbooks.Retry;
import dev.deskhand.runbooks.RunbookId;
import dev.deskhand.runbooks.Step;
import dev.deskhand.runbooks.StepId;
import dev.deskhand.runbooks.action.StepAction.Signature;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads the steps of one runbook, in their order: each may look up what stands before it. */
final class StepReader {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final Duration LONGEST_TIMEOUT = Duration.ofHours(1);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
  private static final String[] KEYS = {
    "id", "title", "action", "target", "with", "effect", "retry", "timeout", "when", "undo"
  };

  private final Problems problems;
  private final References references;
  private final CallReader calls;

  StepReader(
      Map<String, Signature> actions, Set<String> inputs, List<YamlNode> all, Problems problems) {
    this.problems = problems;
    this.references = new References(inputs, ids(all), problems);
    this.calls = new CallReader(actions, references, problems);
  }

  /** Empty when its name or call can't be read; the problems say why. */
  Optional<Step> read(YamlNode node) {
    YamlMapping written = node.asMapping("a step", problems);
    written.allowOnly(problems, KEYS);
    String id = id(written);
    String title = written.text("title", problems);
    Optional<Expression> when = when(written);
    Optional<Call> call = calls.read(written, Optional.empty());
    Optional<Signature> signature = calls.signature(written);
    EffectClass effect = effect(written, signature);
    references.define(id, signature);
    Optional<Call> undo = undo(written, call, effect);
    Retry retry = retry(written);
    Duration timeout = timeout(written);
    if (call.isEmpty() || !RunbookId.FORM.matcher(id).matches()) {
      return Optional.empty();
    }
    return Optional.of(
        new Step(new StepId(id), title, call.get(), effect, retry, timeout, when, undo));
  }

  private static Set<String> ids(List<YamlNode> steps) {
    return steps.stream()
        .filter(YamlMapping.class::isInstance)
        .flatMap(step -> ((YamlMapping) step).optionalText("id", new Problems()).stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  private String id(YamlMapping written) {
    String id = written.text("id", problems);
    if (!id.isBlank() && !RunbookId.FORM.matcher(id).matches()) {
      problems.add(
          written.placeOf("id"),
          "step '" + id + "': expected a name like restart, of a-z, 0-9 and '-', a letter first");
    }
    references
        .firstPlaceOf(id, written.placeOf("id"))
        .ifPresent(
            first ->
                problems.add(
                    written.placeOf("id"), "a step is called '" + id + "' already, at " + first));
    return id;
  }

  private Optional<Expression> when(YamlMapping written) {
    return written
        .optionalText("when", problems)
        .flatMap(text -> references.condition(text, written.placeOf("when")));
  }

  private EffectClass effect(YamlMapping written, Optional<Signature> signature) {
    Optional<EffectClass> said = written.choice("effect", EffectClass.class, problems);
    if (signature.isEmpty()) {
      return said.orElse(EffectClass.ONCE);
    }
    Set<EffectClass> possible = signature.get().effects();
    boolean reads = possible.equals(Set.of(EffectClass.READ));
    EffectClass effect = said.orElse(reads ? EffectClass.READ : EffectClass.ONCE);
    boolean misread = written.find("effect").isPresent() && said.isEmpty();
    if (!possible.contains(effect) && !misread) {
      problems.add(
          written.placeOf("effect"),
          "effect '"
              + effect.label()
              + "' is none that '"
              + written.optionalText("action", problems).orElse("")
              + "' can keep: write effect: "
              + possible.stream()
                  .map(EffectClass::label)
                  .sorted()
                  .collect(Collectors.joining(" or ")));
    }
    return effect;
  }

  private Optional<Call> undo(YamlMapping written, Optional<Call> call, EffectClass effect) {
    if (written.find("undo").isEmpty()) {
      return Optional.empty();
    }
    if (effect == EffectClass.READ) {
      problems.add(
          written.placeOf("undo"), "a step that only reads has nothing to undo: take 'undo' out");
    }
    YamlMapping undo = written.mapping("undo", problems);
    undo.allowOnly(problems, "action", "target", "with");
    calls
        .signature(undo)
        .filter(signature -> signature.effects().stream().noneMatch(EffectClass::isRepeatable))
        .ifPresent(
            signature ->
                problems.add(
                    undo.placeOf("action"),
                    "an undo may be made twice, and '"
                        + undo.optionalText("action", problems).orElse("")
                        + "' does not bear that: use an action that is idempotent or keyed"));
    return calls.read(undo, call.map(Call::target));
  }

  private Retry retry(YamlMapping written) {
    if (written.find("retry").isEmpty()) {
      return Retry.NEVER;
    }
    YamlMapping retry = written.mapping("retry", problems);
    retry.allowOnly(problems, "attempts", "first", "longest");
    if (retry.require("attempts", problems).isEmpty()) {
      return Retry.NEVER;
    }
    int attempts = retry.integer("attempts", problems).orElse(1);
    Duration first = retry.duration("first", problems).orElse(FIRST_PAUSE);
    Duration longest =
        retry
            .duration("longest", problems)
            .orElse(first.compareTo(LONGEST_PAUSE) > 0 ? first : LONGEST_PAUSE);
    try {
      return new Retry(attempts, first, longest);
    } catch (IllegalArgumentException e) {
      problems.add(written.placeOf("retry"), String.valueOf(e.getMessage()));
      return Retry.NEVER;
    }
  }

  private Duration timeout(YamlMapping written) {
    Duration timeout = written.duration("timeout", problems).orElse(TIMEOUT);
    if (timeout.isNegative() || timeout.isZero() || timeout.compareTo(LONGEST_TIMEOUT) > 0) {
      problems.add(
          written.placeOf("timeout"), "'timeout': expected more than nothing and at most 1h");
    }
    return timeout;
  }
}
