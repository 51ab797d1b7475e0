package dev.deskhand.runbooks.yaml;

import dev.deskhand.content.Expression;
import dev.deskhand.content.Lengths;
import dev.deskhand.content.Problems;
import dev.deskhand.content.yaml.YamlMapping;
import dev.deskhand.runbooks.Call;
import dev.deskhand.runbooks.EffectClass;
import dev.deskhand.runbooks.Retry;
import dev.deskhand.runbooks.Work;
import dev.deskhand.runbooks.action.StepAction.Signature;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Reads what a step does on a target. */
final class ActReader {
  /** The keys that belong to it. */
  static final List<String> KEYS =
      List.of("action", "target", "with", "effect", "retry", "timeout", "undo", "output");

  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final Duration LONGEST_TIMEOUT = Duration.ofHours(1);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  private final Problems problems;
  private final References references;
  private final CallReader calls;

  ActReader(Map<String, Signature> actions, References references, Problems problems) {
    this.problems = problems;
    this.references = references;
    this.calls = new CallReader(actions, references, problems);
  }

  /** Reads it, and lets later steps look up the outputs of the step with this name. */
  Optional<Work> read(String id, YamlMapping written) {
    Optional<Call> call = calls.read(written, Optional.empty());
    Optional<Signature> signature = calls.signature(written);
    EffectClass effect = effect(written, signature);
    Map<String, Expression> output = output(written, signature.map(Signature::outputs));
    references.define(id, signature.map(it -> outputs(it, output)));
    signature.ifPresent(it -> references.found(id, own(it, output)));
    Optional<Call> undo = undo(written, call, effect);
    Retry retry = retry(written);
    Duration timeout = timeout(written);
    return call.map(it -> new Work.Act(it, effect, retry, timeout, undo, output));
  }

  /** The names that the action's outputs have; empty where the action is not known. */
  Optional<Set<String>> outputs(YamlMapping written) {
    return calls.signature(written).map(Signature::outputs);
  }

  /** Reads an action that only reads. */
  Optional<Work.Act> readOnly(YamlMapping written) {
    Optional<Call> call = calls.read(written, Optional.empty());
    boolean reads =
        calls.signature(written).filter(it -> it.effects().contains(EffectClass.READ)).isPresent();
    if (call.isPresent() && !reads) {
      problems.add(
          written.placeOf("action"), "'verify' has to read: take an action that changes nothing");
    }
    return call.map(
        it ->
            new Work.Act(
                it,
                EffectClass.READ,
                retry(written),
                timeout(written),
                Optional.empty(),
                Map.of()));
  }

  private static Set<String> outputs(Signature signature, Map<String, Expression> more) {
    Set<String> names = new TreeSet<>(signature.outputs());
    names.addAll(more.keySet());
    return names;
  }

  private static Set<String> own(Signature signature, Map<String, Expression> more) {
    Set<String> names = new TreeSet<>(signature.outputs());
    names.removeAll(more.keySet());
    return names;
  }

  private Map<String, Expression> output(YamlMapping written, Optional<Set<String>> own) {
    Map<String, Expression> output = new LinkedHashMap<>();
    written
        .mapping("output", problems)
        .values()
        .forEach(
            (name, node) ->
                references
                    .expression(
                        node.asText("'" + name + "'", problems), node.at(), Map.of("result", own))
                    .ifPresent(it -> output.put(name, it)));
    return output;
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
    retry.allowOnly(problems, "attempts", "first", "longest", "on");
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
      return new Retry(
          attempts,
          first,
          longest,
          retry.choice("on", Retry.On.class, problems).orElse(Retry.On.TRANSIENT));
    } catch (IllegalArgumentException e) {
      problems.add(written.placeOf("retry"), String.valueOf(e.getMessage()));
      return Retry.NEVER;
    }
  }

  private Duration timeout(YamlMapping written) {
    Duration timeout = written.duration("timeout", problems).orElse(TIMEOUT);
    if (timeout.isNegative() || timeout.isZero() || timeout.compareTo(LONGEST_TIMEOUT) > 0) {
      problems.add(
          written.placeOf("timeout"),
          "'timeout': expected more than nothing and at most 1h, found " + Lengths.text(timeout));
    }
    return timeout;
  }
}
