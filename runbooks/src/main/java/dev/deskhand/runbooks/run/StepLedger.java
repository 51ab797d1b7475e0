package dev.deskhand.runbooks.run;

import dev.deskhand.runbooks.EffectClass;
import dev.deskhand.runbooks.StepId;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is known of a run's steps. Immutable.
 *
 * @param outputs of the steps that succeeded
 * @param doubted steps of which an attempt may have happened although a later one failed
 * @param locks held, by the step that took them
 */
public record StepLedger(
    Map<StepRef, StepProgress> progress,
    Map<StepId, Map<String, String>> outputs,
    Set<StepRef> doubted,
    Map<StepId, String> locks) {
  static final StepLedger EMPTY = new StepLedger(Map.of(), Map.of(), Set.of(), Map.of());

  public StepLedger {
    progress = Collections.unmodifiableMap(progress);
    outputs = Collections.unmodifiableMap(outputs);
    doubted = Set.copyOf(doubted);
    locks = Map.copyOf(locks);
  }

  Optional<StepProgress> progress(StepRef step) {
    return Optional.ofNullable(progress.get(step));
  }

  int failures(StepRef step) {
    return StepProgress.failures(progress(step));
  }

  StepLedger with(StepRef step, StepProgress next) {
    Map<StepRef, StepProgress> all = new LinkedHashMap<>(progress);
    all.put(step, next);
    return new StepLedger(all, outputs, doubted, locks);
  }

  StepLedger giving(StepId step, Map<String, String> output) {
    Map<StepId, Map<String, String>> all = new LinkedHashMap<>(outputs);
    all.put(step, output);
    return new StepLedger(progress, all, doubted, locks);
  }

  /**
   * Read-only steps have no effect to be doubted, and INTENT alone says of those that can't be
   * repeated that nothing happened.
   */
  StepLedger doubting(StepRef step, EffectClass effect) {
    if (effect == EffectClass.READ || effect == EffectClass.ONCE) {
      return this;
    }
    Set<StepRef> more = new HashSet<>(doubted);
    more.add(step);
    return new StepLedger(progress, outputs, more, locks);
  }

  /** What a person says of a step is said of all its attempts so far. */
  StepLedger trusting(StepRef step) {
    Set<StepRef> rest = new HashSet<>(doubted);
    rest.remove(step);
    return new StepLedger(progress, outputs, rest, locks);
  }

  StepLedger holding(StepId step, String lock) {
    Map<StepId, String> all = new LinkedHashMap<>(locks);
    all.put(step, lock);
    return new StepLedger(progress, outputs, doubted, all);
  }

  StepLedger releasing(StepId step) {
    Map<StepId, String> rest = new LinkedHashMap<>(locks);
    rest.remove(step);
    return new StepLedger(progress, outputs, doubted, rest);
  }
}
